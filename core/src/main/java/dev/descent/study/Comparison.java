package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.study.Calibration.RunCost;
import dev.descent.study.StudyEvent.Part;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares optimizers on one's own data: for each the best of the same number of settings is searched ([Halving]); the
/// best settings then run with fresh seeds, the same for all, with the same initial weights and order of rows.
///
/// ```java
/// List<Candidate> candidates = List.of(Candidate.of(Optimizers.byName("sgd"), "grid"),
///         Candidate.of(Optimizers.byName("adam"), "0.001,0.003,0.01"));
/// ComparisonResult result = Comparison.of(table, recipe, ComparisonPlan.of(candidates, 5, 1, 2)).run();
/// result.verdicts().forEach(verdict -> System.out.println(verdict.text()));
/// ```
/// Results depend on data, recipe and plan alone, not on the number of threads; seconds come from a pass of their own.
public final class Comparison {

    /// The timing pass runs to the target, which is reached within this share of the budget on average.
    private static final double TO_TARGET = 0.5;

    private final ComparisonPlan plan;
    private final TrialRunner runner;
    private final long budget;
    private Consumer<StudyEvent> listener = _ -> {
    };
    private Interrupt interrupt = new Interrupt();
    private TrialStore store = TrialStore.NONE;

    Comparison(ComparisonPlan plan, TrialRunner runner, long budget) {
        this.plan = plan;
        this.runner = runner;
        this.budget = budget;
    }

    /// A comparison on a data set.
    ///
    /// @param recipe everything but optimizer, rate and seed: those come from the plan
    /// @throws dev.descent.common.DescentException (data, usage) where the data cannot be prepared
    public static Comparison of(Dataset data, Recipe recipe, ComparisonPlan plan) {
        TrainingRunner runner = new TrainingRunner(data, recipe, plan.firstSeed());
        return new Comparison(plan, runner, runner.budget(plan.firstSeed()));
    }

    /// Who is told what happens.
    public Comparison listener(Consumer<StudyEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside: what is finished by then is kept and, as far as seeds are whole, ranked.
    public Comparison interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// Where finished trials are kept, and found again by a comparison that goes on.
    public Comparison store(TrialStore store) {
        this.store = store;
        return this;
    }

    /// Runs everything that the store does not have.
    public ComparisonResult run() {
        List<RunCost> costs = new Calibration(runner, interrupt).costs(plan);
        Progress progress = new Progress(costs);
        TrialPool pool = new TrialPool(plan.threads(), runner, interrupt, store);
        List<List<SettingResult>> searched = new TrialSearch(pool, plan.halving(), plan.firstSeed(), progress)
                .run(plan.candidates().stream().map(Candidate::settings).toList());
        if (interrupt.raised()) {
            return new ComparisonResult(plan, List.of(), Double.NaN, List.of(), List.of(), List.of(), true,
                    progress.finished, progress.announced, progress.seconds());
        }
        List<@Nullable SettingResult> finalists = new ArrayList<>();
        searched.forEach(tried -> finalists.add(TrialSearch.best(tried)));
        List<Trial> trials = plan.finals(finalists);
        List<@Nullable TrialResult> results = pool.run(trials, progress);
        List<Long> complete = Ranking.completeSeeds(trials, results);
        List<Standing> ranking = interrupt.raised() && complete.isEmpty() ? List.of()
                : Ranking.of(plan, searched, results.stream().filter(Objects::nonNull).toList(), complete);
        double target = Double.isNaN(plan.targetLoss()) ? Ranking.target(ranking) : plan.targetLoss();
        List<TimedRuns> timed = plan.timing() && !interrupt.raised() ? time(ranking, target) : List.of();
        return new ComparisonResult(plan, ranking, target, timed, Verdict.of(ranking), complete, interrupt.raised(),
                progress.finished, progress.announced, progress.seconds());
    }

    private List<TimedRuns> time(Collection<Standing> ranking, double target) {
        int runs = TimingPass.REPEATS * (int) ranking.stream()
                .filter(standing -> Double.isFinite(standing.updatesTo(target))).count();
        listener.accept(new StudyEvent.Timing(0, runs));
        return new TimingPass(runner, interrupt).run(List.copyOf(ranking), target,
                done -> listener.accept(new StudyEvent.Timing(done, runs)));
    }

    /// Announces the cost, and turns what the pool says into events with the time that remains.
    private final class Progress implements TrialPool.Listener {

        private final List<RunCost> costs;
        private final int runs;
        /// Seconds of all runs one after the other, and of those that are done.
        private final double work;
        private final double timing;
        private final double announced;
        /// The share of the work that the store has.
        private final double known;
        private final long start = System.nanoTime();
        private double done;
        private int finished;

        Progress(List<RunCost> costs) {
            this.costs = costs;
            double trials = 0;
            double searching = 0;
            double confirming = 0;
            double updates = 0;
            List<Halving.Rung> rungs = plan.halving().rungs();
            for (int c = 0; c < plan.candidates().size(); c++) {
                int[] sizes = plan.halving().sizes(plan.candidates().get(c).settings().size());
                for (int r = 0; r < sizes.length; r++) {
                    trials += sizes[r];
                    updates += sizes[r] * rungs.get(r).share() * budget;
                    searching += sizes[r] * costs.get(c).of(rungs.get(r).share());
                }
                // For about half of the candidates the rate of all is their best one anyway.
                double finals = plan.seeds() * (plan.candidates().size() > 1 ? 1.5 : 1);
                trials += finals;
                updates += finals * budget;
                confirming += finals * costs.get(c).of(1);
            }
            runs = (int) trials;
            work = searching + confirming;
            known = Math.min(1, store.size() / trials);
            timing = plan.timing() ? costs.stream().mapToDouble(cost -> TimingPass.REPEATS * cost.of(TO_TARGET)
                    + cost.of(Math.min(1, (double) TimingPass.WARM_UP_UPDATES / budget))).sum() : 0;
            double left = (1 - known) / plan.threads();
            announced = work * left + timing;
            listener.accept(new StudyEvent.Planned(runs, runs, plan.threads(), Math.round(updates * (1 - known)),
                    announced, List.of(new Part("search", searching * left), new Part("fresh seeds", confirming * left),
                            new Part(StudyEvent.TIMING, timing))));
        }

        double seconds() {
            return (System.nanoTime() - start) * 1e-9;
        }

        @Override
        public void done(TrialResult result) {
            finished++;
            listener.accept(new StudyEvent.TrialDone(result));
        }

        @Override
        public void progressed(Trial trial, double share) {
            done += costs.get(trial.candidate()).of(1) * share;
            double fraction = work > 0 ? Math.min(1, done / work) : 0;
            listener.accept(new StudyEvent.Progressed(finished, runs, fraction,
                    fraction > known ? seconds() / (fraction - known) * (1 - fraction) + timing : Double.NaN));
        }
    }
}
