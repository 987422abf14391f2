package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.KernelMode;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;

/// The input gradient of small batches: dots of δ with the rows of W, 16 chains and one tree each.
public class DotsBenchmark extends Orders {

    @Param({"1", "10"})
    int batch = 1;

    @Param("512")
    int units = 512;

    private final float[] scratch = new float[DenseKernels.SCRATCH];
    private float[] delta = {};
    private float[] weights = {};
    private int[] rowAt = {};

    @Override
    protected void prepare() {
        delta = Numbers.dense(batch * units, 1);
        weights = Numbers.dense(units * units, 2);
        rowAt = new int[units];
        Arrays.setAll(rowAt, row -> row * units);
    }

    @Override
    int sums() {
        return batch * units;
    }

    @Override
    protected double operations() {
        return 2.0 * batch * units * units;
    }

    @Override
    void inFixedOrder(KernelMode how, float[] out) {
        kernels(how).dots(batch, units, delta, 0, units, weights, rowAt, 0, units, out, 0, units, scratch);
    }

    @Override
    void inFreeOrder(float[] out) {
        FreeOrder.dots(batch, units, delta, weights, units, out);
    }
}
