package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Examples;
import dev.descent.data.Task;
import dev.descent.kernel.Workers;
import dev.descent.objective.Curvature;
import dev.descent.objective.Spectrum;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The double path against the float one, an independent network, and finite differences of its own gradient.
///
/// A central difference with h = 1e-5 of a gradient in double is right to about h² times its third derivative plus 1e-16/h:
/// some 1e-9 here, where all numbers are of size 1. ReLU and |x| have kinks, but none lies within h of these points.
class NetworkObjectiveTest {

    private static final int ROWS = 70;
    private static final int INPUTS = 5;
    private static final double H = 1e-5;

    static List<Network> networks() {
        return GradientTest.networks();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void valueAndGradient_everyLayerActivationAndLoss_areThoseOfTraining(Network network) {
        Examples examples = examples(network);
        float[] weights = weights();
        Parameters parameters = parameters(network);
        NetworkObjective objective = new NetworkObjective(network, examples, weights, all());
        double[] theta = NetworkObjective.point(parameters);
        double[] gradient = new double[objective.size()];

        double value = objective.valueAndGradient(theta, gradient);

        assertThat(value).isCloseTo(
                new ReferenceNetwork(network).loss(theta, examples.x(), examples.targets(), weights), within(1e-9));
        float[] padded = new float[parameters.layout().length()];
        new Backprop(network, ROWS, Workers.single()).gradient(parameters, examples.x(), examples.targets(), weights,
                all(), 0, ROWS, padded);
        float[] trained = parameters.layout().compact(padded);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).isCloseTo(trained[i], within(2e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void hessianTimes_everyLayerActivationAndLoss_isTheFiniteDifferenceOfTheGradient(Network network) {
        NetworkObjective objective = new NetworkObjective(network, examples(network), weights(), all());
        double[] theta = NetworkObjective.point(parameters(network));
        double[] direction = direction(objective.size(), 1);
        double[] product = new double[objective.size()];

        objective.hessianTimes(theta, direction, product);

        double[] above = gradient(objective, theta, direction, H);
        double[] below = gradient(objective, theta, direction, -H);
        for (int i = 0; i < product.length; i++) {
            assertThat(product[i]).as("element %d of %s", i, network)
                    .isCloseTo((above[i] - below[i]) / (2 * H), within(2e-7));
        }
    }

    @Test
    void hessianTimes_twoDirections_isSymmetric() {
        Network network = Network.mlp(INPUTS, List.of(9, 6), 3, Activation.TANH, Loss.CROSS_ENTROPY);
        NetworkObjective objective = NetworkObjective.of(network, examples(network));
        double[] theta = NetworkObjective.point(parameters(network));
        double[] u = direction(objective.size(), 2);
        double[] v = direction(objective.size(), 3);
        double[] hu = new double[objective.size()];
        double[] hv = new double[objective.size()];

        objective.hessianTimes(theta, u, hu);
        objective.hessianTimes(theta, v, hv);

        double a = 0;
        double b = 0;
        for (int i = 0; i < u.length; i++) {
            a += u[i] * hv[i];
            b += v[i] * hu[i];
        }
        assertThat(a).isCloseTo(b, within(1e-12));
    }

    @Test
    void spectrum_smallNetwork_hasTheEndsOfTheWholeHessian() {
        Network network = Network.mlp(INPUTS, List.of(6), 1, Activation.TANH, Loss.MSE);
        NetworkObjective objective = NetworkObjective.of(network, examples(network));
        double[] theta = NetworkObjective.point(parameters(network));
        int n = objective.size();
        double[][] hessian = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            objective.hessianTimes(theta, unit, hessian[i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                hessian[i][j] = hessian[j][i];
            }
        }
        Curvature whole = Curvature.of(hessian);

        Spectrum ends = Spectrum.of(objective, theta, 60);
        Spectrum power = Spectrum.byPower((v, out) -> objective.hessianTimes(theta, v, out), n, 1e-4, 500);

        assertThat(whole.smallest()).as("an untrained network stands on no minimum").isNegative();
        assertThat(ends.smallest()).isCloseTo(whole.smallest(), within(1e-6));
        assertThat(ends.largest()).isCloseTo(whole.largest(), within(1e-6));
        assertThat(ends.fallsAway(1e-3)).isTrue();
        assertThat(power.largest()).isCloseTo(whole.largest(), within(1e-3 * whole.largest()));
    }

    @Test
    void flatUnits_reluWithDeepNegativeBiases_areCounted() {
        Network network = Network.mlp(INPUTS, List.of(8), 1, Activation.RELU, Loss.MSE);
        NetworkObjective objective = NetworkObjective.of(network, examples(network));
        Parameters parameters = Parameters.initial(network, 1);
        Layout.View biases = parameters.layout().biases(0);
        for (int j = 0; j < 6; j++) {
            parameters.values()[biases.offset() + j] = -1000;
        }

        assertThat(objective.flatUnits(NetworkObjective.point(parameters), 0.01)).isEqualTo(6.0 / 8);
    }

    private static double[] gradient(NetworkObjective objective, double[] theta, double[] direction, double step) {
        double[] moved = theta.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        double[] gradient = new double[moved.length];
        objective.valueAndGradient(moved, gradient);
        return gradient;
    }

    private static double[] direction(int n, int stream) {
        CounterRandom random = CounterRandom.of(stream, Purpose.TEST);
        return IntStream.range(0, n).mapToDouble(i -> random.gaussian(i) / Math.sqrt(n)).toArray();
    }

    private static Parameters parameters(Network network) {
        Parameters parameters = Parameters.initial(network, 3);
        for (Layout.View view : parameters.layout().views()) {
            for (int j = 0; j < view.columns(); j++) {
                parameters.values()[view.offset() + j] += 0.1f * j - 0.2f;
            }
        }
        return parameters;
    }

    private static int[] all() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static float[] weights() {
        float[] weights = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            weights[r] = 0.5f + r % 7 * 0.25f;
        }
        return weights;
    }

    private static Examples examples(Network network) {
        CounterRandom random = CounterRandom.of(7, Purpose.TEST);
        float[] x = new float[ROWS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 4 == 0 ? 0 : (float) random.gaussian(i);
        }
        float[] targets = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            targets[r] = network.loss().task() == Task.REGRESSION ? (float) (2 * random.gaussian(1000 + r))
                    : random.below(2000 + r, network.loss() == Loss.LOGISTIC ? 2 : 3);
        }
        return new Examples(ROWS, INPUTS, x, targets);
    }
}
