package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The way forward of larger batches, `x·W + b`: with W in panels, which are packed once an update ([PackBenchmark]), and
/// with W as it lies.
public class ForwardBenchmark extends Twin {

    @Param({Shape.FORWARD_100, Shape.FORWARD_1000, Shape.HIDDEN_1000})
    String shape = Shape.FORWARD_100;

    private final DenseKernels kernels = DenseKernels.vectors();
    private Shape size = Shape.parse(shape);
    private float[] x = {};
    private float[] weights = {};
    private float[] bias = {};
    private float[] panels = {};
    private float[] ofPanels = {};
    private float[] asItLies = {};

    @Override
    protected void prepare() {
        size = Shape.parse(shape);
        x = Numbers.dense(size.rows() * size.depth(), 1);
        weights = Numbers.dense(size.depth() * size.columns(), 2);
        bias = Numbers.dense(size.columns(), 3);
        panels = new float[weights.length];
        DenseKernels.pack(size.depth(), size.columns(), weights, 0, size.columns(), 0, size.columns(), panels);
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
        kernels.multiplyPanels(false, size.rows(), size.depth(), x, 0, size.depth(), panels, size.columns(), 0,
                size.columns(), bias, 0, 0, ofPanels, 0, size.columns());
    }

    @Benchmark
    public void unpacked() {
        multiply(kernels, asItLies);
    }

    private void multiply(DenseKernels how, float[] result) {
        how.multiply(size.rows(), size.depth(), size.columns(), x, 0, size.depth(), weights, 0, size.columns(), bias, 0,
                0, result, 0, size.columns());
    }
}
