package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.KernelMode;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/// The price of determinism: sums in the one order that the kernels promise, and with as many accumulators as the machine
/// likes, added up however it likes ([FreeOrder]).
public abstract class Orders extends Twin {

    /// Rounding errors of sums of a few hundred numbers below 1, in whichever order.
    private static final double TOLERANCE = 1e-4;

    private float[] fixed = {};
    private float[] free = {};

    /// How many sums.
    abstract int sums();

    /// @param how vectors or plain Java
    /// @param out overwritten
    abstract void inFixedOrder(KernelMode how, float[] out);

    /// @param out overwritten
    abstract void inFreeOrder(float[] out);

    static DenseKernels kernels(KernelMode how) {
        return how == KernelMode.VECTOR ? DenseKernels.vectors() : DenseKernels.scalar();
    }

    @Override
    protected float[] plain() {
        fixed = new float[sums()];
        free = new float[sums()];
        float[] plain = new float[sums()];
        inFixedOrder(KernelMode.SCALAR, plain);
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("fixed order", this::fixedOrder, fixed),
                new Way("free order", this::freeOrder, free, TOLERANCE));
    }

    @Benchmark
    public void fixedOrder() {
        inFixedOrder(KernelMode.VECTOR, fixed);
    }

    @Benchmark
    public void freeOrder() {
        inFreeOrder(free);
    }
}
