package dev.descent.nn;

import dev.descent.equation.Loop;
import dev.descent.kernel.DoubleKernel;
import dev.descent.kernel.KernelCompiler;

/// A compiled loop over doubles with the argument arrays that calling it takes.
final class ElementwiseDouble {

    private static final double[] NONE = {};

    private final DoubleKernel kernel;
    private final double[][] arrays;
    private final int[] offsets;

    ElementwiseDouble(Loop loop) {
        kernel = KernelCompiler.doubles(loop);
        arrays = new double[loop.arrays().size()][];
        offsets = new int[arrays.length];
    }

    /// Over two arrays, from their beginnings.
    void run(double[] a, double[] b, int count) {
        arrays[0] = a;
        arrays[1] = b;
        kernel.run(arrays, offsets, NONE, count, NONE);
    }

    /// Over three arrays, from their beginnings.
    void run(double[] a, double[] b, double[] c, int count) {
        arrays[2] = c;
        run(a, b, count);
    }
}
