package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Bundled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How hard the bundled digits are: too hard for a linear model, easy for a network with hidden layers.
class DigitsAccuracyTest {

    private static double accuracy(int rows, int holdOut, int epochs, int... hidden) {
        TrainedRun run = Descent.train(Bundled.DIGITS.load(1, rows)).optimizer("adam").hidden(hidden).holdOut(holdOut)
                .epochs(epochs).batch(32).seed(1).run();
        return ((Metrics.Classes) run.metrics()).accuracy();
    }

    @Test
    void digits_twoThousandRows_areLearntBetterByHiddenLayers() {
        double linear = accuracy(2_500, 500, 5);
        assertThat(linear).isBetween(0.6, 0.93);
        assertThat(accuracy(2_500, 500, 5, 128)).isGreaterThan(linear + 0.02);
    }

    @Test
    @Tag("nightly")
    void digits_allRows_holdTheStatedAccuracies() {
        assertThat(accuracy(60_000, 10_000, 8)).isBetween(0.85, 0.93);
        assertThat(accuracy(60_000, 10_000, 5, 256, 128)).isGreaterThan(0.97);
    }
}
