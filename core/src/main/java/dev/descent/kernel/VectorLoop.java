package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Writes a pass as a loop over vectors of the preferred species, as far as whole vectors go:
/// `static int vector(arrays, offsets, scalars, scratch, from, count, index, chains)` answers the first element that it left.
///
/// Truth values are masks, conditionals blends. The species is read from its static final field at every use, which the
/// compiler knows to be constant; what is the same for all elements is computed once as a number and spread before the
/// loop.
class VectorLoop extends LoopWriter {

    static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
    static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
    private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

    /// Local variables of values as vectors; −1 where there is none.
    final int[] vectorSlot;

    VectorLoop(Graph graph, Schedule.Pass pass, Lane lane, CodeBuilder code, boolean aligned) {
        super(graph, pass, lane, code, aligned);
        this.vectorSlot = new int[graph.size()];
        Arrays.fill(vectorSlot, -1);
    }

    @Override
    void write() {
        open();
        List<VectorSumWriter> sums = pass.sums().stream().map(sum -> new VectorSumWriter(sum, this)).toList();
        int bound = code.allocateLocal(TypeKind.INT);
        if (sums.isEmpty()) {
            species();
            code.iload(COUNT).invokeinterface(SPECIES, "loopBound",
                    MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int)).istore(bound);
        } else {
            code.iload(COUNT).loadConstant(-FixedSum.CHAINS).iand().istore(bound);
        }
        int done = code.allocateLocal(TypeKind.INT);
        code.iload(bound).istore(done);
        align(bound);
        loop(bound, () -> {
            body();
            sums.forEach(VectorSumWriter::add);
        }, () -> {
            species();
            code.invokeinterface(SPECIES, "length", MethodTypeDesc.of(ConstantDescs.CD_int));
        });
        sums.forEach(VectorSumWriter::close);
        code.iload(done).ireturn();
    }

    /// Everything that happens once, before the loop.
    final void open() {
        openAll();
        for (int node : uniforms()) {
            scalarNode(node);
            keep(node);
        }
        direct().forEach(this::spread);
    }

    private void body() {
        pass.reads().forEach((node, row) -> {
            species();
            rowElement(row);
            fromArray();
            if (graph.truth(node)) {
                zero();
                compare("NE");
            }
            keepVector(node);
        });
        compute();
        pass.writes().keySet().forEach(this::load);
        pass.writes().forEach((node, row) -> {
            if (graph.truth(node)) {
                zero();
                one();
                code.aload(vectorSlot[node]);
                vector("blend", VECTOR, MASK);
            } else {
                code.aload(vectorSlot[node]);
            }
            rowElement(row);
            intoArray();
        });
        store();
    }

    /// Everything that is computed and stored, left in local variables.
    void compute() {
        for (int node : pass.compute()) {
            load(Graph.parts(graph.node(node)));
            lineOf(node);
            vectorNode(graph.node(node));
            keepVector(node);
        }
        pass.stores().forEach(store -> load(store.value()));
    }

    void store() {
        pass.stores().forEach(store -> {
            code.aload(vectorSlot[store.value()]);
            arrayElement(store.array());
            intoArray();
        });
    }

    private void vectorNode(Graph.Node node) {
        switch (node) {
            case Graph.Node.Select(int condition, int then, int otherwise) -> {
                code.aload(vectorSlot[otherwise]).aload(vectorSlot[then]).aload(vectorSlot[condition]);
                vector("blend", VECTOR, MASK);
            }
            case Graph.Node.Operation(Op op, int a, int b) -> {
                code.aload(vectorSlot[a]);
                if (b >= 0) {
                    code.aload(vectorSlot[b]);
                }
                operation(op);
            }
            case Graph.Node.Load _,Graph.Node.Scalar _,Graph.Node.Constant _,Graph.Node.Function _ ->
                throw new IllegalStateException("not computed in a pass: " + node);
        }
    }

    private void operation(Op op) {
        switch (op) {
            case ADD -> vector("add", VECTOR);
            case SUB -> vector("sub", VECTOR);
            case MUL -> vector("mul", VECTOR);
            case DIV -> vector("div", VECTOR);
            case MIN -> vector("min", VECTOR);
            case MAX -> vector("max", VECTOR);
            case NEG -> vector("neg");
            case SQRT -> vector("sqrt");
            case ABS -> vector("abs");
            case LESS -> compare("LT");
            case LESS_EQUAL -> compare("LE");
            case GREATER -> compare("GT");
            case GREATER_EQUAL -> compare("GE");
            case EQUAL -> compare("EQ");
            case NOT_EQUAL -> compare("NE");
            case AND -> code.invokevirtual(MASK, "and", MethodTypeDesc.of(MASK, MASK));
            case OR -> code.invokevirtual(MASK, "or", MethodTypeDesc.of(MASK, MASK));
            case NOT -> code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
            case POW, SIGN, EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND, MOD, CLAMP ->
                throw new IllegalStateException("not one machine operation: " + op);
        }
    }

    /// What is the same for all elements and meets what is not.
    private TreeSet<Integer> direct() {
        TreeSet<Integer> found = new TreeSet<>();
        for (int node : pass.compute()) {
            for (int part : Graph.parts(graph.node(node))) {
                found.add(part);
            }
        }
        pass.stores().forEach(store -> found.add(store.value()));
        found.addAll(pass.writes().keySet());
        found.removeIf(node -> !graph.uniform(node));
        return found;
    }

    private void spread(int node) {
        species();
        push(node);
        if (graph.truth(node)) {
            code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, ConstantDescs.CD_boolean));
        } else {
            code.invokestatic(lane.vector, "broadcast", MethodTypeDesc.of(lane.vector, SPECIES, lane.type));
        }
        keepVector(node);
    }

    void load(int... nodes) {
        for (int node : nodes) {
            if (vectorSlot[node] < 0 && graph.loaded(node).isPresent()) {
                species();
                arrayElement(graph.loaded(node).getAsInt());
                fromArray();
                keepVector(node);
            }
        }
    }

    void keepVector(int node) {
        vectorSlot[node] = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(vectorSlot[node]);
    }

    void species() {
        code.getstatic(lane.vector, "SPECIES_PREFERRED", SPECIES);
    }

    void zero() {
        species();
        code.invokestatic(lane.vector, "zero", MethodTypeDesc.of(lane.vector, SPECIES));
    }

    private void one() {
        species();
        lane.constant(code, 1);
        code.invokestatic(lane.vector, "broadcast", MethodTypeDesc.of(lane.vector, SPECIES, lane.type));
    }

    void fromArray() {
        code.invokestatic(lane.vector, "fromArray",
                MethodTypeDesc.of(lane.vector, SPECIES, lane.array, ConstantDescs.CD_int));
    }

    void intoArray() {
        code.invokevirtual(lane.vector, "intoArray",
                MethodTypeDesc.of(ConstantDescs.CD_void, lane.array, ConstantDescs.CD_int));
    }

    void vector(String name, ClassDesc... arguments) {
        code.invokevirtual(lane.vector, name, MethodTypeDesc.of(lane.vector, arguments));
    }

    void compare(String comparison) {
        code.getstatic(OPERATORS, comparison, COMPARISON).swap();
        code.invokevirtual(lane.vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    }
}
