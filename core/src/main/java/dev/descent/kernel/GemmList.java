package dev.descent.kernel;

/// Chains over a list: one row and a fixed number of vectors of columns, held in registers while the list is run
/// through.
@FunctionalInterface
interface GemmList {

    /// The arguments mean what they mean in [DenseKernels#multiplyListed].
    void run(int[] index, float[] value, int from, int to, float[] b, int bAt, int bRow, float[] start, int startAt,
            float[] c, int cAt);
}
