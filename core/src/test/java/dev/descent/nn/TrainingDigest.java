package dev.descent.nn;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.Optimizer;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Trains small networks and prints the SHA-256 of what comes out: parameters, optimizer state, loss, evaluation.
///
/// As a program, run in JVMs of other vector widths and modes: `small` is what `-Xint` does in a second, `all`
/// everything.
final class TrainingDigest {

    /// A training to digest.
    ///
    /// @param zeros the share of inputs that are exactly 0
    record Case(Network network, String optimizer, int batch, int updates, double zeros) {
    }

    static final Case SMALL = new Case(Network.mlp(13, List.of(8), 1, Activation.RELU, Loss.MSE), "adam", 5, 10, 0.3);

    static final List<Case> ALL = List.of(SMALL,
            new Case(Network.mlp(13, List.of(32, 16), 3, Activation.RELU, Loss.CROSS_ENTROPY), "sgd:lr=0.1", 10, 50,
                    0.5),
            new Case(Network.mlp(13, List.of(32, 16), 3, Activation.RELU, Loss.CROSS_ENTROPY), "sgd:lr=0.1", 1, 50,
                    0.5),
            new Case(Network.mlp(13, List.of(32, 16), 3, Activation.TANH, Loss.CROSS_ENTROPY), "momentum", 40, 50, 0.0),
            new Case(Network.mlp(13, List.of(32, 16), 1, Activation.GELU, Loss.LOGISTIC), "rmsprop", 7, 50, 0.2),
            new Case(Network.mlp(13, List.of(32, 16), 1, Activation.SILU, Loss.HUBER), "adagrad", 33, 50, 0.0),
            new Case(Network.mlp(13, List.of(32, 16), 3, Activation.SIGMOID, Loss.CROSS_ENTROPY),
                    "theta <- theta - eta*g/max(1, norm(g))", 12, 50, 0.6),
            new Case(Network.mlp(200, List.of(160, 150), 3, Activation.RELU, Loss.CROSS_ENTROPY), "momentum", 30, 6,
                    0.1),
            new Case(Network.mlp(784, List.of(64), 10, Activation.RELU, Loss.CROSS_ENTROPY), "sgd:lr=0.1", 10, 10, 0.8),
            new Case(Network.mlp(784, List.of(64), 10, Activation.RELU, Loss.CROSS_ENTROPY), "adam", 64, 10, 0.8));

    private TrainingDigest() {
    }

    static void main(String[] arguments) {
        List<Case> cases = "small".equals(arguments[0]) ? List.of(SMALL) : ALL;
        for (Case it : cases) {
            System.out.println(digest(it, 1, DenseKernels.best(), Backprop.Path.FASTEST));
        }
    }

    static String digest(Case it, int threads, DenseKernels kernels, Backprop.Path path) {
        Network network = it.network;
        int rows = 3 * it.batch + 2;
        CounterRandom random = CounterRandom.of(11, Purpose.TEST);
        float[] x = new float[rows * network.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.uniform(2L * i) < it.zeros ? 0 : (float) random.gaussian(1_000_000 + i);
        }
        float[] targets = new float[rows];
        for (int r = 0; r < rows; r++) {
            targets[r] = random.below(3_000_000 + r, network.loss() == Loss.LOGISTIC ? 2 : network.outputs() + 1);
            targets[r] = network.loss() == Loss.CROSS_ENTROPY ? targets[r] % network.outputs() : targets[r];
        }
        Optimizer optimizer = Optimizers.parse(it.optimizer);
        Parameters parameters = Parameters.initial(network, 5);
        OptimizerState state = OptimizerState.of(optimizer, parameters.layout().length());
        StringBuilder losses = new StringBuilder();
        try (Workers workers = Workers.of(threads)) {
            Backprop backprop = new Backprop(network, it.batch, workers, kernels, path);
            int from = 0;
            int[] order = random.permutation(rows);
            for (int u = 0; u < it.updates; u++) {
                int count = Math.min(it.batch, rows - from);
                double loss = backprop.update(parameters, x, targets, null, order, from, count, state, 0.01);
                losses.append(Double.toHexString(loss)).append(' ');
                from = (from + count) % rows;
            }
            losses.append(Double.toHexString(backprop.loss(parameters, x, targets, null, 0, rows)));
            float[] predictions = new float[rows * network.outputs()];
            backprop.predict(parameters, x, 0, rows, predictions);
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            add(sha, parameters.values());
            for (float[] array : state.arrays()) {
                add(sha, array);
            }
            add(sha, predictions);
            sha.update(losses.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(MessageDigest sha, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        sha.update(bytes);
    }
}
