package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.objective.Trajectory;
import java.util.Arrays;
import java.util.List;

/// Several descents of the same length as one line: at each update the middle one of their heights, the least and the
/// most. A descent that diverged counts as infinitely high from there on.
///
/// @param low      (updates + 1)
/// @param median   (updates + 1), of an even number the lower of the middle two, so that it is one that was measured
/// @param high     (updates + 1)
/// @param diverged the update after which the first of them left the finite numbers, 0 where none did
/// @param lost     how many did
record Band(double[] low, double[] median, double[] high, int diverged, int lost) {

    /// @param walks  with every point kept
    /// @param lowest the height of the ground: what is taken off every loss
    static Band of(List<Trajectory> walks, double lowest) {
        int length = 0;
        int diverged = 0;
        int lost = 0;
        for (Trajectory walk : walks) {
            length = Math.max(length, walk.steps().size());
            if (walk.stop() == Trajectory.Stop.DIVERGED) {
                diverged = lost == 0 ? walk.updates() + 1 : Math.min(diverged, walk.updates() + 1);
                lost++;
            }
        }
        double[] low = new double[length];
        double[] median = new double[length];
        double[] high = new double[length];
        for (int update = 0; update < length; update++) {
            double[] heights = new double[walks.size()];
            for (int i = 0; i < heights.length; i++) {
                List<Trajectory.Step> steps = walks.get(i).steps();
                heights[i] = update < steps.size() ? Math.max(0, steps.get(update).value() - lowest)
                        : Double.POSITIVE_INFINITY;
            }
            Arrays.sort(heights);
            low[update] = heights[0];
            median[update] = heights[(heights.length - 1) / 2];
            high[update] = heights[heights.length - 1];
        }
        return new Band(low, median, high, diverged, lost);
    }

    /// Adds the blocks `…Low`, `…Median` and `…High`, and the facts `…Diverged` and `…Lost`.
    void add(Answer answer, String name) {
        answer.doubles(name + "Low", low).doubles(name + "Median", median).doubles(name + "High", high)
                .fact(name + "Diverged", diverged).fact(name + "Lost", lost);
    }
}
