package dev.descent.nn;

import dev.descent.bench.Numbers;
import dev.descent.bench.Twin;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The way forward through 784-500 where four fifths of the inputs are exact zeros: listing what is not, then only those rows
/// of the weights; and all of them. Both as training goes, packing and the check for finite sums included.
public class ListsBenchmark extends Twin {

    @Param({"1", "10", "100"})
    int batch = 1;

    @Param({"0.2", "1"})
    double density = 0.2;

    @Param("784")
    int inputs = 784;

    private static final int UNITS = 500;

    private float[] theta = {};
    private float[] x = {};
    private LayerPass listed = pass(DenseKernels.vectors(), true);
    private LayerPass dense = pass(DenseKernels.vectors(), false);

    private LayerPass pass(DenseKernels kernels, boolean lists) {
        Dense layer = new Dense(inputs, UNITS, Activation.IDENTITY);
        Layout layout = Layout.of(new Network(inputs, List.of(layer), Loss.MSE));
        Scratch scratch = new Scratch(List.of(layer), batch, LayerPass.TILE, 1);
        return new LayerPass(layer, layout.weights(0), layout.biases(0), batch, batch, kernels, Workers.single(),
                scratch, lists);
    }

    @Override
    protected void prepare() {
        theta = Numbers.dense((inputs + 1) * Layout.padded(UNITS), 1);
        x = Numbers.pixels(batch * Layout.padded(inputs), density, 2);
        listed = pass(DenseKernels.vectors(), true);
        dense = pass(DenseKernels.vectors(), false);
    }

    @Override
    protected float[] plain() {
        LayerPass plain = pass(DenseKernels.scalar(), false);
        plain.forward(theta, x, batch, true);
        return plain.z();
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("lists", this::lists, listed.z()), new Way("all", this::all, dense.z()));
    }

    /// Of what is not zero.
    @Override
    protected double operations() {
        return 2 * density * batch * inputs * UNITS;
    }

    @Benchmark
    public boolean lists() {
        return listed.forward(theta, x, batch, true);
    }

    @Benchmark
    public boolean all() {
        return dense.forward(theta, x, batch, true);
    }
}
