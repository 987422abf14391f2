package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/// A product of larger batches, with B in panels, which are packed once an update ([PackBenchmark]), and with B as it lies.
public abstract class Product extends Twin {

    private final DenseKernels kernels = DenseKernels.vectors();
    private final boolean transposed;
    private Shape size = Shape.parse(Shape.FORWARD_100);
    private float[] a = {};
    private float[] b = {};
    private float[] start = {};
    private float[] panels = {};
    private float[] ofPanels = {};
    private float[] asItLies = {};

    /// @param transposed whether A is read down its columns
    Product(boolean transposed) {
        this.transposed = transposed;
    }

    /// As [Shape] writes it.
    abstract String shape();

    @Override
    protected void prepare() {
        size = Shape.parse(shape());
        a = Numbers.dense(size.rows() * size.depth(), 1);
        b = Numbers.dense(size.depth() * size.columns(), 2);
        start = Numbers.dense(size.columns(), 3);
        panels = new float[b.length];
        DenseKernels.pack(size.depth(), size.columns(), b, 0, size.columns(), 0, size.columns(), panels);
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
        kernels.multiplyPanels(transposed, size.rows(), size.depth(), a, 0, transposed ? size.rows() : size.depth(),
                panels, size.columns(), 0, size.columns(), start, 0, 0, ofPanels, 0, size.columns());
    }

    @Benchmark
    public void unpacked() {
        multiply(kernels, asItLies);
    }

    private void multiply(DenseKernels how, float[] result) {
        if (transposed) {
            how.multiplyTransposed(size.rows(), size.depth(), size.columns(), a, 0, size.rows(), b, 0, size.columns(),
                    start, 0, 0, result, 0, size.columns());
        } else {
            how.multiply(size.rows(), size.depth(), size.columns(), a, 0, size.depth(), b, 0, size.columns(), start, 0,
                    0, result, 0, size.columns());
        }
    }
}
