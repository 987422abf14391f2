package dev.descent.study;

import dev.descent.objective.Numbers;
import dev.descent.objective.Spectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Decides what evidence means. The order matters: the first condition that fits is the verdict, causes before what
/// follows from them.
///
/// The thresholds were set on runs with planted faults and held against other seeds of the same faults:
/// `docs/diagnosis.md` has the confusion matrix, and the program that writes it.
///
/// @param condition the verdict
/// @param strength  by how much the weakest part of the evidence passes its threshold: 1 just so
/// @param evidence  sentences with the numbers that decided
record Judgement(Condition condition, double strength, List<String> evidence) {

    /// One feature explains so much of the target that it is the target.
    static final double LEAK = 0.98;
    /// Neighbouring rows have targets so alike that a batch in this order is no sample.
    static final double ORDERED = 0.5;
    /// Standard deviations of features that far apart want scaling …
    static final double SPREAD = 100;
    /// … if the run is that many times worse than a small network on scaled features.
    static final double WORSE = 1.25;
    /// A loss that close to the baseline's has learnt nothing.
    static final double NOTHING_LEARNT = 0.93;
    /// 32 rows that keep so much of the baseline's loss cannot be told apart.
    static final double CONFLICT = 0.1;
    /// The loss at the end is so many times that at the initial weights: it grew without end, if slowly.
    static final double GROWN = 4;
    /// So many of the last updates turn the gradient round …
    static final double ALTERNATION = 0.4;
    /// … while so much of the baseline's loss is left to gain within an epoch.
    static final double LEFT = 0.02;
    /// So many units that pass next to nothing back leave nothing to train.
    static final double FLAT = 0.8;
    /// λ_max so much smaller than at the initial weights bends no more.
    static final double NO_CURVATURE = 1e-3;
    /// λ_min so far below 0, as a share of the largest in size, and surely so.
    static final double FALLS = 3e-4;
    /// No experiment gains or loses so much: it stands.
    static final double STANDS = 0.003;
    /// Validation so far above its best …
    static final double TURNED_UP = 0.12;
    /// … by so much of the baseline's loss …
    static final double WORTH = 0.02;
    /// … while training fell to that share of what it was then.
    static final double FELL = 0.75;
    /// Training so far below the best validation: learnt by heart.
    static final double BY_HEART = 0.1;
    /// Within an epoch, at its own rate or ten times it, so much of the baseline's loss would be gained.
    static final double TOO_SLOW = 0.03;
    /// Or so much of the loss at the initial weights is left, though there is slope.
    static final double HARDLY_MOVED = 0.9;
    /// After an epoch at its own rate the loss is so much higher than after one at a tenth of it …
    static final double RESTLESS = 0.12;
    /// … while batches disagree so much.
    static final double NOISE = 2;

    static Judgement of(boolean diverged, boolean shuffled, DataEvidence data, RunEvidence run) {
        return new Court(diverged, shuffled, data, run).judge();
    }

    /// One case.
    private record Court(boolean diverged, boolean shuffled, DataEvidence data, RunEvidence run) {

        Judgement judge() {
            double reached = Double.isNaN(run.validationBest()) ? run.end() / data.trainBaseline()
                    : run.validationBest() / data.baseline();
            double worse = reached / data.probe();
            List<String> seen = new ArrayList<>();
            if (diverged) {
                if (data.spread() > SPREAD) {
                    seen.add(spread());
                }
                return verdict(Condition.DIVERGED, 4, seen);
            }
            if (run.end() > GROWN * run.start()) {
                seen.add("the loss grew from " + brief(run.start()) + " to " + brief(run.end()));
                return verdict(Condition.DIVERGED, run.end() / run.start() / GROWN, seen);
            }
            if (data.leak() > LEAK) {
                seen.add("\"" + data.leakColumn() + "\" alone explains " + percent(data.leak())
                        + " of the target on rows that did not fit it: it may be the answer in other words");
                return verdict(Condition.SUSPECT_DATA, (1 - LEAK) / (1 - data.leak() + 1e-9), seen);
            }
            if (!shuffled && data.order() > ORDERED) {
                seen.add("batches are not shuffled, and neighbouring rows have like targets (correlation "
                        + brief(data.order()) + "): each batch pulls its own way");
                return verdict(Condition.SUSPECT_DATA, data.order() / ORDERED, seen);
            }
            if (data.spread() > SPREAD && !(worse < WORSE)) {
                seen.add(spread());
                seen.add(against(reached));
                return verdict(Condition.BADLY_SCALED, Math.min(data.spread() / SPREAD, ratio(worse, WORSE)), seen);
            }
            if (data.probe() > NOTHING_LEARNT && !(reached < NOTHING_LEARNT)) {
                seen.add("a small network with scaled features and Adam reaches " + percent(data.probe())
                        + " of the loss of " + "predicting the same for every row: the features say next to nothing");
                boolean conflict = data.conflict() > CONFLICT;
                seen.add(conflict
                        ? "32 rows cannot be learnt by heart (" + percent(data.conflict())
                                + " of the loss remains): rows with the same features have different targets"
                        : "32 rows can be learnt by heart, so the labels may be shuffled or belong to other rows");
                return verdict(Condition.SUSPECT_DATA, data.probe() / NOTHING_LEARNT, seen);
            }
            return ofTheRun(reached, worse, seen);
        }

