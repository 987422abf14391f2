package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.kernel.Workers;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeUpdateTest {

    /// Several tasks of several blocks, the last of each short.
    private static final int N = 20 * WholeUpdate.BLOCK + 77;

    static Stream<Optimizer> rulesThatNeedTheWholeGradient() {
        return Stream.of("lars", "lamb", "lamb:clipNorm=0.5,ema=0.9", "prodigy", "sgd:clipNorm=0.5")
                .map(Optimizers::parse);
    }

    @ParameterizedTest
    @MethodSource("rulesThatNeedTheWholeGradient")
    void updateAll_severalThreads_sameBits(Optimizer rule) {
        float[] one = updated(rule, 1);
        for (int threads : new int[] {2, 3, 4}) {
            assertThat(updated(rule, threads)).as("%d threads", threads).isEqualTo(one);
        }
    }

    private static float[] updated(Optimizer rule, int threads) {
        OptimizerState state = OptimizerState.of(rule, N);
        assertThat(state.needsWholeGradient()).isTrue();
        SplittableRandom random = new SplittableRandom(1);
        float[] theta = values(random);
        try (Workers workers = Workers.of(threads)) {
            for (int update = 0; update < 3; update++) {
                state.begin(rule.lr());
                state.updateAll(theta, values(random), workers);
            }
        }
        return theta;
    }

    private static float[] values(SplittableRandom random) {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
