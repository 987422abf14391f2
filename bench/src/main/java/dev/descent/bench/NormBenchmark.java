package dev.descent.bench;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The sum of a gradient's squares, which rules with a norm take: in the fixed order of blocks, and in any order.
public class NormBenchmark extends Twin {

    private static final double TOLERANCE = 1e-4;

    /// In the second cache, and the number of parameters of 784-500-500-10.
    @Param({"16384", "648010"})
    int parameters = 16_384;

    private float[][] gradient = {};
    private final int[] offsets = new int[1];
    private final double[] sum = new double[1];
    private final float[] fixed = new float[1];
    private final float[] free = new float[1];
    private final FloatKernel vectors = kernel(KernelMode.VECTOR);

    private static FloatKernel kernel(KernelMode mode) {
        return KernelCompiler.floats(ElementwiseFunction.of("squares", "g^2", "g").sumLoop(), mode);
    }

    @Override
    protected void prepare() {
        gradient = new float[][] {Numbers.dense(parameters, 1)};
    }

    @Override
    protected float[] plain() {
        kernel(KernelMode.SCALAR).run(gradient, offsets, new float[0], parameters, sum);
        return new float[] {(float) sum[0]};
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("fixed order", this::fixedOrder, fixed),
                new Way("free order", this::freeOrder, free, TOLERANCE));
    }

    @Override
    protected double bytes() {
        return (double) Float.BYTES * parameters;
    }

    @Benchmark
    public void fixedOrder() {
        vectors.run(gradient, offsets, new float[0], parameters, sum);
        fixed[0] = (float) sum[0];
    }

    @Benchmark
    public void freeOrder() {
        free[0] = FreeOrder.squares(gradient[0]);
    }
}
