package dev.descent.nn;

import dev.descent.bench.Numbers;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import java.util.List;

/// An update of 784-500-500-10 on one batch, by SGD at a rate so small that the network, and with it the share of silent
/// units, stays what it is however often the update runs.
final class UpdateWork {

    private static final double RATE = 1e-6;
    private static final int INPUTS = 784;
    private static final int CLASSES = 10;

    private final Backprop backprop;
    private final Parameters start;
    private final Parameters parameters;
    private final OptimizerState state;
    private final float[] x;
    private final float[] targets;
    private final int[] rows;

    /// @param hidden units of each of the two hidden layers: 500, or fewer where time is short
    UpdateWork(int batch, int hidden, double density, DenseKernels kernels, Backprop.Path path) {
        Network network = Network.mlp(INPUTS, List.of(hidden, hidden), CLASSES, Activation.RELU, Loss.CROSS_ENTROPY);
        backprop = new Backprop(network, batch, Workers.single(), kernels, path);
        start = Parameters.initial(network, 1);
        parameters = start.copy();
        state = OptimizerState.of(Optimizers.parse("sgd"), start.layout().length());
        x = Numbers.pixels(batch * INPUTS, density, 1);
        targets = new float[batch];
        rows = new int[batch];
        for (int row = 0; row < batch; row++) {
            targets[row] = row % CLASSES;
            rows[row] = row;
        }
    }

    /// @throws IllegalStateException where the update leaves the finite numbers
    void update() {
        double loss = backprop.update(parameters, x, targets, null, rows, 0, rows.length, state, RATE);
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("an update is not finite: " + backprop.nonFinite());
        }
    }

    /// Updates from the start, and the parameters then.
    void afresh(int updates) {
        parameters.set(start);
        for (int i = 0; i < updates; i++) {
            update();
        }
    }

    float[] values() {
        return parameters.values();
    }
}
