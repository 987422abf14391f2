package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Measures what runs cost before a comparison begins, so that its cost can be told: each candidate trains for a moment
/// at its smallest rate (which does not diverge), as many at a time as later.
///
/// A run has a fixed part (its buffers, the judging at its end), which is told apart from the part that grows with its
/// updates, validation at the ends of epochs included. The first updates of a process are many times dearer than later
/// ones, until the kernels are compiled. So moments are repeated until one is hardly cheaper than those before.
final class Calibration {

    /// Seconds of a moment: long enough for whole runs, where they are short.
    private static final double MOMENT = 0.6;
    /// Seconds of moments among which the middle one is believed.
    private static final double STEADY = 0.5;
    /// Seconds between the moments that are compared.
    private static final double WINDOW = 1;
    /// Updates before which no moment is believed: until a loop has run some thousand times it is not compiled, and an
    /// update is ten times dearer, steadily.
    private static final long WARM_UP_UPDATES = 4000;
    /// Seconds of measuring after which the last moment is believed, whatever it says: the updates of large networks
    /// take long because there is much to do.
    private static final double PATIENCE = 8;
    /// Cheaper than this share of the moment before: still warming up.
    private static final double CHEAPER = 0.85;
    /// How many of a candidate's settings are measured where they differ in more than the rate.
    private static final int SAMPLES = 4;

    private final TrialRunner runner;
    private final Interrupt interrupt;

    Calibration(TrialRunner runner, Interrupt interrupt) {
        this.runner = runner;
        this.interrupt = interrupt;
    }

    /// What a run costs beside the others.
    ///
    /// @param fixed seconds that every run takes, however short
    /// @param whole seconds of the whole budget, without the fixed ones
    record RunCost(double fixed, double whole) {

        /// Seconds of a run of a share of the budget.
        double of(double share) {
            return fixed + whole * share;
        }
    }

    /// The cost of each candidate's runs: the mean over some of its settings where they differ in more than the rate.
    List<RunCost> costs(ComparisonPlan plan) {
        List<Trial> trials = new ArrayList<>();
        for (int c = 0; c < plan.candidates().size(); c++) {
            List<Variation> settings = plan.candidates().get(c).settings();
            int samples = plan.candidates().get(c).rateOnly() ? 1 : Math.min(SAMPLES, settings.size());
            for (int i = 0; i < samples; i++) {
                trials.add(
                        new Trial(c, settings.get(i * settings.size() / samples), Halving.seed(plan.firstSeed(), 0), 1,
                                Trial.Phase.SEARCH));
            }
        }
        @Nullable
        RunCost[] costs = costs(trials, plan.threads());
        RunCost none = mean(Arrays.stream(costs).filter(Objects::nonNull).toList());
        List<RunCost> means = new ArrayList<>();
        for (int c = 0; c < plan.candidates().size(); c++) {
            List<RunCost> own = new ArrayList<>();
            for (int t = 0; t < costs.length; t++) {
                RunCost cost = costs[t];
                if (cost != null && trials.get(t).candidate() == c) {
                    own.add(cost);
                }
            }
            means.add(own.isEmpty() ? none : mean(own));
        }
        return means;
    }

    /// The cost of runs such as each of these; null where it was interrupted before.
    @Nullable
    RunCost[] costs(List<Trial> trials, int threads) {
        @Nullable
        RunCost[] costs = new RunCost[trials.size()];
        measure(trials, threads, this::settled);
        // While the first were measured, the compiler was at work beside them. Now all are warm.
        measure(trials, threads, trial -> {
            Moment moment = typical(trial);
            costs[trials.indexOf(trial)] = moment.cost();
            return moment;
        });
        return costs;
    }

    private void measure(List<Trial> trials, int threads, Function<Trial, Moment> how) {
        new TrialPool(threads, (trial, _, _, _) -> how.apply(trial).result(), interrupt, TrialStore.NONE).run(trials,
                TrialPool.Listener.NONE);
    }

    private static RunCost mean(Collection<RunCost> costs) {
        return new RunCost(costs.stream().mapToDouble(RunCost::fixed).average().orElse(0),
                costs.stream().mapToDouble(RunCost::whole).average().orElse(0));
    }

    /// The middle one of several moments: a short run is cheaper or dearer than the next by a third.
    private Moment typical(Trial trial) {
        List<Moment> moments = new ArrayList<>();
        double spent = 0;
        while (spent < STEADY && !interrupt.raised() || moments.isEmpty()) {
            Moment moment = Moment.of(runner, trial, interrupt);
            moments.add(moment);
            spent += moment.wall;
        }
        moments.sort(Comparator.comparingDouble(moment -> moment.cost().of(1)));
        return moments.get(moments.size() / 2);
    }

    /// The first moment that is hardly cheaper than the one a second before: compiling goes on for seconds, and from one
    /// moment to the next little changes. What comes before the first one's updates, preparing the rows for one thing,
    /// counts as no patience spent.
    private Moment settled(Trial trial) {
        Moment first = Moment.of(runner, trial, interrupt);
        long updates = first.result().updates();
        double spent = 0;
        Deque<Moment> second = new ArrayDeque<>(List.of(first));
        double length = 0;
        while (true) {
            Moment now = Moment.of(runner, trial, interrupt);
            second.addLast(now);
            spent += now.wall;
            length += now.wall;
            updates += now.result().updates();
            while (second.size() > 2 && length - second.getFirst().wall >= WINDOW) {
                second.removeFirst();
                length -= second.getFirst().wall;
            }
            boolean settled = updates >= WARM_UP_UPDATES && spent >= WINDOW
                    && now.cost().of(1) > CHEAPER * second.getFirst().cost().of(1);
            if (interrupt.raised() || spent > PATIENCE || settled) {
                return now;
            }
        }
    }

    /// One short training and what it took.
    private static final class Moment {

        private final long start = System.nanoTime();
        private final Pause pause;
        private double firstSeconds = Double.NaN;
        private double firstShare;
        private double lastSeconds;
        private double lastShare;
        private double wall;
        private @Nullable TrialResult result;

        private Moment(Pause pause) {
            this.pause = pause;
        }

        static Moment of(TrialRunner runner, Trial trial, Interrupt interrupt) {
            Moment moment = new Moment(new Pause(interrupt));
            moment.result = runner.run(trial, 0, (_, share) -> moment.mark(share), moment.pause);
            moment.wall = moment.seconds();
            return moment;
        }

        /// Counts from the first mark after half of the moment: each training begins with code that is not compiled for it
        /// yet, which belongs to its fixed part.
        private void mark(double share) {
            lastSeconds = seconds();
            lastShare = share;
            if (Double.isNaN(firstSeconds)) {
                if (lastSeconds >= MOMENT / 2) {
                    firstSeconds = lastSeconds;
                    firstShare = share;
                }
            } else if (lastSeconds >= firstSeconds + MOMENT / 2) {
                pause.raise();
            }
        }

        private double seconds() {
            return (System.nanoTime() - start) * 1e-9;
        }

        /// Seconds of the whole budget; of a run that was over too soon to tell, its fixed part included.
        double whole() {
            return lastShare > firstShare && firstShare > 0
                    ? (lastSeconds - firstSeconds) / (lastShare - firstShare) : wall / Math.max(lastShare, 1e-9);
        }

        RunCost cost() {
            return new RunCost(Math.max(0, wall - whole() * lastShare), whole());
        }

        TrialResult result() {
            return Objects.requireNonNull(result, "it has run");
        }
    }
}
