package dev.descent.kernel;

/// Dots of one vector with as many rows as a vector has lanes.
@FunctionalInterface
interface GemmDots {

    /// The arguments mean what they mean in [DenseKernels#dots]; `scratch` takes lanes² floats per vector of a group of 16.
    void run(float[] d, int dAt, int columns, float[] w, int[] rowAt, int from, float[] scratch, float[] out, int outAt);
}
