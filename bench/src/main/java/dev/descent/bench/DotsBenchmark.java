package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The input gradient of small batches: dots of δ with the rows of W. `freeOrder` is the price of determinism: the same dots
/// with as many accumulators as the machine likes, added up however it likes.
public class DotsBenchmark extends Twin {

    /// Rounding errors of sums of a few hundred numbers below 1, in whichever order.
    private static final double TOLERANCE = 1e-4;

    @Param({"1", "10"})
    int batch = 1;

    @Param("512")
    int units = 512;

    private final DenseKernels kernels = DenseKernels.vectors();
    private final float[] scratch = new float[DenseKernels.SCRATCH];
    private float[] delta = {};
    private float[] weights = {};
    private int[] rowAt = {};
    private float[] fixed = {};
    private float[] free = {};

    @Override
    protected void prepare() {
        delta = Numbers.dense(batch * units, 1);
        weights = Numbers.dense(units * units, 2);
        rowAt = new int[units];
        Arrays.setAll(rowAt, row -> row * units);
        fixed = new float[batch * units];
        free = new float[batch * units];
    }

    @Override
    protected float[] plain() {
        float[] plain = new float[fixed.length];
        dots(DenseKernels.scalar(), plain);
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("fixed order", this::fixedOrder, fixed),
                new Way("free order", this::freeOrder, free, TOLERANCE));
    }

    @Override
    protected double operations() {
        return 2.0 * batch * units * units;
    }

    @Benchmark
    public void fixedOrder() {
        dots(kernels, fixed);
    }

    @Benchmark
    public void freeOrder() {
        FreeOrder.dots(batch, units, delta, weights, units, free);
    }

    private void dots(DenseKernels how, float[] out) {
        how.dots(batch, units, delta, 0, units, weights, rowAt, 0, units, out, 0, units, scratch);
    }
}
