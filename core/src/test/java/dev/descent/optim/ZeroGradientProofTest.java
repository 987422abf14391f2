package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroGradientProofTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "sgd | true", "sgd/torch | true",
            "adagrad | true", "adagrad/rms | true", "adagrad/torch | true",
            "adagrad/torch:initial=0.1,lrDecay=0.01 | true", "adagrad/keras | true",
            "momentum | false", "momentum/torch | false", "nesterov | false", "rmsprop | false",
            "rmsprop/torch-centered | false", "adam | false",
            "adam/keras | false",
            "sgd:l2=0.1 | false", "sgd:decay=0.1 | false", "adagrad:l2=0.1 | false", "adagrad:decay=0.1 | false",
            // A state that only ever grows by what the gradient gives, or that nothing changes.
            "'s <- max(s, abs(g)); theta <- theta - eta*g/(s + eps)' | false",
            "'s <- s + abs(g); theta <- theta - eta*g/(s + eps)' | true",
            "'theta <- theta - eta*sign(g)' | true",
            "'theta <- theta + eta*g' | false",
            "'theta <- theta - eta*(g + 0.1)' | false",
            "'theta <- theta - eta*g/norm(g)' | false",
            "'s <- s + g^2; theta <- theta - eta*g/sqrt(s)' | false"})
    void leavesAlone_isProvedWhereItHolds(String spec, boolean proved) {
        Optimizer optimizer = Optimizers.parse(spec);
        assertThat(ZeroGradientProof.of(optimizer).leavesAlone()).as(spec).isEqualTo(proved);
        if (proved) {
            assertThat(changesAnything(optimizer)).as("%s changes bits at a zero gradient", spec).isFalse();
        }
    }

    /// Runs random gradients of all sizes, and between them zeros that must change nothing.
    private static boolean changesAnything(Optimizer optimizer) {
        int n = 64;
        CounterRandom random = CounterRandom.of(7, Purpose.TEST);
        float[] theta = new float[n];
        float[] gradient = new float[n];
        for (int i = 0; i < n; i++) {
            theta[i] = i == 0 ? -0.0f : i == 1 ? 0 : (float) random.gaussian(i);
        }
        OptimizerState state = OptimizerState.of(optimizer, n);
        for (int step = 0; step < 50; step++) {
            for (int i = 0; i < n; i++) {
                gradient[i] = step % 2 == 0 ? 0
                        : (float) (random.gaussian(step * n + i) * StrictMath.pow(10, i % 37 - 18));
            }
            float[] before = theta.clone();
            float[][] states = java.util.Arrays.stream(state.arrays()).map(float[]::clone).toArray(float[][]::new);
            state.begin(step % 3 == 0 ? 1e5 : 0.01);
            state.updateAll(theta, gradient);
            if (step % 2 == 0 && !(java.util.Arrays.equals(before, theta)
                    && (step == 0 || java.util.Arrays.deepEquals(states, state.arrays())))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            value = {"sgd | true", "momentum | true", "nesterov/torch | true", "adagrad | true", "adagrad/keras | true",
                    "rmsprop | true", "rmsprop/torch | true", "adam | true", "adam/torch | true", "adam/keras | true",
                    "adam:l2=0.1 | true", "adam:decay=0.1 | true",
                    "'theta <- theta + eta' | false", "'theta <- theta - eta*(g + 1)' | false",
                    "'theta <- exp(theta)' | false"})
    void keepsPadding_isProvedForTheCatalogue(String spec, boolean proved) {
        assertThat(ZeroGradientProof.of(Optimizers.parse(spec)).keepsPadding()).as(spec).isEqualTo(proved);
    }
}
