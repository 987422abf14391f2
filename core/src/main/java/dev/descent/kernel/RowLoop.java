package dev.descent.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Supplier;

/// Writes a rule's pass as the loop of a [RowKernel]: for each row, and in it for each block of vectors, the gradient as a
/// sum in registers, then the rule on each vector of the block.
///
/// A block is several vectors wide, so that the row's list is read once for all of them and several sums are under way at
/// a time. A row of one entry, the rule at batch 1, reads it once for all blocks. What is stored is added up on the way: the
/// sum of numbers that are not all finite is not finite either.
final class RowLoop extends VectorLoop {

    /// Widest block: eight sums hide the latency of a multiply-add on every machine that is known.
    private static final int WIDEST = 8;

    // The parameters of the method after the arrays; INDEX is a local of its own, which runs through the rows.
    private static final int STARTS = 1;
    private static final int LIST = 3;
    private static final int VALUES = 4;
    private static final int DELTA = 5;
    private static final int AT = 7;
    private static final int STRIDE = 8;
    private static final int FIRST = 9;
    private static final int LAST = 10;
    private static final int SKIP = 11;
    private static final int WIDTH = 12;
    private static final int DELTA_AT = 13;
    private static final int DELTA_ROW = 14;

    /// `static boolean rows(arrays, starts, scalars, index, value, delta, unused, at, stride, first, last, skipEmpty, width,
    /// deltaAt, deltaRow)`.
    static final MethodTypeDesc TYPE = MethodTypeDesc.of(ConstantDescs.CD_boolean, Lane.FLOAT.array.arrayType(),
            ConstantDescs.CD_int.arrayType(), Lane.FLOAT.array, ConstantDescs.CD_int.arrayType(), Lane.FLOAT.array,
            Lane.FLOAT.array, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int,
            ConstantDescs.CD_int, ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_int,
            ConstantDescs.CD_int);

    private final int gradient;
    private final int vectors;
    private int vector;

    // Local variables.
    private final int column;
    private final int n;
    private final int bound;
    private final int x;
    private final int deltaRow;
    private final int deltaAt;
    private final int[] poison;
    private final int before;
    private final Label all;

    /// @param gradient the gradient's place among the loop's arrays
    /// @param vectors  of a block; a row is a whole number of blocks
    RowLoop(Graph graph, Schedule.Pass pass, int gradient, int vectors, CodeBuilder code) {
        super(graph, pass, Lane.FLOAT, code, true);
        this.gradient = gradient;
        this.vectors = vectors;
        column = code.allocateLocal(TypeKind.INT);
        n = code.allocateLocal(TypeKind.INT);
        bound = code.allocateLocal(TypeKind.INT);
        x = code.allocateLocal(TypeKind.REFERENCE);
        deltaRow = code.allocateLocal(TypeKind.INT);
        deltaAt = code.allocateLocal(TypeKind.INT);
        poison = new int[(vectors + 1) / 2];
        before = code.allocateLocal(TypeKind.REFERENCE);
        all = code.newLabel();
    }

    /// The widest block that rows of that width are made of and that keeps the method small enough to be compiled.
    static int vectors(Schedule.Pass pass, int width) {
        int perVector = 2 * (pass.compute().size() + pass.stores().size() + 4);
        int most = Math.clamp(Schedule.LARGEST / perVector, 1, WIDEST);
        int vectors = width / GemmLanes.LANES;
        while (vectors % most != 0) {
            most--;
        }
        return most;
    }

    @Override
    void openArray(int array) {
        if (array != gradient && arraySlot[array] < 0) {
            arraySlot[array] = code.allocateLocal(TypeKind.REFERENCE);
            fetchArray(array);
        }
    }

    @Override
    void arrayElement(int array) {
        super.arrayElement(array);
        lanes(vector);
    }

    @Override
    void write() {
        open();
        for (int v = 0; v < poison.length; v++) {
            poison[v] = zeroVector();
        }
        Label row = code.newLabel();
        Label several = code.newLabel();
        Label next = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(row).iload(FIRST).iload(LAST).if_icmpge(end);
        entry(0);
        code.istore(n);
        entry(1);
        code.istore(bound);
        code.iload(AT).iload(FIRST).iload(STRIDE).imul().iadd().istore(INDEX);
        code.iload(bound).iload(n).isub().iconst_1().if_icmpne(several);
        x();
        blocks(this::product, next);
        code.labelBinding(several).iload(SKIP).ifeq(all);
        code.iload(bound).iload(n).if_icmpeq(next);
        code.labelBinding(all);
        blocks(this::sum, next);
        code.labelBinding(next).iinc(FIRST, 1).goto_(row);
        code.labelBinding(end).aload(poison[0]);
        for (int v = 1; v < poison.length; v++) {
            code.aload(poison[v]);
            vector("add", VECTOR);
        }
        code.astore(poison[0]).aload(poison[0]).aload(poison[0]);
        vector("sub", VECTOR);
        zero();
        compare("EQ");
        code.invokevirtual(MASK, "allTrue", MethodTypeDesc.of(ConstantDescs.CD_boolean)).ireturn();
    }

