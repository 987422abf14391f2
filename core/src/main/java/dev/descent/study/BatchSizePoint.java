package dev.descent.study;

import java.util.List;

/// What one batch size is good for.
///
/// @param batch           rows per update
/// @param lr              the rate that reached the target in the fewest updates
/// @param updates         to the target, per seed; infinite where it was not reached
/// @param qualityLr       the rate of the lowest loss
/// @param losses          the lowest validation loss at that rate, per seed; infinite where it diverged
/// @param secondsPerUpdate of the repeats of the timing pass; empty without one
/// @param rowsPerSecond   of the repeats, in the same order
/// @param search          every rate with its run of the search
/// @param runs            every run that counts
public record BatchSizePoint(int batch, double lr, double[] updates, double qualityLr, double[] losses,
        double[] secondsPerUpdate, double[] rowsPerSecond, List<SettingResult> search, List<TrialResult> runs) {

    /// The median over the seeds (the lower of two); infinite where half of them never got there.
    public double medianUpdates() {
        return Statistics.lowerMedian(updates);
    }

    /// The median lowest loss over the seeds.
    public double medianLoss() {
        return Statistics.median(losses);
    }

    /// Seconds to the target, per seed: its updates at the speed of the timing pass. NaN without one.
    public double[] seconds() {
        double[] seconds = new double[updates.length];
        double each = Statistics.median(secondsPerUpdate);
        for (int s = 0; s < seconds.length; s++) {
            seconds[s] = updates[s] * each;
        }
        return seconds;
    }

    /// The median of [#seconds()]; NaN without a timing pass.
    public double medianSeconds() {
        return Statistics.lowerMedian(seconds());
    }

    /// Rows per second: the median of the repeats.
    public double speed() {
        return Statistics.median(rowsPerSecond);
    }
}
