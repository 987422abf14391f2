package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Task;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradient of the product, in float, against central differences of an independent network, in double.
///
/// A central difference with h = 1e-5 in double is right to about 1e-9. The float gradient adds up to a few hundred
/// rounded products of size about 1, each with a relative error of 6e-8: 2e-5 leaves room and would not hide a wrong
/// factor or a missing term anywhere.
class GradientTest {

    private static final double H = 1e-5;
    private static final double TOLERANCE = 2e-5;
    private static final int ROWS = 7;
    private static final int INPUTS = 5;

    static List<Network> networks() {
        List<Network> all = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            int outputs = loss == Loss.CROSS_ENTROPY ? 3 : 1;
            for (Activation activation : Activation.values()) {
                for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(4), List.of(18, 6))) {
                    all.add(Network.mlp(INPUTS, hidden, outputs, activation, loss));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_everyLayerActivationAndLoss_isTheFiniteDifference(Network network) {
        CounterRandom random = CounterRandom.of(7, Purpose.TEST);
        float[] x = new float[ROWS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 4 == 0 ? 0 : (float) random.gaussian(i);
        }
        float[] targets = new float[ROWS];
        float[] weights = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            targets[r] = network.loss().task() == Task.REGRESSION ? (float) (2 * random.gaussian(1000 + r))
                    : random.below(2000 + r, network.loss() == Loss.LOGISTIC ? 2 : 3);
            weights[r] = 0.5f + r * 0.25f;
        }
        Parameters parameters = Parameters.initial(network, 3);
        for (Layout.View view : parameters.layout().views()) {
            for (int j = 0; j < view.columns(); j++) {
                parameters.values()[view.offset() + j] += 0.1f * j - 0.2f;
            }
        }
        float[] compact = parameters.compact();
        double[] theta = IntStream.range(0, compact.length).mapToDouble(i -> compact[i]).toArray();
        ReferenceNetwork reference = new ReferenceNetwork(network);
        int[] order = IntStream.range(0, ROWS).toArray();

        for (DenseKernels kernels : List.of(DenseKernels.scalar(), DenseKernels.vectors())) {
            Backprop backprop = new Backprop(network, ROWS, Workers.single(), kernels, Backprop.Path.FASTEST);
            float[] padded = new float[parameters.layout().length()];
            double loss = backprop.gradient(parameters, x, targets, weights, order, 0, ROWS, padded);
            float[] gradient = parameters.layout().compact(padded);

            assertThat(loss).isCloseTo(reference.loss(theta, x, targets, weights), within(TOLERANCE));
            assertThat(backprop.loss(parameters, x, targets, weights, 0, ROWS)).isEqualTo(loss);
            for (int i = 0; i < theta.length; i++) {
                double value = theta[i];
                theta[i] = value + H;
                double above = reference.loss(theta, x, targets, weights);
                theta[i] = value - H;
                double below = reference.loss(theta, x, targets, weights);
                theta[i] = value;
                assertThat((double) gradient[i]).as("parameter %d of %s", i, network)
                        .isCloseTo((above - below) / (2 * H), within(TOLERANCE));
            }
        }
    }

    private static Offset<Double> within(double tolerance) {
        return Offset.offset(tolerance);
    }
}
