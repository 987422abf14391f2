package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.nn.Activation;
import dev.descent.optim.Optimizers;
import dev.descent.train.EpochPoint;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.StopReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningTest {

    private static final Recipe RECIPE = Recipe.defaults();

    private final AtomicLong clock = new AtomicLong();

    /// A make-believe training of ten seconds, or its share: tanh is worth 0.1, a rate off by a decade 0.05, the rest is
    /// chance.
    private TrialResult imagined(Trial trial, long updates, TrialRunner.Progress progress, Interrupt interrupt) {
        long end = clock.addAndGet((long) (10e9 * trial.share()));
        if (interrupt.raised()) {
            return new TrialResult(trial, StopReason.INTERRUPTED, Double.NaN, 0, 0, 0, List.of());
        }
        Variation variation = trial.variation();
        double loss = 0.3 + (variation.activation() == Activation.TANH ? 0 : 0.1)
                + 0.05 * Math.abs(StrictMath.log10(variation.lr() / 0.01))
                + 0.002 * CounterRandom.of(trial.seed(), Purpose.TEST, variation.key().hashCode()).uniform(0)
                + 0.05 * (1 - trial.share());
        return new TrialResult(trial, StopReason.BUDGET, loss, 10, 10, end * 0 + 10 * trial.share(),
                List.of(new EpochPoint(1, 10, loss, loss, 0.1, 0)));
    }

    private TuningResult run(int trials, double seconds, int seeds, int threads) {
        TuningPlan plan = new TuningPlan(Optimizers.parseList("adam,momentum"), SearchSpace.parse(TuningPlan.SPACE),
                trials, seconds, seeds, 1, threads);
        return new Tuning(plan, RECIPE, this::imagined).clock(clock::get).run();
    }

    private static String json(TuningResult result) {
        return Json.write(List.of(TuningJson.result(result), TuningJson.runs(result)));
    }

    @Test
    void search_ofANumberOfTrials_isTheSameOnAnyNumberOfThreads() {
        String expected = json(run(20, Double.POSITIVE_INFINITY, 3, 1));
        assertThat(json(run(20, Double.POSITIVE_INFINITY, 3, 4))).isEqualTo(expected);
        assertThat(expected).doesNotContain("NaN", "Infinity");
    }

    @ParameterizedTest
    @CsvSource({"120", "400", "1000", "1733"})
    void search_byTheClock_keepsItsTime_andItsNumbersRepeatIt(double seconds) {
        long start = clock.get();
        TuningResult timed = run(0, seconds, 5, 1);
        double took = (clock.get() - start) * 1e-9 + timed.finalSeconds();
        assertThat(took).as("with the last training").isLessThanOrEqualTo(1.05 * seconds);
        assertThat(timed.trials()).isPositive().isEqualTo(timed.trials() / 8 * 8 + 2);
        TuningResult again = run(timed.trials(), Double.POSITIVE_INFINITY, timed.seeds(), 3);
        assertThat(json(again)).isEqualTo(json(timed));
    }

    @Test
    void contrasts_ofTheBest_findWhatMattered() {
        TuningResult result = run(40, Double.POSITIVE_INFINITY, 5, 2);
        assertThat(result.best().variation().activation()).isEqualTo(Activation.TANH);
        Contrast first = result.contrasts().getFirst();
        assertThat(first.what()).isEqualTo("activation");
        assertThat(first.decided()).isTrue();
        assertThat(first.mean()).isBetween(0.098, 0.102);
        assertThat(result.contrasts()).filteredOn(contrast -> contrast.what().equals("batch")).singleElement()
                .satisfies(contrast -> assertThat(contrast.mean()).isBetween(-0.01, 0.01));
        assertThat(result.contrasts()).extracting(Contrast::what).contains("lr", "depth", "width", "decay")
                .doesNotHaveDuplicates();
        assertThat(result.answer().getFirst()).startsWith("Best of 40 trials: ");
    }

    @Test
    void trial_ofANumber_dependsOnSeedAndNumberAlone() {
        TuningPlan few = new TuningPlan(Optimizers.parseList("adam,momentum"), SearchSpace.parse(TuningPlan.SPACE), 8,
                1, 1, 7, 1);
        TuningPlan many = new TuningPlan(few.rules(), few.space(), 0, 99, 5, 7, 8);
        for (int k = 0; k < 50; k++) {
            assertThat(few.trial(k).key()).isEqualTo(many.trial(k).key());
        }
        assertThat(few.trial(0).sameAs(Variation.of(Optimizers.byName("adam")))).as("what train does by itself")
                .isTrue();
    }

    @Test
    void search_withNoTimeForATrial_saysWhatToDo() {
        assertThatThrownBy(() -> run(0, 5, 5, 1)).isInstanceOf(DescentException.class)
                .hasMessageContaining("Nothing was finished").hasMessageContaining("--budget");
    }

    @ParameterizedTest
    @CsvSource({"5m, 300", "90s, 90", "1h30m, 5400", "2m30s, 150", "0.5s, 0.5"})
    void budget_asText_isReadInSeconds(String text, double seconds) {
        assertThat(TimeBudget.parse(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"5", "m", "five", "0s", "5m3", "-5m"})
    void budget_thatIsNoTime_isRefused(String text) {
        assertThatThrownBy(() -> TimeBudget.parse(text)).isInstanceOf(DescentException.class)
                .hasMessageContaining("--budget " + text);
    }
}
