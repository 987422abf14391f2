package dev.descent.bench;

import dev.descent.kernel.KernelMode;
import org.openjdk.jmh.annotations.Param;

/// The way forward through a narrow last layer, where the promise of one chain an output costs most: one row of 16 columns
/// is a single chain of multiply-adds, each waiting for the one before it. The free order has four.
public class NarrowBenchmark extends Orders {

    private static final int COLUMNS = 16;

    @Param({"1", "10"})
    int batch = 1;

    @Param("512")
    int inputs = 512;

    private float[] x = {};
    private float[] weights = {};
    private final float[] bias = Numbers.dense(COLUMNS, 3);

    @Override
    protected void prepare() {
        x = Numbers.dense(batch * inputs, 1);
        weights = Numbers.dense(inputs * COLUMNS, 2);
    }

    @Override
    int sums() {
        return batch * COLUMNS;
    }

    @Override
    protected double operations() {
        return 2.0 * batch * inputs * COLUMNS;
    }

    @Override
    void inFixedOrder(KernelMode how, float[] out) {
        kernels(how).multiply(batch, inputs, COLUMNS, x, 0, inputs, weights, 0, COLUMNS, bias, 0, 0, out, 0, COLUMNS);
    }

    @Override
    void inFreeOrder(float[] out) {
        FreeOrder.product(batch, inputs, COLUMNS, x, weights, bias, out);
    }
}
