package dev.descent.bench;

import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The input gradient of larger batches, `δ·Wᵀ`: W is mirrored into panels, then the product goes like the way forward.
public class InputGradientBenchmark extends Twin {

    @Param({Shape.INPUTS_100, Shape.HIDDEN_1000})
    String shape = Shape.INPUTS_100;

    private final DenseKernels kernels = DenseKernels.vectors();
    private Shape size = Shape.parse(shape);
    private float[] delta = {};
    private float[] weights = {};
    private float[] zeros = {};
    private float[] panels = {};
    private float[] result = {};

    @Override
    protected void prepare() {
        size = Shape.parse(shape);
        delta = Numbers.dense(size.rows() * size.depth(), 1);
        weights = Numbers.dense(size.columns() * size.depth(), 2);
        zeros = new float[size.columns()];
        panels = new float[weights.length];
        result = new float[size.rows() * size.columns()];
    }

    @Override
    protected float[] plain() {
        float[] plain = new float[result.length];
        pack(DenseKernels.scalar());
        multiply(DenseKernels.scalar(), plain);
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("packed and multiplied", this::packAndMultiply, result),
                new Way("multiplied", this::multiply, result));
    }

    @Override
    protected double operations() {
        return size.operations();
    }

    @Benchmark
    public void packAndMultiply() {
        pack(kernels);
        multiply(kernels, result);
    }

    @Benchmark
    public void multiply() {
        multiply(kernels, result);
    }

    private void pack(DenseKernels how) {
        how.packTransposed(size.columns(), size.depth(), size.columns(), weights, 0, size.depth(), 0, size.columns(),
                panels);
    }

    private void multiply(DenseKernels how, float[] to) {
        how.multiplyPanels(false, size.rows(), size.depth(), delta, 0, size.depth(), panels, size.columns(), 0,
                size.columns(), zeros, 0, 0, to, 0, size.columns());
    }
}
