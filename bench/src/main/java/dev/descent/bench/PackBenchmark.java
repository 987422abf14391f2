package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// Copying a square of weights into panels, as it lies and mirrored. The weights are symmetric, so that both give the same.
public class PackBenchmark extends Twin {

    /// Rows and columns of the weights.
    @Param("512")
    int units = 512;

    private final DenseKernels kernels = DenseKernels.vectors();
    private float[] weights = {};
    private float[] panels = {};

    @Override
    protected void prepare() {
        weights = Numbers.dense(units * units, 1);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < i; j++) {
                weights[i * units + j] = weights[j * units + i];
            }
        }
        panels = new float[weights.length];
    }

    @Override
    protected float[] plain() {
        float[] plain = new float[weights.length];
        DenseKernels.scalar().packTransposed(units, units, units, weights, 0, units, 0, units, plain);
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("straight", this::straight, panels), new Way("mirrored", this::mirrored, panels));
    }

    @Override
    protected double bytes() {
        return 2.0 * Float.BYTES * weights.length;
    }

    @Benchmark
    public void straight() {
        DenseKernels.pack(units, units, weights, 0, units, 0, units, panels);
    }

    @Benchmark
    public void mirrored() {
        kernels.packTransposed(units, units, units, weights, 0, units, 0, units, panels);
    }
}
