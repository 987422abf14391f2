package dev.descent.kernel;

import dev.descent.equation.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What the two loops have in common: where arguments and values stand, and how one number is computed.
abstract class LoopWriter {

    static final int ARRAYS = 0;
    static final int OFFSETS = 1;
    static final int SCALARS = 2;
    static final int SCRATCH = 3;
    static final int FROM = 4;
    static final int COUNT = 5;
    /// The first element, then the running index.
    static final int INDEX = 6;
    static final int CHAINS = 7;

    final Graph graph;
    final Schedule.Pass pass;
    final Lane lane;
    final CodeBuilder code;
    final int[] arraySlot;
    private final int[] offsetSlot;
    private final Map<Integer, Integer> rowSlot = new HashMap<>();
    /// Local variables of values as one number; −1 where there is none.
    final int[] scalarSlot;
    private int line;

    /// Whether all arrays start at one offset, so that one index serves all of them.
    final boolean aligned;

    LoopWriter(Graph graph, Schedule.Pass pass, Lane lane, CodeBuilder code, boolean aligned) {
        this.aligned = aligned;
        this.graph = graph;
        this.pass = pass;
        this.lane = lane;
        this.code = code;
        this.arraySlot = new int[graph.loop().arrays().size()];
        this.offsetSlot = new int[graph.loop().arrays().size()];
        this.scalarSlot = new int[graph.size()];
        Arrays.fill(arraySlot, -1);
        Arrays.fill(scalarSlot, -1);
    }

    abstract void write();

    /// Brings the array into a local, and the place of its first element.
    void openArray(int array) {
        if (arraySlot[array] >= 0) {
            return;
        }
        arraySlot[array] = code.allocateLocal(TypeKind.REFERENCE);
        offsetSlot[array] = code.allocateLocal(TypeKind.INT);
        fetchArray(array);
        code.aload(OFFSETS).loadConstant(array).iaload().iload(FROM).iadd().istore(offsetSlot[array]);
    }

    final void fetchArray(int array) {
        code.aload(ARRAYS).loadConstant(array).aaload().astore(arraySlot[array]);
    }

    /// The local that holds the place of an opened array's first element.
    private int anyOffset() {
        for (int slot = 0; slot < arraySlot.length; slot++) {
            if (arraySlot[slot] >= 0) {
                return offsetSlot[slot];
            }
        }
        throw new IllegalStateException("a pass without arrays");
    }

    void openRow(int row) {
        if (!rowSlot.containsKey(row)) {
            int slot = code.allocateLocal(TypeKind.REFERENCE);
            rowSlot.put(row, slot);
            code.aload(SCRATCH).loadConstant(row).aaload().astore(slot);
        }
    }

    /// Pushes array and index.
    void arrayElement(int array) {
        code.aload(arraySlot[array]);
        if (!aligned) {
            code.iload(offsetSlot[array]).iload(INDEX).iadd();
        } else {
            code.iload(INDEX);
        }
    }

    /// Makes the running index, and the bound in a local, count from the first element's place in the arrays.
    void align(int bound) {
        if (aligned) {
            code.iload(anyOffset()).iload(bound).iadd().istore(bound);
            code.iload(anyOffset()).iload(INDEX).iadd().istore(INDEX);
        }
    }

    /// Pushes row and index.
    void rowElement(int row) {
        row(row);
        code.iload(INDEX);
    }

    /// Pushes a row.
    void row(int row) {
        code.aload(Objects.requireNonNull(rowSlot.get(row)));
    }

    /// Everything that the pass touches, opened before the loop.
    void openAll() {
        pass.compute().forEach(node -> openLoads(graph.node(node)));
        pass.stores().forEach(store -> {
            openArray(store.array());
            graph.loaded(store.value()).ifPresent(this::openArray);
        });
        pass.writes().keySet().forEach(node -> graph.loaded(node).ifPresent(this::openArray));
        pass.reads().values().forEach(this::openRow);
        pass.writes().values().forEach(this::openRow);
    }

    private void openLoads(Graph.Node node) {
        for (int part : Graph.parts(node)) {
            graph.loaded(part).ifPresent(this::openArray);
        }
    }

    void lineOf(int node) {
        if (graph.line(node) != line) {
            line = graph.line(node);
            code.lineNumber(line);
        }
    }

