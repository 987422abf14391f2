package dev.descent.nn;

import dev.descent.equation.Loop;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;

/// A compiled loop with the argument arrays that calling it takes, one set per thread, so that calls allocate nothing.
final class Elementwise {

    private static final float[] NO_SCALARS = {};
    private static final double[] NO_SUMS = {};

    private final FloatKernel kernel;
    private final float[][][] arrays;
    private final int[][] offsets;

    Elementwise(Loop loop, int threads) {
        kernel = KernelCompiler.floats(loop);
        arrays = new float[threads][loop.arrays().size()][];
        offsets = new int[threads][loop.arrays().size()];
    }

    /// Over two arrays.
    void run(int thread, float[] a, int aAt, float[] b, int bAt, int count) {
        arrays[thread][0] = a;
        arrays[thread][1] = b;
        offsets[thread][0] = aAt;
        offsets[thread][1] = bAt;
        kernel.run(arrays[thread], offsets[thread], NO_SCALARS, count, NO_SUMS);
    }

    /// Over three arrays, from their beginnings.
    void run(float[] a, float[] b, float[] c, int count) {
        arrays[0][0] = a;
        arrays[0][1] = b;
        arrays[0][2] = c;
        kernel.run(arrays[0], offsets[0], NO_SCALARS, count, NO_SUMS);
    }
}
