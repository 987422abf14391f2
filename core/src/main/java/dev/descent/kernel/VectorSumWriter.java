package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes a sum into a [VectorLoop]: [FixedSum]'s 16 chains are the lanes of accumulators that stay in registers while the
/// loop runs.
///
/// A vector's elements belong to the chains that follow those of the vector before it, so after each turn the accumulators
/// change places in a ring. The loop ends at a multiple of 16 elements, with each at its own place. A vector of floats is
/// put down in the sum's scratch row, always at its start, and read again in halves: that is faster than widening the
/// halves of a register.
final class VectorSumWriter {

    private static final ClassDesc SUMS = ClassDesc.of(VectorSums.class.getName());
    private static final ClassDesc VECTOR = Lane.DOUBLE.vector;
    private static final MethodTypeDesc FROM_ARRAY = MethodTypeDesc.of(VECTOR, VectorLoop.SPECIES, Lane.DOUBLE.array,
            ConstantDescs.CD_int);
    private static final MethodTypeDesc INTO_ARRAY = MethodTypeDesc.of(ConstantDescs.CD_void, Lane.DOUBLE.array,
            ConstantDescs.CD_int);

    private final int sum;
    private final VectorLoop loop;
    private final CodeBuilder code;
    private final int chains;
    private final int lanes = VectorSums.lanes();
    /// Local variables of the accumulators.
    private final int[] slots = new int[FixedSum.CHAINS / lanes];

    /// Writes what comes before the loop: the accumulators take up the chains.
    ///
    /// @param sum its number among the loop's, which is also its scratch row's
    VectorSumWriter(int sum, VectorLoop loop) {
        this.sum = sum;
        this.loop = loop;
        this.code = loop.code;
        loop.openRow(sum);
        this.chains = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(LoopWriter.CHAINS).loadConstant(sum).aaload().astore(chains);
        for (int a = 0; a < slots.length; a++) {
            slots[a] = code.allocateLocal(TypeKind.REFERENCE);
            code.getstatic(VECTOR, "SPECIES_PREFERRED", VectorLoop.SPECIES).aload(chains).loadConstant(a * lanes)
                    .invokestatic(VECTOR, "fromArray", FROM_ARRAY).astore(slots[a]);
        }
    }

    /// Adds the vector that the loop has just computed. A vector of floats fills two accumulators.
    void add() {
        code.aload(loop.vectorSlot[loop.graph.sums().get(sum)]);
        loop.row(sum);
        code.iconst_0();
        loop.intoArray();
        int filled = loop.lane == Lane.FLOAT ? 2 : 1;
        for (int a = filled; a < slots.length; a++) {
            code.aload(slots[a]);
        }
        for (int a = 0; a < filled; a++) {
            code.aload(slots[a]);
            loop.row(sum);
            code.loadConstant(a * lanes).invokestatic(SUMS, "add",
                    MethodTypeDesc.of(VECTOR, VECTOR, loop.lane.array, ConstantDescs.CD_int));
        }
        for (int a = slots.length - 1; a >= 0; a--) {
            code.astore(slots[a]);
        }
    }

    /// Writes what comes after the loop: the chains take in the accumulators.
    void close() {
        for (int a = 0; a < slots.length; a++) {
            code.aload(slots[a]).aload(chains).loadConstant(a * lanes).invokevirtual(VECTOR, "intoArray", INTO_ARRAY);
        }
    }
}
