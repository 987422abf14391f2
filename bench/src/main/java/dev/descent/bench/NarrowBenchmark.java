package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The way forward through a narrow last layer, where the promise of one chain an output costs most: one row of 16 columns
/// is a single chain of multiply-adds, each waiting for the one before it. `freeOrder` takes four at a time.
public class NarrowBenchmark extends Twin {

    private static final int COLUMNS = 16;
    private static final double TOLERANCE = 1e-4;

    @Param({"1", "10"})
    int batch = 1;

    @Param("512")
    int inputs = 512;

    private final DenseKernels kernels = DenseKernels.vectors();
    private float[] x = {};
    private float[] weights = {};
    private final float[] bias = Numbers.dense(COLUMNS, 3);
    private float[] fixed = {};
    private float[] free = {};

    @Override
    protected void prepare() {
        x = Numbers.dense(batch * inputs, 1);
        weights = Numbers.dense(inputs * COLUMNS, 2);
        fixed = new float[batch * COLUMNS];
        free = new float[batch * COLUMNS];
    }

    @Override
    protected float[] plain() {
        float[] plain = new float[fixed.length];
        multiply(DenseKernels.scalar(), plain);
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("fixed order", this::fixedOrder, fixed),
                new Way("free order", this::freeOrder, free, TOLERANCE));
    }

    @Override
    protected double operations() {
        return 2.0 * batch * inputs * COLUMNS;
    }

    @Benchmark
    public void fixedOrder() {
        multiply(kernels, fixed);
    }

    @Benchmark
    public void freeOrder() {
        FreeOrder.product(batch, inputs, COLUMNS, x, weights, bias, free);
    }

    private void multiply(DenseKernels how, float[] to) {
        how.multiply(batch, inputs, COLUMNS, x, 0, inputs, weights, 0, COLUMNS, bias, 0, 0, to, 0, COLUMNS);
    }
}
