package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The weight gradient of larger batches, `xᵀ·δ`: one chain over the batch for each weight, with δ in panels and as it lies.
public class WeightGradientBenchmark extends Twin {

    @Param({Shape.WEIGHTS_100, Shape.WEIGHTS_1000})
    String shape = Shape.WEIGHTS_100;

    private final DenseKernels kernels = DenseKernels.vectors();
    private Shape size = Shape.parse(shape);
    private float[] x = {};
    private float[] delta = {};
    private float[] zeros = {};
    private float[] panels = {};
    private float[] ofPanels = {};
    private float[] asItLies = {};

    @Override
    protected void prepare() {
        size = Shape.parse(shape);
        x = Numbers.dense(size.depth() * size.rows(), 1);
        delta = Numbers.dense(size.depth() * size.columns(), 2);
        zeros = new float[size.columns()];
        panels = new float[delta.length];
        DenseKernels.pack(size.depth(), size.columns(), delta, 0, size.columns(), 0, size.columns(), panels);
        ofPanels = new float[size.rows() * size.columns()];
        asItLies = new float[ofPanels.length];
    }

    @Override
    protected float[] plain() {
        float[] result = new float[ofPanels.length];
        multiply(DenseKernels.scalar(), result);
        return result;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("panels", this::panels, ofPanels), new Way("unpacked", this::unpacked, asItLies));
    }

    @Override
    protected double operations() {
        return size.operations();
    }

    @Benchmark
    public void panels() {
        kernels.multiplyPanels(true, size.rows(), size.depth(), x, 0, size.rows(), panels, size.columns(), 0,
                size.columns(), zeros, 0, 0, ofPanels, 0, size.columns());
    }

    @Benchmark
    public void unpacked() {
        multiply(kernels, asItLies);
    }

    private void multiply(DenseKernels how, float[] result) {
        how.multiplyTransposed(size.rows(), size.depth(), size.columns(), x, 0, size.rows(), delta, 0, size.columns(),
                zeros, 0, 0, result, 0, size.columns());
    }
}
