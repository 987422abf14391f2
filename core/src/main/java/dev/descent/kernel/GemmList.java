package dev.descent.kernel;

/// Chains over lists for some rows of C and as many columns as the kernel has vectors.
@FunctionalInterface
interface GemmList {

    /// The arguments mean what they mean in [DenseKernels#multiplyListed].
    void run(int rows, int[] cuts, int from, int to, int[] index, float[] value, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow);
}
