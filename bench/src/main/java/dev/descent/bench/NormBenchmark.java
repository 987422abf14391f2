package dev.descent.bench;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import org.openjdk.jmh.annotations.Param;

/// The sum of a gradient's squares, which rules with a norm take.
public class NormBenchmark extends Orders {

    private static final float[] NO_SCALARS = {};

    /// In the second cache, and the number of parameters of 784-500-500-10.
    @Param({"16384", "648010"})
    int parameters = 16_384;

    private float[][] gradient = {};
    private final int[] offsets = new int[1];
    private final double[] sum = new double[1];
    private final FloatKernel vectors = kernel(KernelMode.VECTOR);
    private final FloatKernel scalars = kernel(KernelMode.SCALAR);

    private static FloatKernel kernel(KernelMode mode) {
        return KernelCompiler.floats(ElementwiseFunction.of("squares", "g^2", "g").sumLoop(), mode);
    }

    @Override
    protected void prepare() {
        gradient = new float[][] {Numbers.dense(parameters, 1)};
    }

    @Override
    int sums() {
        return 1;
    }

    @Override
    protected double bytes() {
        return (double) Float.BYTES * parameters;
    }

    @Override
    void inFixedOrder(KernelMode how, float[] out) {
        (how == KernelMode.VECTOR ? vectors : scalars).run(gradient, offsets, NO_SCALARS, parameters, sum);
        out[0] = (float) sum[0];
    }

    @Override
    void inFreeOrder(float[] out) {
        out[0] = FreeOrder.squares(gradient[0]);
    }
}
