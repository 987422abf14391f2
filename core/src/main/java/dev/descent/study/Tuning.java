package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.data.Dataset;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Searches the whole recipe within a budget of time or trials.
///
/// Trials come in brackets, which race: all run a quarter of the budget, the better half the whole, the better half of
/// those a second seed ([Halving]). The first bracket is of two trials, what `train` does by itself and another, so that
/// there soon is something to show; the others are of eight. The best setting of all brackets, and the same with each of
/// its choices made otherwise, then run with fresh seeds: what the choices are worth, in pairs.
///
/// The clock decides which bracket and which seed is the last one; a bracket or seed that it cuts off counts for nothing.
/// So a search of N trials and S seeds has the same result whether a clock or a number ended it there. Where it cuts off
/// even the first bracket, nothing was found out, and the first trial is what is left to train.
///
/// ```java
/// TuningPlan plan = new TuningPlan(Optimizers.parseList("adam,momentum"), SearchSpace.parse(TuningPlan.SPACE), 0, 300,
///         5, 1, 2);
/// TuningResult result = Tuning.of(table, recipe, plan).run();
/// ```
public final class Tuning {

    /// The share of the time in which brackets are begun; the rest is for confirming.
    private static final double SEARCH = 0.7;
    /// A bracket may take so many times as long as the longest before it.
    private static final double LONGER = 1.3;
    /// Trials of the first bracket.
    private static final int FIRST = 2;
    /// A bracket's work as a multiple of the first one's.
    private static final double WORK_OF_BRACKET = 3.6;
    /// What becomes of the result after the search: the last training, its files, and a margin.
    private static final double AFTERWARDS = 1.5;

    private final TuningPlan plan;
    private final Recipe recipe;
    private final TrialRunner runner;
    private Consumer<StudyEvent> listener = _ -> {
    };
    private Interrupt interrupt = new Interrupt();
    private LongSupplier clock = System::nanoTime;

    Tuning(TuningPlan plan, Recipe recipe, TrialRunner runner) {
        this.plan = plan;
        this.recipe = recipe;
        this.runner = runner;
    }

    /// A search on a data set.
    ///
    /// @param recipe what is not searched
    public static Tuning of(Dataset data, Recipe recipe, TuningPlan plan) {
        return new Tuning(plan, recipe, new TrainingRunner(data, recipe, plan.seed()));
    }

