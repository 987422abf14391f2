package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CriticalBatchTest {

    private static final double[] BATCHES = {8, 32, 128, 512, 2048, 8192};

    /// S_min 150, B_crit 300, and each seed's updates off by up to `noise`.
    private static double[][] updates(int seeds, double noise) {
        CounterRandom random = CounterRandom.of(3, Purpose.TEST);
        double[][] updates = new double[BATCHES.length][seeds];
        for (int i = 0; i < BATCHES.length; i++) {
            for (int s = 0; s < seeds; s++) {
                updates[i][s] = 150 * (1 + 300 / BATCHES[i]) * (1 + noise * (2 * random.uniform(100L * i + s) - 1));
            }
        }
        return updates;
    }

    private static CriticalBatch fit(double[][] updates) {
        return Objects.requireNonNull(CriticalBatch.fit(BATCHES, updates));
    }

    @Test
    void fit_ofACurveWithoutNoise_findsItsTwoNumbers() {
        CriticalBatch fit = fit(updates(5, 0));
        assertThat(fit.rows()).isEqualTo(300, within(9.0));
        assertThat(fit.leastUpdates()).isEqualTo(150, within(3.0));
        assertThat(fit.updates(32)).isEqualTo(150 * (1 + 300 / 32.0), within(30.0));
    }

    @Test
    void fit_ofNoisySeeds_holdsTheTruthInItsInterval() {
        CriticalBatch fit = fit(updates(7, 0.3));
        assertThat(300.0).isBetween(fit.low(), fit.high());
        assertThat(fit.low()).isLessThan(fit.rows());
        assertThat(fit.high()).isGreaterThan(fit.rows());
        assertThat(fit(updates(2, 0.3)).low()).isNaN();
    }

    @Test
    void fit_whereFewerThanThreeSizesReachTheTarget_isNone() {
        double[][] updates = updates(3, 0);
        for (int i = 0; i < 4; i++) {
            java.util.Arrays.fill(updates[i], Double.POSITIVE_INFINITY);
        }
        assertThat(CriticalBatch.fit(BATCHES, updates)).isNull();
        java.util.Arrays.fill(updates[3], 237.9);
        assertThat(CriticalBatch.fit(BATCHES, updates)).isNotNull();
    }

    @Test
    void regime_byTheSlope_isPerfectBelowAThirdAndFlatAboveThreeTimes() {
        CriticalBatch fit = new CriticalBatch(300, 200, 400, 150);
        assertThat(fit.regime(99)).isEqualTo(CriticalBatch.Regime.PERFECT);
        assertThat(fit.regime(101)).isEqualTo(CriticalBatch.Regime.DIMINISHING);
        assertThat(fit.regime(899)).isEqualTo(CriticalBatch.Regime.DIMINISHING);
        assertThat(fit.regime(901)).isEqualTo(CriticalBatch.Regime.FLAT);
    }
}
