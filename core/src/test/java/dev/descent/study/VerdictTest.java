package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.optim.Optimizers;
import dev.descent.train.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Standing standing(String name, double... losses) {
        Candidate candidate = Candidate.of(Optimizers.byName(name), "0.1");
        SettingResult best = rate(candidate, 0.1, losses);
        return new Standing(candidate, List.of(best), best, null);
    }

    private static SettingResult rate(Candidate candidate, double lr, double... losses) {
        List<TrialResult> runs = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            Trial trial = new Trial(0, Variation.of(candidate.optimizer().withLr(lr)), i + 1L, 1, Trial.Phase.FINAL);
            boolean lost = Double.isInfinite(losses[i]);
            runs.add(new TrialResult(trial, lost ? StopReason.DIVERGED : StopReason.BUDGET, losses[i], 1, 1, 0,
                    List.of()));
        }
        return new SettingResult(Variation.of(candidate.optimizer().withLr(lr)), runs, true);
    }

    @Test
    void between_clearlySeparatedRuns_isDecided() {
        Verdict verdict = Verdict.of(List.of(standing("adam", 0.10, 0.11, 0.12), standing("sgd", 0.20, 0.212, 0.221)))
                .getFirst();
        assertThat(verdict.decided()).isTrue();
        assertThat(verdict.difference()).isCloseTo(0.101, within(1e-9));
        assertThat(verdict.low()).isPositive().isLessThan(0.101);
        assertThat(verdict.text()).startsWith("adam is ahead of sgd by ");
    }

    @Test
    void between_runsThatDifferOnlyInTheirSeeds_isNotDecided() {
        Verdict verdict = Verdict.of(List.of(standing("adam", 0.10, 0.14, 0.12), standing("sgd", 0.13, 0.11, 0.125)))
                .getFirst();
        assertThat(verdict.decided()).isFalse();
        assertThat(verdict.low()).isNegative();
        assertThat(verdict.high()).isPositive();
        assertThat(verdict.text()).contains("No difference shown between adam and sgd with 3 seeds", "would show");
    }

    /// Noise that the seeds share is no noise of the comparison.
    @Test
    void between_runsPairedBySeed_ignoresWhatTheSeedsShare() {
        Verdict verdict = Verdict
                .of(List.of(standing("adam", 0.1, 0.5, 0.9, 0.3), standing("sgd", 0.12, 0.521, 0.919, 0.32)))
                .getFirst();
        assertThat(verdict.decided()).isTrue();
        assertThat(verdict.low()).isGreaterThan(0.015);
    }

    @Test
    void between_oneOrTwoSeeds_saysThatNothingCanBeDecided() {
        for (double[] losses : List.of(new double[] {0.1}, new double[] {0.1, 0.1})) {
            double[] others = losses.clone();
            others[0] = 100;
            Verdict verdict = Verdict.of(List.of(standing("adam", losses), standing("sgd", others))).getFirst();
            assertThat(verdict.decided()).isFalse();
            assertThat(verdict.low()).isNaN();
            assertThat(verdict.text()).contains("nothing is decided");
        }
    }

    @Test
    void between_aWinnerAndOneThatAlwaysDiverges_isDecidedWithoutNumbers() {
        Verdict verdict = Verdict
                .of(List.of(standing("adam", 0.1, 0.2, 0.1), standing("sgd", INFINITE, INFINITE, INFINITE))).getFirst();
        assertThat(verdict.decided()).isTrue();
        assertThat(verdict.difference()).isNaN();
        assertThat(Verdict.of(List.of(standing("adam", 0.1, 0.2, 0.1), standing("sgd", 0.3, INFINITE, 0.3))).getFirst()
                .decided()).isFalse();
    }

    /// Four comparisons of equals at once: at most about 5 of 100 studies may claim anything.
    @Test
    void of_equals_claimsADifferenceAsRarelyAsItSays() {
        CounterRandom random = CounterRandom.of(9, CounterRandom.Purpose.TEST);
        int studies = 2000;
        int claims = 0;
        long next = 0;
        for (int study = 0; study < studies; study++) {
            List<Standing> ranking = new ArrayList<>();
            for (String name : List.of("sgd", "momentum", "adagrad", "rmsprop", "adam")) {
                double[] losses = new double[5];
                for (int i = 0; i < losses.length; i++) {
                    losses[i] = 1 + 0.1 * random.gaussian(next++);
                }
                ranking.add(standing(name, losses));
            }
            claims += Verdict.of(ranking).stream().anyMatch(Verdict::decided) ? 1 : 0;
        }
        assertThat((double) claims / studies).as("seed 9").isLessThan(0.06).isGreaterThan(0.01);
    }

    @Test
    void goodRange_betweenTriedRates_isReadOffTheLine() {
        Candidate candidate = Candidate.of(Optimizers.byName("sgd"), "0.001,0.01,0.1,1");
        List<SettingResult> rates = List.of(rate(candidate, 0.001, 4.0), rate(candidate, 0.01, 1.0),
                rate(candidate, 0.1, 1.05), rate(candidate, 1, INFINITE));
        GoodRange range = new Standing(candidate, rates, rates.get(1), null).goodRange().orElseThrow();
        // log 1.1 / log 4 of the decade below 0.01; nothing can be read off towards a diverged rate.
        assertThat(range.low()).isCloseTo(0.01 * Math.pow(10, -Math.log(1.1) / Math.log(4)), within(1e-12));
        assertThat(range.high()).isEqualTo(0.1);
        assertThat(range.openLow()).isFalse();
        assertThat(range.openHigh()).isFalse();
        assertThat(range.decades()).isCloseTo(1 + Math.log(1.1) / Math.log(4), within(1e-12));
    }

    /// The second seed is ten times harder: a rate that left before it must not look better for that.
    @Test
    void goodRange_ofRatesWithDifferentSeeds_comparesThemOnTheSame() {
        Candidate candidate = Candidate.of(Optimizers.byName("sgd"), "0.01,0.1");
        SettingResult best = rate(candidate, 0.1, 1.0, 10.0);
        SettingResult other = rate(candidate, 0.01, 1.5);
        assertThat(other.relativeTo(best)).isEqualTo(1.5);
        GoodRange range = new Standing(candidate, List.of(other, best), best, null).goodRange().orElseThrow();
        assertThat(range.openLow()).isFalse();
    }

    @Test
    void goodRange_atTheEdgeOfWhatWasTried_isOpen() {
        Candidate candidate = Candidate.of(Optimizers.byName("sgd"), "0.1,1");
        List<SettingResult> rates = List.of(rate(candidate, 0.1, 1.0), rate(candidate, 1, 1.01));
        GoodRange range = new Standing(candidate, rates, rates.getFirst(), null).goodRange().orElseThrow();
        assertThat(range.openLow()).isTrue();
        assertThat(range.openHigh()).isTrue();
        assertThat(range.decades()).isCloseTo(1, within(1e-12));
    }

    @Test
    void open_withSomeSeeds_saysHowManyWouldShowWhat() {
        double[] a = new double[10];
        double[] b = new double[10];
        for (int i = 0; i < 10; i++) {
            a[i] = 0.1 + 0.001 * i;
            b[i] = a[i] + (i % 2 == 0 ? 0.003 : -0.002);
        }
        assertThat(Verdict.of(List.of(standing("adam", a), standing("rmsprop", b))).getFirst().text()).matches(
                "No difference shown between adam and rmsprop with 10 seeds; 40 would show a difference of 0\\.00\\d+\\.");
    }

    /// Four of five studies of that size find a difference of the size that is named.
    @Test
    void shown_inManyStudies_isFoundInFourOfFive() {
        CounterRandom random = CounterRandom.of(12, CounterRandom.Purpose.TEST);
        int seeds = 20;
        int studies = 4000;
        double shown = Interval.shown(0.95, seeds, new double[] {-1, 1, 0, 0, 0});
        double spread = Statistics.deviation(-1, 1, 0, 0, 0);
        int found = 0;
        for (int study = 0; study < studies; study++) {
            double[] sample = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                sample[i] = shown + spread * random.gaussian((long) study * seeds + i);
            }
            found += Statistics.mean(sample) > Statistics.halfWidth(0.95, sample) ? 1 : 0;
        }
        assertThat((double) found / studies).as("seed 12").isCloseTo(0.8, within(0.03));
    }
}