    /// Who is told what happens.
    public Tuning listener(Consumer<StudyEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside: what is finished by then counts.
    public Tuning interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// Nanoseconds; for tests.
    Tuning clock(LongSupplier clock) {
        this.clock = clock;
        return this;
    }

    /// Runs the search.
    ///
    /// @throws DescentException (diverged) where every trial did
    public TuningResult run() {
        TimeBudget time = new TimeBudget(plan.trials() > 0 ? Double.POSITIVE_INFINITY : plan.seconds(), interrupt,
                clock);
        Progress progress = new Progress(time);
        TrialPool pool = new TrialPool(plan.threads(), runner, time, TrialStore.NONE);
        List<SettingResult> tried = search(pool, time, progress);
        if (tried.isEmpty()) {
            return TuningResult.untried(plan, time.stopped(), time.elapsed());
        }
        SettingResult best = TrialSearch.best(tried);
        if (best == null) {
            throw new DescentException(DescentException.Kind.DIVERGED, "All of " + tried.size() + " trials diverged: "
                    + "look at the data (inspect), or scale them.");
        }
        List<Contrast.Planned> planned = ContrastPlan.of(recipe, best.variation(), tried, plan.rules());
        List<Variation> settings = new ArrayList<>(List.of(best.variation()));
        planned.forEach(contrast -> settings.add(contrast.variation()));
        List<List<TrialResult>> seeds = confirm(pool, time, progress, settings, secondsOf(best));
        double[] bestSeeds = losses(seeds, 0);
        List<Contrast> contrasts = new ArrayList<>();
        for (int c = 0; c < planned.size() && !seeds.isEmpty(); c++) {
            contrasts.add(Contrast.of(planned.get(c), losses(seeds, c + 1), bestSeeds));
        }
        Variation chosen = contrasts.stream().filter(contrast -> contrast.meanLoss() < Statistics.mean(bestSeeds))
                .min(Comparator.comparingDouble(Contrast::meanLoss)).map(Contrast::variation)
                .orElse(best.variation());
        double finalSeconds = seeds.isEmpty() ? secondsOf(best)
                : seeds.getFirst().stream().filter(run -> run.trial().variation().sameAs(chosen)).findFirst()
                        .map(TrialResult::seconds).orElse(secondsOf(best));
        return new TuningResult(plan, tried, best, bestSeeds, Contrast.byWorth(contrasts), chosen, seeds.size(),
                time.stopped(), finalSeconds, time.elapsed());
    }

    /// Bracket after bracket, as far as number or clock admit.
    private List<SettingResult> search(TrialPool pool, TimeBudget time, TrialPool.Listener progress) {
        List<SettingResult> tried = new ArrayList<>();
        TrialSearch search = new TrialSearch(pool, Halving.wide(2), plan.seed(), progress);
        double longest = 0;
        if (plan.trials() == 0) {
            // Where not even the first bracket is finished, this is left for a training.
            time.reserve((1 - SEARCH) * plan.seconds());
        }
        while (plan.trials() > 0 ? tried.size() < plan.trials() && !time.raised()
                : tried.isEmpty() || time.admits(LONGER * longest, SEARCH)) {
            double began = time.elapsed();
            int first = tried.size();
            int count = first == 0 ? FIRST : TuningPlan.BRACKET;
            if (plan.trials() > 0) {
                int left = plan.trials() - first;
                // A trial alone would have nobody to race against.
                count = left <= count + 1 ? left : count;
            }
            List<SettingResult> bracket = search.run(List.of(IntStream.range(first, first + count)
                    .mapToObj(plan::trial).toList())).getFirst();
            if (time.raised()) {
                break;
            }
            tried.addAll(bracket);
            double took = time.elapsed() - began;
            longest = first == 0 ? took * WORK_OF_BRACKET / plan.threads() : Math.max(longest, took);
            SettingResult best = TrialSearch.best(tried);
            time.reserve(AFTERWARDS + (best == null ? 0 : LONGER * secondsOf(best)));
        }
        return tried;
    }

    /// Seed after seed, as far as number or clock admit: all settings with each.
    ///
    /// @return for each seed that was finished, the runs in the order of the settings
    private List<List<TrialResult>> confirm(TrialPool pool, TimeBudget time, TrialPool.Listener progress,
            List<Variation> settings, double seconds) {
        List<List<TrialResult>> finished = new ArrayList<>();
        double expected = seconds * Math.ceilDiv(settings.size(), plan.threads());
        for (long seed : LongStream.range(plan.seed(), plan.seed() + plan.seeds()).toArray()) {
            if (!time.admits(LONGER * expected, 1)) {
                break;
            }
            double began = time.elapsed();
            List<@Nullable TrialResult> runs = pool.run(IntStream.range(0, settings.size()).mapToObj(
                    i -> new Trial(i, settings.get(i), seed, 1, Trial.Phase.FINAL)).toList(), progress);
            List<TrialResult> whole = new ArrayList<>();
            for (TrialResult run : runs) {
                if (run != null) {
                    whole.add(run);
                }
            }
            if (whole.size() < settings.size()) {
                break;
            }
            finished.add(whole);
            expected = time.elapsed() - began;
        }
        return finished;
    }

    private static double secondsOf(SettingResult setting) {
        return setting.runs().stream().mapToDouble(TrialResult::seconds).max().orElse(0);
    }

    private static double[] losses(List<List<TrialResult>> seeds, int setting) {
        return seeds.stream().mapToDouble(runs -> runs.get(setting).loss()).toArray();
    }

    /// Turns what the pool says into events: how much of the time, or of the trials, is over.
    private final class Progress implements TrialPool.Listener {

        private final TimeBudget time;
        private int finished;
        private double shares;

        Progress(TimeBudget time) {
            this.time = time;
            listener.accept(new StudyEvent.Planned(plan.trials(), plan.trials(), plan.threads(), 0,
                    plan.trials() > 0 ? Double.NaN : plan.seconds(), List.of()));
        }

        @Override
        public void done(TrialResult result) {
            finished++;
            listener.accept(new StudyEvent.TrialDone(result));
        }

        /// A bracket costs as much as one whole run for each of its trials; confirming is counted with a third.
        @Override
        public void progressed(Trial trial, double share) {
            shares += share;
            double fraction = plan.trials() > 0 ? Math.min(1, shares / (plan.trials() * 1.3)) : time.share();
            listener.accept(new StudyEvent.Progressed(finished, plan.trials(), fraction,
                    fraction > 0 ? time.elapsed() / fraction * (1 - fraction) : Double.NaN));
        }
    }
}
