package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Examples;
import dev.descent.data.TargetInfo;
import dev.descent.nn.Loss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final TargetInfo TWO = TargetInfo.classification("y", List.of("no", "yes"));
    private static final TargetInfo THREE = TargetInfo.classification("y", List.of("a", "b", "c"));

    @Test
    void regression_byHand() {
        Metrics.Regression metrics = Judge.regression(new double[]{1, 2, 6}, new double[]{1, 4, 4}, 0.5);

        assertThat(metrics.rmse()).isCloseTo(Math.sqrt(8.0 / 3), within(1e-15));
        assertThat(metrics.mae()).isCloseTo(4.0 / 3, within(1e-15));
        assertThat(metrics.r2()).isCloseTo(1 - 8.0 / 6, within(1e-15));
        assertThat(metrics.values()).containsOnlyKeys("rmse", "mae", "r2", "loss");
    }

    @Test
    void regression_constantTarget_hasNoR2() {
        assertThat(Judge.regression(new double[]{1, 2}, new double[]{3, 3}, 0).r2()).isNaN();
    }

    @Test
    void classes_byHand() {
        // Truth a a b b, c never occurs; predicted a b b b.
        double[] probabilities = {0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0.25, 0.5, 0.25};
        Metrics.Classes metrics = Judge.classes(probabilities, new int[]{0, 0, 1, 1}, THREE, 0.25);

        assertThat(metrics.accuracy()).isEqualTo(0.75);
        assertThat(metrics.balancedAccuracy()).isEqualTo(0.75);
        assertThat(metrics.macroF1()).isCloseTo((2.0 / 3 + 0.8) / 2, within(1e-15));
        assertThat(metrics.logLoss())
                .isCloseTo(-(Math.log(0.7) + Math.log(0.1) + 2 * Math.log(0.5)) / 4, within(1e-15));
        assertThat(metrics.confusion()).isDeepEqualTo(new int[][]{{1, 1, 0}, {0, 2, 0}, {0, 0, 0}});
        assertThat(metrics.recall()).containsExactly(0.5, 1, Double.NaN);
        assertThat(metrics.auc()).isNaN();
        assertThat(metrics.values()).doesNotContainKey("auc");
    }

    @Test
    void classes_probabilityZeroOfTheTruth_staysANumber() {
        assertThat(Judge.classes(new double[]{1, 0}, new int[]{1}, TWO, 0).logLoss()).isCloseTo(34.5, within(0.1));
    }

    @Test
    void auc_randomScoresWithTies_isTheShareOfPairsInOrder() {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            int n = 2 + random.nextInt(40);
            double[] probabilities = new double[2 * n];
            int[] truth = new int[n];
            for (int i = 0; i < n; i++) {
                probabilities[2 * i + 1] = random.nextInt(6) / 5.0;
                probabilities[2 * i] = 1 - probabilities[2 * i + 1];
                truth[i] = i == 0 ? 0 : i == 1 ? 1 : random.nextInt(2);
            }
            double right = 0;
            double pairs = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (truth[i] == 1 && truth[j] == 0) {
                        pairs++;
                        right += 0.5 + 0.5 * Math.signum(probabilities[2 * i + 1] - probabilities[2 * j + 1]);
                    }
                }
            }
            assertThat(Judge.classes(probabilities, truth, TWO, 0).auc()).as("trial " + trial)
                    .isCloseTo(right / pairs, within(1e-12));
        }
    }

    @Test
    void auc_oneClassOnly_isNaN() {
        assertThat(Judge.classes(new double[]{0.5, 0.5}, new int[]{1}, TWO, 0).auc()).isNaN();
    }

    @Test
    void baseline_regression_predictsTheTrainingMeanInOriginalUnits() {
        TargetInfo target = TargetInfo.regression("y", 100, 10);
        Examples train = new Examples(2, 1, new float[2], new float[]{-1, 2});
        Examples test = new Examples(2, 1, new float[2], new float[]{0, 1});

        Baseline baseline = Judge.baseline(train, test, target, Loss.MSE);

        assertThat(baseline.rule()).isEqualTo("mean 105");
        assertThat(baseline.metrics()).isEqualTo(new Metrics.Regression(2, 0.25, 5, 5, 0));
    }

    @Test
    void baseline_classes_predictsTheMajority() {
        Examples train = new Examples(4, 1, new float[4], new float[]{1, 1, 1, 0});
        Examples test = new Examples(4, 1, new float[4], new float[]{1, 1, 0, 0});

        Baseline baseline = Judge.baseline(train, test, TWO, Loss.LOGISTIC);

        assertThat(baseline.rule()).isEqualTo("majority \"yes\"");
        assertThat(baseline.main()).isEqualTo(0.5);
        assertThat(baseline.metrics().loss()).isCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, within(1e-12));
    }
}
