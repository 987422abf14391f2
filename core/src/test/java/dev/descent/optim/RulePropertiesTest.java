package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the slides say about the rules, in float64.
class RulePropertiesTest {

    private static final int N = 8;
    private static final int STEPS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void momentum_isTheWeightedSumOfAllEarlierGradients(long seed) {
        double lambda = 0.9;
        double lr = 0.03;
        DoubleState state = DoubleState.of(new Momentum(lr, lambda), N);
        double[] theta = start(seed);
        List<double[]> gradients = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            double[] before = theta.clone();
            gradients.add(gradient(seed, step));
            state.update(lr, theta, gradients.getLast());
            for (int i = 0; i < N; i++) {
                double sum = 0;
                double size = 0;
                for (int k = 0; k < gradients.size(); k++) {
                    double term = -lr * StrictMath.pow(lambda, step - k) * gradients.get(k)[i];
                    sum += term;
                    size += Math.abs(term);
                }
                assertThat(state.value("v")[i]).as("seed %d step %d", seed, step).isCloseTo(sum,
                        within(1e-12 * Math.max(size, 1e-300)));
                assertThat(theta[i]).isEqualTo(before[i] + state.value("v")[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"momentum", "nesterov"})
    void bothForms_whileTheRateIsConstant_agree(String name) {
        same(Optimizers.byName(name), Optimizers.byName(name).withVariant("torch"), 1e-12);
    }

    @Test
    void momentum_whenTheRateChanges_itsFormsDiffer() {
        DoubleState inside = DoubleState.of(new Momentum(), 1);
        DoubleState outside = DoubleState.of(Momentum.torch(), 1);
        double[] a = {1};
        double[] b = {1};
        for (double lr : new double[] {0.1, 0.01}) {
            inside.update(lr, a, new double[] {1});
            outside.update(lr, b, new double[] {1});
        }
        assertThat(a[0]).isNotCloseTo(b[0], within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 1e-3, 0.5})
    void adagrad_bothPublishedForms_agree(double eps) {
        same(new Adagrad().with("eps", eps), Adagrad.rms().with("eps", eps), 1e-12);
    }

    @Test
    void adagrad_rms_firstDeviationIsTheFirstGradientsSize() {
        DoubleState state = DoubleState.of(Adagrad.rms(), N);
        double[] gradient = gradient(5, 0);
        state.update(0.1, start(5), gradient);
        for (int i = 0; i < N; i++) {
            assertThat(state.value("σₜ")[i]).isCloseTo(Math.abs(gradient[i]), within(1e-15));
        }
    }

    @Test
    void rmsprop_startsAtTheFirstGradientsSize() {
        DoubleState state = DoubleState.of(new RmsProp(), N);
        double[] theta = start(6);
        double[] before = theta.clone();
        double[] gradient = gradient(6, 0);
        state.update(0.01, theta, gradient);
        for (int i = 0; i < N; i++) {
            assertThat(StrictMath.sqrt(state.value("v")[i])).isCloseTo(Math.abs(gradient[i]), within(1e-15));
            assertThat(theta[i]).isCloseTo(before[i] - 0.01 * gradient[i] / (Math.abs(gradient[i]) + 1e-8),
                    within(1e-15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adam/torch"})
    void adam_firstStep_isTheRateTimesTheSign(String spec) {
        double lr = 0.001;
        double[] gradient = {0.01, -0.01, 1, -1, 1e6, -1e6, 123.4, 1e-5};
        double[] theta = new double[N];
        DoubleState.of(Optimizers.parse(spec), N).update(lr, theta, gradient);
        for (int i = 0; i < N; i++) {
            double expected = -lr * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
            assertThat(theta[i]).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
            if (Math.abs(gradient[i]) >= 0.01) {
                assertThat(theta[i]).isCloseTo(-lr * Math.signum(gradient[i]), within(1e-6 * lr));
            }
        }
    }

    @Test
    void adam_paperAndTorchForm_agree() {
        same(new Adam(), Adam.torch(), 1e-12);
    }

    @Test
    void adam_kerasForm_isThePapersWithAGrowingEpsilon() {
        double[] a = {0};
        double[] b = {0};
        DoubleState.of(Adam.keras().with("eps", 1e-3), 1).update(1, a, new double[] {0.01});
        DoubleState.of(new Adam().with("eps", 1e-3 / StrictMath.sqrt(1 - 0.999)), 1).update(1, b, new double[] {0.01});
        assertThat(a[0]).isCloseTo(b[0], within(1e-12));
    }

    /// The paper's own loop, which numbers the gradients from 0 and the movements from 1.
    @ParameterizedTest
    @ValueSource(strings = {"adopt", "adopt/clipped"})
    void adopt_isThePapersLoop(String spec) {
        Optimizer optimizer = Optimizers.parse(spec);
        double beta1 = optimizer.get("beta1");
        double beta2 = optimizer.get("beta2");
        double eps = optimizer.get("eps");
        double lr = 0.01;
        for (long seed = 1; seed <= 3; seed++) {
            DoubleState state = DoubleState.of(optimizer, N);
            double[] theta = start(seed);
            double[] expected = theta.clone();
            double[] g0 = gradient(seed, 0);
            // Nothing is known of the first parameter when its first divisor is made.
            g0[0] = 0;
            double[] mean = new double[N];
            double[] square = Arrays.stream(g0).map(g -> g * g).toArray();
            state.update(lr, theta, g0);
            assertThat(theta).as("after gradient 0").containsExactly(expected);
            for (int step = 1; step < STEPS; step++) {
                double[] gradient = gradient(seed, step);
                double bound = spec.endsWith("clipped") ? StrictMath.pow(step, 0.25) : Double.MAX_VALUE;
                for (int i = 0; i < N; i++) {
                    double share = gradient[i] / Math.max(StrictMath.sqrt(square[i]), eps);
                    mean[i] = beta1 * mean[i] + (1 - beta1) * Math.clamp(share, -bound, bound);
                    expected[i] -= lr * mean[i];
                    square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
                }
                state.update(lr, theta, gradient);
                for (int i = 0; i < N; i++) {
                    assertThat(theta[i]).as("%s, seed %d, step %d, parameter %d", spec, seed, step, i)
                            .isCloseTo(expected[i], within(1e-12 * Math.max(1, Math.abs(expected[i]))));
                }
            }
        }
    }

    @Test
    void adopt_secondGradientLikeTheFirst_movesATenthOfTheRate() {
        double[] theta = {0, 0};
        DoubleState state = DoubleState.of(new Adopt(), 2);
        state.update(0.001, theta, new double[] {3, -0.02});
        state.update(0.001, theta, new double[] {3, -0.02});
        assertThat(theta[0]).isCloseTo(-1e-4, within(1e-18));
        assertThat(theta[1]).isCloseTo(1e-4, within(1e-18));
    }

    @Test
    void adopt_firstGradientZero_leapsUnlessClipped() {
        double[] paper = {0};
        double[] clipped = {0};
        DoubleState leaping = DoubleState.of(new Adopt(), 1);
        DoubleState bounded = DoubleState.of(Adopt.clipped(), 1);
        for (double g : new double[] {0, 1}) {
            leaping.update(0.001, paper, new double[] {g});
            bounded.update(0.001, clipped, new double[] {g});
        }
        assertThat(paper[0]).isCloseTo(-100, within(1e-9));
        assertThat(clipped[0]).isCloseTo(-1e-4, within(1e-18));
    }

    @Test
    void decayAndL2_underPlainDescent_areTheSame() {
        same(new Sgd().with("l2", 0.1), new Sgd().with("decay", 0.1), 1e-12);
    }

    @Test
    void l2_isTheGradientOfHalfTheSquaredNorm() {
        double[] theta = {2};
        DoubleState.of(new Sgd().with(Map.of("l2", 0.5)), 1).update(0.1, theta, new double[] {3});
        assertThat(theta[0]).isCloseTo(2 - 0.1 * (3 + 0.5 * 2), within(1e-15));
    }

    private static void same(Optimizer a, Optimizer b, double tolerance) {
        for (long seed = 1; seed <= 3; seed++) {
            DoubleState first = DoubleState.of(a, N);
            DoubleState second = DoubleState.of(b, N);
            double[] x = start(seed);
            double[] y = x.clone();
            for (int step = 0; step < STEPS; step++) {
                double[] gradient = gradient(seed, step);
                first.update(0.01, x, gradient);
                second.update(0.01, y, gradient);
                for (int i = 0; i < N; i++) {
                    assertThat(y[i]).as("%s and %s, seed %d, step %d", a.spec(), b.spec(), seed, step)
                            .isCloseTo(x[i], within(tolerance * Math.max(1, Math.abs(x[i]))));
                }
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }

    private static double[] start(long seed) {
        CounterRandom random = CounterRandom.of(seed, Purpose.TEST, 1);
        double[] theta = new double[N];
        Arrays.setAll(theta, random::gaussian);
        return theta;
    }

    private static double[] gradient(long seed, int step) {
        CounterRandom random = CounterRandom.of(seed, Purpose.TEST, 2);
        double[] gradient = new double[N];
        Arrays.setAll(gradient, i -> random.gaussian((long) step * N + i) * (i + 1));
        return gradient;
    }
}
