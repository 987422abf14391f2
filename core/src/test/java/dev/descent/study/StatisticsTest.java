package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void median_ofOddAndEvenNumbers_isTheMiddle() {
        assertThat(Statistics.median(3, 1, 2)).isEqualTo(2);
        assertThat(Statistics.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Statistics.median()).isNaN();
        assertThat(Statistics.median(1, INFINITE, 2)).isEqualTo(2);
        assertThat(Statistics.median(1, INFINITE)).isInfinite();
    }

    @Test
    void lowerMedian_isAlwaysAnObservedValue() {
        assertThat(Statistics.lowerMedian(4, 1, 2, 3)).isEqualTo(2);
        assertThat(Statistics.lowerMedian(7, INFINITE)).isEqualTo(7);
        assertThat(Statistics.lowerMedian(7, INFINITE, INFINITE)).isInfinite();
    }

    /// Tables of Student's distribution.
    @Test
    void quantile_ofStudentsT_isThePublishedOne() {
        assertThat(StudentT.quantile(0.975, 1)).isCloseTo(12.7062, within(1e-4));
        assertThat(StudentT.quantile(0.975, 2)).isCloseTo(4.30265, within(1e-5));
        assertThat(StudentT.quantile(0.975, 9)).isCloseTo(2.26216, within(1e-5));
        assertThat(StudentT.quantile(0.95, 4)).isCloseTo(2.13185, within(1e-5));
        assertThat(StudentT.quantile(0.995, 30)).isCloseTo(2.75, within(1e-4));
        assertThat(StudentT.quantile(0.975, 100_000)).isCloseTo(1.95999, within(1e-4));
        assertThat(StudentT.quantile(0.025, 9)).isEqualTo(-StudentT.quantile(0.975, 9));
    }

    @Test
    void cumulative_ofStudentsT_isExactWhereAFormulaExists() {
        for (double t : new double[] {-3, -0.5, 0, 0.1, 1, 10}) {
            // ν = 1: ½ + arctan(t)/π. ν = 2: ½ + t/(2√(2 + t²)).
            assertThat(StudentT.cumulative(t, 1)).isCloseTo(0.5 + Math.atan(t) / Math.PI, within(1e-13));
            assertThat(StudentT.cumulative(t, 2)).isCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), within(1e-13));
        }
    }

    @Test
    void halfWidth_overManySamples_holdsTheMeanAsOftenAsItSays() {
        CounterRandom random = CounterRandom.of(5, CounterRandom.Purpose.TEST);
        int trials = 20_000;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] sample = new double[4];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = 7 + 3 * random.gaussian(4L * trial + i);
            }
            held += Math.abs(Statistics.mean(sample) - 7) <= Statistics.halfWidth(0.95, sample) ? 1 : 0;
        }
        assertThat((double) held / trials).as("seed 5").isCloseTo(0.95, within(0.005));
    }

    @Test
    void deviation_ofASample_dividesByOneLess() {
        assertThat(Statistics.deviation(2, 4, 4, 4, 5, 5, 7, 9)).isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
        assertThat(Statistics.deviation(1)).isNaN();
        assertThat(Statistics.halfWidth(0.95, 1)).isInfinite();
    }
}
