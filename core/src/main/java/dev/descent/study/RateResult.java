package dev.descent.study;

import java.util.List;

/// What one candidate reached at one learning rate, over the seeds.
///
/// @param lr     the rate
/// @param counts whether it is one of the candidate's own rates, among which the best is chosen
/// @param runs   in the order of the seeds
public record RateResult(double lr, boolean counts, List<TrialResult> runs) {

    public RateResult {
        runs = List.copyOf(runs);
    }

    /// The losses in the order of the seeds; infinite where a run diverged.
    public double[] losses() {
        return runs.stream().mapToDouble(TrialResult::loss).toArray();
    }

    /// The median loss over the seeds; infinite where half of the runs diverged.
    public double median() {
        return Statistics.median(losses());
    }

    /// The smallest loss over the seeds.
    public double min() {
        return runs.stream().mapToDouble(TrialResult::loss).min().orElse(Double.NaN);
    }

    /// The largest loss over the seeds; infinite where a run diverged.
    public double max() {
        return runs.stream().mapToDouble(TrialResult::loss).max().orElse(Double.NaN);
    }

    /// How many runs diverged.
    public int diverged() {
        return (int) runs.stream().filter(TrialResult::diverged).count();
    }
}