    /// Computes a node from numbers and leaves it on the stack; its parts stand in `scalarSlot`.
    void scalarNode(int number) {
        lineOf(number);
        switch (graph.node(number)) {
            case Graph.Node.Constant(double value) -> lane.constant(code, value);
            case Graph.Node.Scalar(int index) ->
                code.aload(SCALARS).loadConstant(index).arrayLoad(lane.kind);
            case Graph.Node.Load(int array) -> {
                arrayElement(array);
                code.arrayLoad(lane.kind);
            }
            case Graph.Node.Function function -> throw new IllegalStateException("not in a pass: " + function);
            case Graph.Node.Select(int condition, int then, int otherwise) -> {
                push(condition);
                branch(Opcode.IFNE, () -> push(otherwise), () -> push(then));
            }
            case Graph.Node.Operation(Op op, int a, int b) -> {
                push(a);
                if (b >= 0) {
                    push(b);
                }
                scalarOperation(op);
            }
        }
    }

    void push(int number) {
        code.loadLocal(graph.truth(number) ? TypeKind.INT : lane.kind, scalarSlot[number]);
    }

    /// Pops a number into a local variable of its own.
    void keep(int number) {
        TypeKind kind = graph.truth(number) ? TypeKind.INT : lane.kind;
        scalarSlot[number] = code.allocateLocal(kind);
        code.storeLocal(kind, scalarSlot[number]);
    }

    private void scalarOperation(Op op) {
        switch (op) {
            case ADD -> lane.add(code);
            case SUB -> lane.subtract(code);
            case MUL -> lane.multiply(code);
            case DIV -> lane.divide(code);
            case NEG -> lane.negate(code);
            case SQRT -> squareRoot();
            case ABS -> math("abs", 1);
            case MIN -> math("min", 2);
            case MAX -> math("max", 2);
            // A comparison with NaN is false, but for ≠.
            case LESS -> compare(1, Opcode.IFLT);
            case LESS_EQUAL -> compare(1, Opcode.IFLE);
            case GREATER -> compare(-1, Opcode.IFGT);
            case GREATER_EQUAL -> compare(-1, Opcode.IFGE);
            case EQUAL -> compare(-1, Opcode.IFEQ);
            case NOT_EQUAL -> compare(-1, Opcode.IFNE);
            case AND -> code.iand();
            case OR -> code.ior();
            case NOT -> code.iconst_1().ixor();
            case POW, SIGN, EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND, MOD, CLAMP ->
                throw new IllegalStateException("not one machine operation: " + op);
        }
    }

    /// The root of a float in double, rounded, is the correctly rounded root.
    private void squareRoot() {
        if (lane == Lane.FLOAT) {
            code.f2d();
        }
        code.invokestatic(ClassDesc.of("java.lang.Math"), "sqrt",
                MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
        if (lane == Lane.FLOAT) {
            code.d2f();
        }
    }

    private void math(String name, int arguments) {
        code.invokestatic(ClassDesc.of("java.lang.Math"), name,
                MethodTypeDesc.of(lane.type, Collections.nCopies(arguments, lane.type)));
    }

    private void compare(int unordered, Opcode test) {
        lane.compare(code, unordered);
        branch(test, () -> code.iconst_0(), () -> code.iconst_1());
    }

    /// Goes on at `yes` where the test of the stack's top holds, else at `no`; both leave one value.
    private void branch(Opcode test, Runnable no, Runnable yes) {
        Label holds = code.newLabel();
        Label end = code.newLabel();
        code.branch(test, holds);
        no.run();
        code.goto_(end).labelBinding(holds);
        yes.run();
        code.labelBinding(end);
    }

    /// Numbers that are the same for all elements and that the pass uses, each after its parts.
    TreeSet<Integer> uniforms() {
        TreeSet<Integer> found = new TreeSet<>();
        pass.compute().forEach(node -> {
            for (int part : Graph.parts(graph.node(node))) {
                addUniform(part, found);
            }
        });
        pass.stores().forEach(store -> addUniform(store.value(), found));
        pass.writes().keySet().forEach(node -> addUniform(node, found));
        return found;
    }

    private void addUniform(int node, TreeSet<Integer> found) {
        if (graph.uniform(node) && found.add(node)) {
            for (int part : Graph.parts(graph.node(node))) {
                addUniform(part, found);
            }
        }
    }

    /// `while (index < bound) { body; index += step }`, the bound in a local.
    void loop(int bound, Runnable body, Runnable step) {
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(INDEX).iload(bound).if_icmpge(end);
        body.run();
        code.iload(INDEX);
        step.run();
        code.iadd().istore(INDEX).goto_(head).labelBinding(end);
    }
}
