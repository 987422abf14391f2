package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TickTest {

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().filter(Tick::major).map(Tick::label).toList();
    }

    @Test
    void linear_usualRanges_stepsBy125() {
        assertThat(labels(Tick.linear(0, 20580, 6, true))).containsExactly("0", "5,000", "10,000", "15,000", "20,000");
        assertThat(labels(Tick.linear(-0.35, 0.66, 6, false))).containsExactly("−0.2", "0", "0.2", "0.4", "0.6");
        assertThat(labels(Tick.linear(0, 4, 9, true))).containsExactly("0", "1", "2", "3", "4");
        assertThat(labels(Tick.linear(0.2261, 0.2274, 4, false))).containsExactly("0.2265", "0.2270");
    }

    @Test
    void logarithmic_manyDecades_showsPowersOfTen() {
        assertThat(labels(Tick.logarithmic(0.002, 150, 7))).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(labels(Tick.logarithmic(1e-12, 2, 6))).containsExactly("10⁻¹²", "10⁻⁹", "10⁻⁶", "0.001", "1");
    }

    @Test
    void logarithmic_fewDecades_showsSomeDigitsBetween() {
        assertThat(labels(Tick.logarithmic(0.18, 4, 6))).containsExactly("0.2", "0.5", "1", "2");
        assertThat(labels(Tick.logarithmic(0.226, 0.31, 5)).size()).isBetween(2, 6);
    }

    @Test
    void ticks_anyRange_lieInsideAscendAndAreFew() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int trial = 0; trial < 2000; trial++) {
            double low = Math.pow(10, -12 + 20 * random.nextDouble());
            double high = low * (1 + Math.pow(10, -3 + 9 * random.nextDouble()));
            int count = 2 + random.nextInt(9);
            for (List<Tick> ticks : List.of(Tick.logarithmic(low, high, count), Tick.linear(low, high, count, false))) {
                double last = Double.NEGATIVE_INFINITY;
                for (Tick tick : ticks) {
                    assertThat(tick.value()).as("seed %d trial %d", seed, trial)
                            .isBetween(low * (1 - 1e-6), high * (1 + 1e-6)).isGreaterThan(last);
                    last = tick.value();
                }
                assertThat(labels(ticks).size()).as("seed %d trial %d: %s", seed, trial, labels(ticks))
                        .isBetween(1, count + 1);
                assertThat(labels(ticks)).as("seed %d trial %d", seed, trial).doesNotHaveDuplicates();
            }
        }
    }
}