        private Judgement ofTheRun(double reached, double worse, List<String> seen) {
            double share = run.end() / data.trainBaseline();
            double left = Math.max(run.lower(), run.same()) * share;
            if (run.flat() >= FLAT) {
                seen.add(percent(run.flat()) + " of the hidden units are silent or saturated on nearly every row");
                return verdict(Condition.PLATEAU, run.flat() / FLAT, seen);
            }
            if (run.alternation() > ALTERNATION && left > LEFT) {
                seen.add(percent(run.alternation()) + " of the last updates turned the gradient round");
                seen.add(experiments());
                return verdict(Condition.ZIG_ZAG, Math.min(run.alternation() / ALTERNATION, left / LEFT), seen);
            }
            double rise = run.validationLast() / run.validationBest() - 1;
            double heart = run.trainLast() / run.validationBest() / BY_HEART;
            boolean turned = rise > TURNED_UP && rise * reached > WORTH && run.trainLast() < FELL * run.trainAtBest();
            if (turned || heart < 1 && reached > BY_HEART) {
                seen.add("validation loss " + brief(run.validationBest()) + " at its best, "
                        + brief(run.validationLast())
                        + " at the end; training loss " + brief(run.trainAtBest()) + ", then "
                        + brief(run.trainLast()));
                return verdict(Condition.OVERFITTING, Math.max(rise / TURNED_UP, 1 / heart), seen);
            }
            if (run.ends() != null && Math.max(Math.abs(run.same()), Math.abs(run.lower())) < STANDS) {
                return standing(worse, seen);
            }
            double restless = (1 - run.same()) / (1 - run.lower()) - 1;
            boolean noisy = run.noise() > NOISE && run.higher() < 0;
            if (noisy && restless > RESTLESS && restless * share > LEFT) {
                seen.add("the variance of a batch's gradient is " + brief(run.noise())
                        + " times the square of the mean gradient");
                seen.add(experiments());
                return verdict(Condition.NOISE_FLOOR, Math.min(restless / RESTLESS, run.noise() / NOISE), seen);
            }
            double gain = Math.max(run.higher(), run.same()) * share;
            double remains = run.slope() < RunEvidence.SMALL_SLOPE ? 0 : run.end() / run.start();
            if (gain > TOO_SLOW || remains > HARDLY_MOVED) {
                if (remains > HARDLY_MOVED) {
                    seen.add("the loss is still " + percent(remains) + " of that at the initial weights");
                }
                seen.add(experiments());
                if (worse > 1) {
                    seen.add(against(reached));
                }
                return verdict(Condition.TOO_SLOW, Math.max(gain / TOO_SLOW, remains / HARDLY_MOVED), seen);
            }
            seen.add(against(reached));
            seen.add(experiments());
            return verdict(Condition.HEALTHY, 1 / Math.max(0.1, Math.max(gain / TOO_SLOW, rise / TURNED_UP)), seen);
        }

        private Judgement standing(double worse, List<String> seen) {
            Spectrum ends = Objects.requireNonNull(run.ends());
            seen.add("the gradient is " + percent(run.slope()) + " of that at the initial weights");
            String curvature = "curvature from " + brief(ends.smallest()) + " to " + brief(ends.largest())
                    + " (Lanczos, " + ends.products() + " products)";
            double bends = Math.max(Math.abs(ends.largest()), Math.abs(ends.smallest())) / run.curvature();
            double size = Math.max(Math.abs(ends.largest()), Math.abs(ends.smallest()));
            if (bends < NO_CURVATURE) {
                seen.add(curvature + ", next to nothing beside " + brief(run.curvature()) + " at the initial weights");
                return verdict(Condition.PLATEAU, NO_CURVATURE / bends, seen);
            }
            if (ends.fallsAway(FALLS) && !(worse < WORSE)) {
                seen.add(curvature + ": a direction falls away");
                return verdict(Condition.SADDLE, -ends.smallest() / (FALLS * size), seen);
            }
            seen.add(curvature);
            return verdict(Condition.MINIMUM, RunEvidence.SMALL_SLOPE / run.slope(), seen);
        }

        private String spread() {
            return "\"" + data.widest() + "\" spreads " + brief(data.spread()) + " times as wide as \""
                    + data.narrowest()
                    + "\"";
        }

        private String against(double reached) {
            return "it reaches " + percent(reached)
                    + " of the loss of predicting the same for every row, a small network "
                    + "with scaled features and Adam " + percent(data.probe());
        }

        private String experiments() {
            return "from its end, within an epoch: the loss changes by " + change(run.same()) + " at its own rate "
                    + brief(run.rate()) + ", by " + change(run.higher()) + " at ten times that, by "
                    + change(run.lower())
                    + " at a tenth";
        }

        private static Judgement verdict(Condition condition, double strength, List<String> seen) {
            return new Judgement(condition, Double.isNaN(strength) ? 1 : strength, List.copyOf(seen));
        }

        /// A ratio that is not known speaks neither way.
        private static double ratio(double value, double threshold) {
            return Double.isNaN(value) ? 1 : value / threshold;
        }

        private static String change(double gain) {
            return gain == Double.NEGATIVE_INFINITY ? "no finite number"
                    : String.format(Locale.ROOT, "%+.1f%%", -100 * gain).replace('-', '−');
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, share < 0.01 ? "%.2g%%" : "%.0f%%", 100 * share);
        }

        private static String brief(double value) {
            return Numbers.brief(value);
        }
    }
}
