package dev.descent.study;

import java.util.List;

/// What one setting of a candidate reached over the seeds it ran with.
///
/// @param variation the setting
/// @param runs      in the order of the seeds; of a setting that a wide search gave up early, its short run
/// @param finished  whether all runs that were meant for it are there
public record SettingResult(Variation variation, List<TrialResult> runs, boolean finished) {

    public SettingResult {
        runs = List.copyOf(runs);
    }

    /// The learning rate η.
    public double lr() {
        return variation.lr();
    }

    /// Whether it ran its whole budget at least once.
    public boolean whole() {
        return !runs.isEmpty() && runs.getFirst().trial().share() == 1;
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

    /// Its median loss as a multiple of another setting's on the same seeds: settings that left the search early ran with
    /// fewer seeds, and one seed's rows are harder than another's. NaN where it never ran its whole budget.
    public double relativeTo(SettingResult other) {
        if (!whole()) {
            return Double.NaN;
        }
        List<Long> seeds = runs.stream().map(run -> run.trial().seed()).toList();
        double others = Statistics.median(other.runs.stream().filter(run -> seeds.contains(run.trial().seed()))
                .mapToDouble(TrialResult::loss).toArray());
        return median() == others ? 1 : median() / others;
    }
}
