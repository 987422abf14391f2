package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.Groups;
import dev.descent.optim.LayerRows;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import dev.descent.optim.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules with lines around them and settings of their own for layers and biases: fused or not, skipping zeros or not, on
/// any number of threads, by lists or by tiles, the bits are the same.
class GroupedUpdateTest {

    private static final Network NETWORK = Network.mlp(13, List.of(32, 16), 3, Activation.RELU, Loss.CROSS_ENTROPY);

    @ParameterizedTest
    @CsvSource({"sgd, 5", "'adam:clipValue=0.02,decay=0.1,ema=0.9', 7", "'adagrad:clipValue=0.01', 1",
            "'momentum:clipLayerNorm=0.1,l2=0.1', 40", "'adam:clipNorm=0.1,ema=0.5', 3", "'rmsprop:decay=0.01', 33"})
    void update_anyPathAndThreads_sameBits(String spec, int batch) {
        float[] expected = train(spec, batch, batch, 1, DenseKernels.scalar(), Backprop.Path.DENSE);
        for (Backprop.Path path : Backprop.Path.values()) {
            for (int threads : new int[] {1, 2, 3}) {
                assertThat(train(spec, batch, batch, threads, DenseKernels.vectors(), path))
                        .as("%s on %d threads", path, threads).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sgd, 4", "'adam:clipNorm=0.1,ema=0.5', 5"})
    void updateInParts_anyPathAndThreads_sameBits(String spec, int part) {
        float[] expected = train(spec, 12, part, 1, DenseKernels.scalar(), Backprop.Path.DENSE);
        for (Backprop.Path path : Backprop.Path.values()) {
            assertThat(train(spec, 12, part, 3, DenseKernels.vectors(), path)).as("%s", path)
                    .containsExactly(expected);
        }
    }

    /// At rate 1 a parameter moves by its gradient; those whose group has another rate, by a part of it.
    @ParameterizedTest
    @CsvSource({"64, 16", "64, 1", "63, 10", "5, 2"})
    void updateInParts_differsFromTheWholeBatchByRounding(int batch, int part) {
        float[] start = Parameters.initial(NETWORK, 5).values();
        float[] whole = train("sgd:lr=1", 1, batch, batch, 1, DenseKernels.vectors(), Backprop.Path.FASTEST);
        float[] parts = train("sgd:lr=1", 1, batch, part, 1, DenseKernels.vectors(), Backprop.Path.FASTEST);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < start.length; i++) {
            largest = Math.max(largest, Math.abs(whole[i] - start[i]));
            difference = Math.max(difference, Math.abs(whole[i] - parts[i]));
        }
        // θ itself is about 1 and is rounded too.
        assertThat(difference).isLessThan(1e-6 * largest + 0x1p-23);
        assertThat(largest).isGreaterThan(1e-3);
    }

    private static float[] train(String spec, int batch, int part, int threads, DenseKernels kernels,
            Backprop.Path path) {
        return train(spec, 15, batch, part, threads, kernels, path);
    }

    private static float[] train(String spec, int updates, int batch, int part, int threads,
            DenseKernels kernels, Backprop.Path path) {
        CounterRandom random = CounterRandom.of(11, Purpose.TEST);
        int rows = 3 * batch;
        float[] x = new float[rows * NETWORK.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.uniform(2L * i) < 0.5 ? 0 : (float) random.gaussian(1_000_000 + i);
        }
        float[] targets = new float[rows];
        int[] order = new int[rows];
        for (int r = 0; r < rows; r++) {
            targets[r] = random.below(3_000_000 + r, 3);
            order[r] = r;
        }
        Parameters parameters = Parameters.initial(NETWORK, 5);
        OptimizerState state = OptimizerState.of(Optimizers.parse(spec), stretches(parameters.layout()));
        try (Workers workers = Workers.of(threads)) {
            Backprop backprop = new Backprop(NETWORK, part, workers, kernels, path);
            for (int u = 0; u < updates; u++) {
                backprop.updateInParts(parameters, x, targets, null, order, u % 3 * batch, batch, part, state,
                        state.optimizer().lr());
            }
        }
        float[] all = new float[(1 + state.arrays().length) * parameters.values().length];
        System.arraycopy(parameters.values(), 0, all, 0, parameters.values().length);
        for (int s = 0; s < state.arrays().length; s++) {
            System.arraycopy(state.arrays()[s], 0, all, (1 + s) * parameters.values().length,
                    parameters.values().length);
        }
        return all;
    }

    private static List<Stretch> stretches(Layout layout) {
        Groups groups = Groups.NONE.with("layer1", "lr", 0.003).with("last.weights", "lr", 0.02)
                .with("biases", "decay", 0).with("biases", "l2", 0);
        List<Stretch> stretches = new ArrayList<>();
        for (int v = 0; v < layout.views().size(); v++) {
            Layout.View view = layout.views().get(v);
            stretches.add(new Stretch(v / 2,
                    new LayerRows(view.offset(), view.rows(), view.columns(), view.stride()),
                    groups.of(v / 2, layout.views().size() / 2, v % 2 == 1)));
        }
        return stretches;
    }
}
