package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares optimizers on one's own data: each at several learning rates and seeds, all with the same budget, initial
/// weights and order of rows.
///
/// ```java
/// List<Candidate> candidates = List.of(Candidate.of(Optimizers.byName("sgd"), "grid"),
///         Candidate.of(Optimizers.byName("adam"), "0.001,0.003,0.01"));
/// ComparisonResult result = Comparison.of(table, recipe, ComparisonPlan.of(candidates, 3, 1, 2)).run();
/// result.verdicts().forEach(verdict -> System.out.println(verdict.text()));
/// ```
/// Results depend on data, recipe and plan alone, not on the number of threads; seconds come from a pass of their own.
public final class Comparison {

    /// The timing pass runs to the target, which is reached within this share of the budget on average.
    private static final double TO_TARGET = 0.6;

    private final ComparisonPlan plan;
    private final TrialRunner runner;
    private final long budget;
    private Consumer<StudyEvent> listener = _ -> {
    };
    private Interrupt interrupt = new Interrupt();

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
        TrainingRunner runner = new TrainingRunner(data, recipe);
        return new Comparison(plan, runner, runner.budget(plan.firstSeed()));
    }

    /// Who is told what happens.
    public Comparison listener(Consumer<StudyEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside: what is finished by then is ranked.
    public Comparison interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// Runs everything.
    public ComparisonResult run() {
        long start = System.nanoTime();
        List<Trial> trials = plan.trials();
        double[] costs = Calibration.perUpdate(plan, runner, budget, interrupt);
        double timing = plan.timing() ? timingSeconds(costs) : 0;
        double running = trials.stream().mapToDouble(trial -> costs[trial.candidate()] * budget).sum()
                / Math.min(plan.threads(), trials.size());
        listener.accept(new StudyEvent.Planned(trials.size(), plan.threads(), trials.size() * budget, running + timing,
                timing));
        List<@Nullable TrialResult> results = new TrialPool(plan.threads(), runner, interrupt).run(trials, budget,
                new Progress(trials.size(), timing));
        List<Long> seeds = Ranking.completeSeeds(trials, results);
        List<Standing> ranking = Ranking.of(plan.candidates(), results, seeds.isEmpty() ? plan.seedList() : seeds);
        double target = Double.isNaN(plan.targetLoss()) ? Ranking.target(ranking) : plan.targetLoss();
        List<TimedRuns> timed = plan.timing() && !interrupt.raised() ? time(ranking, target) : List.of();
        List<Verdict> verdicts = seeds.isEmpty() ? List.of() : Verdict.of(ranking);
        return new ComparisonResult(plan, ranking, target, timed, verdicts, seeds, interrupt.raised(),
                (int) results.stream().filter(Objects::nonNull).count(), (System.nanoTime() - start) * 1e-9);
    }

    private double timingSeconds(double[] costs) {
        double seconds = 0;
        for (double cost : costs) {
            seconds += cost * (budget * TO_TARGET * TimingPass.REPEATS + Math.min(budget, TimingPass.WARM_UP_UPDATES));
        }
        return seconds;
    }

    private List<TimedRuns> time(Collection<Standing> ranking, double target) {
        int runs = TimingPass.REPEATS * (int) ranking.stream()
                .filter(standing -> Double.isFinite(standing.updatesTo(target))).count();
        listener.accept(new StudyEvent.Timing(0, runs));
        return new TimingPass(runner, interrupt).run(List.copyOf(ranking), target,
                done -> listener.accept(new StudyEvent.Timing(done, runs)));
    }

    /// Turns what the pool says into events with the time that remains.
    private final class Progress implements TrialPool.Listener {

        private final int runs;
        private final double timing;
        private final long start = System.nanoTime();

        Progress(int runs, double timing) {
            this.runs = runs;
            this.timing = timing;
        }

        @Override
        public void done(TrialResult result, int finished) {
            listener.accept(new StudyEvent.TrialDone(result));
        }

        @Override
        public void progressed(long updates, int finished) {
            double fraction = Math.min(1, (double) updates / (runs * budget));
            double elapsed = (System.nanoTime() - start) * 1e-9;
            listener.accept(new StudyEvent.Progressed(finished, runs, fraction,
                    fraction > 0 ? elapsed / fraction * (1 - fraction) + timing : Double.NaN));
        }
    }
}
