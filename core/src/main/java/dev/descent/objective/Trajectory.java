package dev.descent.objective;

import java.util.List;
import java.util.stream.IntStream;

/// What a walk did: where it was after each update, and why it stopped.
///
/// @param objective what it descended on
/// @param by        what walked, its rate included
/// @param steps     the points it kept, the start (update 0) first, the last finite one last
/// @param updates   how many updates left it at finite numbers
/// @param stop      why it ended
public record Trajectory(Objective objective, Minimizer by, List<Step> steps, int updates, Stop stop) {

    /// A point of the walk.
    ///
    /// @param update   after how many updates
    /// @param point    where
    /// @param value    the objective there
    /// @param gradient its gradient there
    public record Step(int update, double[] point, double value, double[] gradient) {

        /// The Euclidean length of the gradient.
        public double gradientNorm() {
            double scale = 0;
            for (double g : gradient) {
                scale = Math.max(scale, Math.abs(g));
            }
            if (scale == 0) {
                return 0;
            }
            double sum = 0;
            for (double g : gradient) {
                sum += (g / scale) * (g / scale);
            }
            return scale * Math.sqrt(sum);
        }
    }

    /// Why a walk ended.
    public enum Stop {
        /// All updates are done.
        UPDATES,
        /// The gradient became as short as asked for.
        GRADIENT,
        /// No step lowers the value any more: it is as low as rounding allows.
        SETTLED,
        /// The next update would have left the finite numbers, or the value exploded.
        DIVERGED
    }

    public Trajectory {
        steps = List.copyOf(steps);
    }

    /// Where it began.
    public Step first() {
        return steps.getFirst();
    }

    /// Where it ended.
    public Step last() {
        return steps.getLast();
    }

    /// The kept point with the lowest value, the earliest of equals.
    public Step lowest() {
        Step lowest = steps.getFirst();
        for (Step step : steps) {
            if (step.value() < lowest.value()) {
                lowest = step;
            }
        }
        return lowest;
    }

    /// The kept points nearest to every `1/parts` of the walk, the start and the end included.
    public List<Step> everyPart(int parts) {
        int last = steps.size() - 1;
        return IntStream.rangeClosed(0, parts)
                .map(part -> (int) ((long) last * part / parts)).distinct().mapToObj(steps::get).toList();
    }
}
