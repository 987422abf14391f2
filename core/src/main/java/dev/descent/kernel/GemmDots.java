package dev.descent.kernel;

/// Dots of a fixed number of rows of D with a fixed number of rows of W.
@FunctionalInterface
interface GemmDots {

    /// The arguments mean what they mean in [DenseKernels#dots]; `scratch` takes 16 floats for each dot.
    ///
    /// @param out dot (r, n) of R × I is at `outAt + r·I + n`
    void run(int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, float[] scratch, float[] out,
            int outAt);
}
