package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.optim.Optimizers;
import dev.descent.train.EpochPoint;
import dev.descent.train.Interrupt;
import dev.descent.train.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final long BUDGET = 1000;

    /// A make-believe training: the loss halves ever more slowly, best at each rule's own rate; rates above 0.5
    /// diverge.
    private static TrialResult imagined(Trial trial, long updates, TrialRunner.Progress progress,
            Interrupt interrupt) {
        if (interrupt.raised()) {
            return new TrialResult(trial, StopReason.INTERRUPTED, Double.NaN, 0, 0, 0, List.of());
        }
        if (trial.lr() > 0.5) {
            return new TrialResult(trial, StopReason.DIVERGED, 0.01, 100, 120, 0.01, List.of(point(100, 0.01)));
        }
        double ideal = trial.optimizer().name().equals("adam") ? 0.01 : 0.1;
        double distance = Math.abs(StrictMath.log10(trial.lr() / ideal));
        double noise = 0.02 * CounterRandom.of(trial.seed(), CounterRandom.Purpose.TEST, trial.candidate()).uniform(0);
        double floor = (trial.optimizer().name().equals("adam") ? 0.1 : 0.2) * (1 + distance) + noise;
        List<EpochPoint> history = new ArrayList<>();
        long budget = updates == 0 ? (long) (BUDGET * trial.share()) : updates;
        for (long update = 100; update <= budget; update += 100) {
            history.add(point(update, floor * (1 + 100.0 / update)));
            progress.mark(update, (double) update / BUDGET);
        }
        return new TrialResult(trial, StopReason.BUDGET, history.isEmpty() ? Double.POSITIVE_INFINITY
                : history.getLast().validationLoss(), budget, budget, 1e-6 * budget, history);
    }

    private static EpochPoint point(long update, double loss) {
        return new EpochPoint(update / 100.0, update, loss, loss, 0.1, 0);
    }

    private static ComparisonPlan plan(int seeds, int threads, String... specs) {
        List<Candidate> candidates = new ArrayList<>();
        for (String spec : specs) {
            candidates.add(Candidate.of(Optimizers.parse(spec), "0.001,0.01,0.1,1"));
        }
        return ComparisonPlan.of(candidates, seeds, 1, threads);
    }

    private static ComparisonResult run(ComparisonPlan plan) {
        return new Comparison(plan, ComparisonTest::imagined, BUDGET).run();
    }

    private static String json(ComparisonResult result) {
        return Json.write(List.of(ComparisonJson.ranking(result), ComparisonJson.verdicts(result),
                ComparisonJson.runs(result)));
    }

    @Test
    void run_onAnyNumberOfThreads_givesTheSameResult() {
        ComparisonPlan serial = plan(5, 1, "sgd", "adam", "rmsprop").withTiming(false);
        String expected = json(run(serial));
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(json(run(plan(5, threads, "sgd", "adam", "rmsprop").withTiming(false)))).isEqualTo(expected);
        }
    }

    @Test
    void ranking_byMedianAtTheBestRate_putsTheLowestFirst() {
        ComparisonResult result = run(plan(3, 2, "sgd", "adam"));
        assertThat(result.ranking()).extracting(standing -> standing.candidate().label()).containsExactly("adam",
                "sgd");
        assertThat(result.ranking().get(0).best().lr()).isEqualTo(0.01);
        assertThat(result.ranking().get(1).best().lr()).isEqualTo(0.1);
        assertThat(result.winner()).get().extracting(standing -> standing.candidate().label()).isEqualTo("adam");
    }

    @Test
    void loss_ofADivergedRun_ranksLastHoweverLowItWasBefore() {
        ComparisonResult result = run(plan(3, 1, "sgd"));
        Standing sgd = result.ranking().getFirst();
        assertThat(sgd.rates().getLast().median()).isInfinite();
        assertThat(sgd.best().lr()).isEqualTo(0.1);
        assertThat(sgd.diverged()).as("with the first seed of the search; then it is out").isEqualTo(1);
        assertThat(sgd.runs()).as("4 + 2 + 1 in the search, 3 in the finals").isEqualTo(10);
    }

    @Test
    void finals_runWithSeedsThatChoseNothing() {
        ComparisonResult result = run(plan(4, 2, "sgd", "adam"));
        for (Standing standing : result.ranking()) {
            assertThat(standing.best().runs()).extracting(run -> run.trial().seed()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(standing.search()).flatExtracting(SettingResult::runs)
                    .allSatisfy(run -> assertThat(run.trial().seed()).isGreaterThan(1_000_000));
        }
    }

    @Test
    void run_withAStore_runsOnlyWhatIsMissing() {
        Map<String, TrialResult> kept = new HashMap<>();
        TrialStore store = new TrialStore() {
            @Override
            public Optional<TrialResult> find(Trial trial) {
                return Optional.ofNullable(kept.get(trial.key())).map(result -> result.as(trial));
            }

            @Override
            public void keep(TrialResult result) {
                kept.put(result.trial().key(), result);
            }

            @Override
            public int size() {
                return kept.size();
            }
        };
        ComparisonPlan three = plan(3, 1, "sgd", "adam").withTiming(false);
        new Comparison(three, ComparisonTest::imagined, BUDGET).store(store).run();
        List<Trial> run = new ArrayList<>();
        TrialRunner counting = (trial, updates, progress, interrupt) -> {
            if (updates == 0 && kept.containsKey(trial.key())) {
                // Calibration asks for known trials too, to measure them.
                return imagined(trial, updates, progress, interrupt);
            }
            run.add(trial);
            return imagined(trial, updates, progress, interrupt);
        };
        ComparisonResult wider = new Comparison(plan(5, 1, "sgd", "adam").withTiming(false), counting, BUDGET)
                .store(store).run();
        assertThat(run).isNotEmpty().allSatisfy(trial -> assertThat(trial.seed()).isIn(4L, 5L));
        assertThat(json(wider)).isEqualTo(json(run(plan(5, 2, "sgd", "adam").withTiming(false))));
    }

    @Test
    void run_whereEverythingDiverges_hasNoWinner() {
        List<Candidate> candidates = List.of(Candidate.of(Optimizers.byName("sgd"), "1,2"));
        ComparisonResult result = run(ComparisonPlan.of(candidates, 3, 1, 2));
        assertThat(result.winner()).isEmpty();
        assertThat(result.target()).isNaN();
        assertThat(json(result)).doesNotContain("NaN", "Infinity");
        assertThat(ComparisonJson.ranking(result).getFirst()).containsEntry("diverged", 2);
    }

    @Test
    void target_withoutOneGiven_isTheWorstFinalistsMedian() {
        ComparisonResult result = run(plan(3, 1, "sgd", "adam"));
        Standing worst = result.ranking().getLast();
        assertThat(result.target()).isEqualTo(worst.best().median());
        assertThat(worst.updatesTo(result.target())).isBetween(100.0, 1000.0);
        assertThat(result.ranking().getFirst().updatesTo(result.target())).isEqualTo(200, within(150.0));
        assertThat(run(plan(3, 1, "sgd", "adam").withTargetLoss(0.01)).ranking().getFirst().updatesTo(0.01))
                .isInfinite();
    }

    @Test
    void sameRate_whereItIsNotTheBest_isRunButDoesNotCount() {
        List<Candidate> candidates = List.of(Candidate.of(Optimizers.byName("sgd"), "0.01,0.1"),
                Candidate.of(Optimizers.byName("momentum"), "0.01,0.1"),
                Candidate.of(Optimizers.byName("adam"), "0.001"));
        Standing adam = run(ComparisonPlan.of(candidates, 2, 1, 1).withSameRate(0.01)).ranking().stream()
                .filter(standing -> standing.candidate().label().equals("adam")).findFirst().orElseThrow();
        assertThat(adam.best().lr()).as("0.01 would be better, but only the others were tried there").isEqualTo(0.001);
        assertThat(adam.sameRate()).isNotNull().satisfies(same -> {
            assertThat(same.lr()).isEqualTo(0.01);
            assertThat(same.runs()).hasSize(2).allSatisfy(
                    run -> assertThat(run.trial().phase()).isEqualTo(Trial.Phase.SAME_RATE));
        });
        assertThat(adam.runs()).as("an only rate needs no search").isEqualTo(2);
    }

    @Test
    void interrupt_inTheFinals_ranksTheSeedsThatAreComplete() {
        Interrupt interrupt = new Interrupt();
        TrialRunner stopping = (trial, updates, progress, stop) -> {
            TrialResult result = imagined(trial, updates, progress, stop);
            if (trial.phase() == Trial.Phase.FINAL && trial.seed() == 2) {
                stop.raise();
            }
            return result;
        };
        ComparisonResult result = new Comparison(plan(3, 1, "sgd", "adam"), stopping, BUDGET).interrupt(interrupt)
                .run();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.seeds()).containsExactly(1L);
        assertThat(result.ranking()).hasSize(2).allSatisfy(
                standing -> assertThat(standing.best().runs()).extracting(run -> run.trial().seed())
                        .containsExactly(1L));
        assertThat(result.timed()).isEmpty();
    }

    @Test
    void interrupt_inTheSearch_ranksNothing() {
        Interrupt interrupt = new Interrupt();
        int[] runs = {0};
        TrialRunner stopping = (trial, updates, progress, stop) -> {
            TrialResult result = imagined(trial, updates, progress, stop);
            if (++runs[0] == 8) {
                interrupt.raise();
            }
            return result;
        };
        ComparisonResult result = new Comparison(plan(3, 1, "sgd", "adam"), stopping, BUDGET).interrupt(interrupt)
                .run();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.ranking()).isEmpty();
        assertThat(result.runs()).isLessThan(8);
    }

    @Test
    void events_duringTheWork_tellCostFirstAndEveryRun() {
        ConcurrentLinkedQueue<StudyEvent> events = new ConcurrentLinkedQueue<>();
        new Comparison(plan(2, 3, "sgd", "adam"), ComparisonTest::imagined, BUDGET).listener(events::add).run();
        assertThat(events.peek()).isInstanceOfSatisfying(StudyEvent.Planned.class, planned -> {
            assertThat(planned.runs())
                    .as("two searches of 4 + 2 + 1, then 2 seeds at the best rates, and one at the same rate")
                    .isEqualTo(20);
            assertThat(planned.updates()).isEqualTo(20 * BUDGET);
            assertThat(planned.seconds()).isPositive();
        });
        assertThat(events.stream().filter(StudyEvent.TrialDone.class::isInstance)).as("the same rate is one's best")
                .hasSize(20);
        assertThat(events.stream().filter(StudyEvent.Timing.class::isInstance)).last()
                .isEqualTo(new StudyEvent.Timing(6, 6));
    }

    @Test
    void failure_inATrial_reachesTheCaller() {
        TrialRunner broken = (_, _, _, _) -> {
            throw DescentException.data("the file is gone");
        };
        Comparison comparison = new Comparison(plan(3, 4, "sgd"), broken, BUDGET);
        assertThatThrownBy(comparison::run).isInstanceOf(DescentException.class).hasMessage("the file is gone");
    }

    @Test
    void plan_naming_anOptimizerTwice_isRefused() {
        assertThatThrownBy(() -> plan(3, 1, "sgd", "sgd")).isInstanceOf(DescentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> plan(0, 1, "sgd")).isInstanceOf(DescentException.class);
    }

    @Test
    void candidate_withWrongRates_saysWhatIsExpected() {
        for (String wrong : List.of("", "fast", "0.1,", "-1", "0.1;0.2")) {
            assertThatThrownBy(() -> Candidate.of(Optimizers.byName("sgd"), wrong)).as(wrong)
                    .isInstanceOf(DescentException.class);
        }
        assertThat(Candidate.of(Optimizers.byName("sgd"), "grid").rates()).hasSize(7).isSorted();
        assertThat(Candidate.of(Optimizers.byName("sgd"), "0.1, 0.01,0.1").rates()).containsExactly(0.01, 0.1);
    }
}
