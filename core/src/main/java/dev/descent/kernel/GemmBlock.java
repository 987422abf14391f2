package dev.descent.kernel;

/// A register block of chains: a fixed number of rows and of vectors of columns, all held in registers while k runs.
@FunctionalInterface
interface GemmBlock {

    /// The arguments mean what they mean in [DenseKernels#multiply] and [DenseKernels#multiplyTransposed]; `aStride` is
    /// `aRow` or `aStep`.
    void run(int depth, float[] a, int aAt, int aStride, float[] b, int bAt, int bRow, float[] start, int startAt,
            int startRow, float[] c, int cAt, int cRow);
}