    /// The row in blocks: the gradient of each, then the rule; on to `next` at its end.
    private void blocks(Supplier<int[]> gradient, Label next) {
        Label head = code.newLabel();
        code.iconst_0().istore(column);
        code.labelBinding(head).iload(column).iload(WIDTH).if_icmpge(next);
        rule(gradient.get());
        code.iload(column).loadConstant(vectors * GemmLanes.LANES).iadd().istore(column);
        code.iload(INDEX).loadConstant(vectors * GemmLanes.LANES).iadd().istore(INDEX);
        code.goto_(head);
    }

    /// The entry's value in every lane, and where its row of δ begins.
    private void x() {
        species();
        code.aload(VALUES).iload(n).faload().invokestatic(lane.vector, "broadcast",
                MethodTypeDesc.of(lane.vector, SPECIES, lane.type)).astore(x);
        code.aload(LIST).iload(n).iaload().iload(DELTA_ROW).imul().iload(DELTA_AT).iadd().istore(deltaRow);
    }

    /// The block's gradient where the row has one entry, which has been read.
    private int[] product() {
        int[] sums = new int[vectors];
        for (int v = 0; v < vectors; v++) {
            sums[v] = zeroVector();
        }
        addProducts(sums);
        return finished(sums);
    }

    /// Pushes where the entries of the row, or of the one after it, begin.
    private void entry(int rowsOn) {
        code.aload(STARTS).iload(FIRST);
        if (rowsOn > 0) {
            code.iconst_1().iadd();
        }
        code.iaload();
    }

    /// The block's gradient as a sum over the entries.
    private int[] sum() {
        int[] sums = new int[vectors];
        for (int v = 0; v < vectors; v++) {
            sums[v] = zeroVector();
        }
        Label head = code.newLabel();
        Label end = code.newLabel();
        entry(0);
        code.istore(n);
        code.labelBinding(head).iload(n).iload(bound).if_icmpge(end);
        x();
        addProducts(sums);
        code.iinc(n, 1).goto_(head).labelBinding(end);
        return finished(sums);
    }

    private void addProducts(int[] sums) {
        code.iload(deltaRow).iload(column).iadd().istore(deltaAt);
        for (int v = 0; v < vectors; v++) {
            code.aload(x);
            species();
            code.aload(DELTA).iload(deltaAt);
            lanes(v);
            fromArray();
            code.aload(sums[v]);
            vector("fma", VECTOR, VECTOR);
            code.astore(sums[v]);
        }
    }

    private int[] finished(int[] sums) {
        for (int sum : sums) {
            code.aload(sum).fconst_0().invokevirtual(lane.vector, "add", MethodTypeDesc.of(lane.vector, lane.type))
                    .astore(sum);
        }
        return sums;
    }

    /// The rule on each vector of the block.
    private void rule(int[] gradients) {
        int[] spread = vectorSlot.clone();
        for (vector = 0; vector < vectors; vector++) {
            for (int node = 0; node < graph.size(); node++) {
                if (graph.loaded(node).orElse(-1) == gradient) {
                    vectorSlot[node] = gradients[vector];
                }
            }
            compute();
            store();
            pass.stores().stream().filter(store -> store.array() == 0)
                    .forEach(store -> addUp(vectorSlot[store.value()]));
            System.arraycopy(spread, 0, vectorSlot, 0, spread.length);
        }
        vector = 0;
    }

    /// Adds what the vector in hand stored to a sum that is not finite if it is not: every second one, times the one
    /// before it, for half the operations. A product that overflows looks like a number that is not finite, so whoever is
    /// told must look.
    private void addUp(int stored) {
        int sum = poison[vector / 2];
        if (vector % 2 == 0 && vector + 1 < vectors) {
            code.aload(stored).astore(before);
            return;
        }
        code.aload(stored);
        if (vector % 2 == 0) {
            code.aload(sum);
            vector("add", VECTOR);
        } else {
            code.aload(before).aload(sum);
            vector("fma", VECTOR, VECTOR);
        }
        code.astore(sum);
    }

    private int zeroVector() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        zero();
        code.astore(local);
        return local;
    }

    /// Adds the width of `count` vectors to the index on the stack.
    private void lanes(int count) {
        if (count > 0) {
            code.loadConstant(count * GemmLanes.LANES).iadd();
        }
    }
}
