package dev.descent.study;

import dev.descent.train.EpochPoint;
import dev.descent.train.StopReason;
import java.util.List;

/// How a trial ended.
///
/// @param trial      which
/// @param stop       why it ended
/// @param bestLoss   the lowest steering loss (validation, where rows are held out for it); infinite where none was
///                   measured
/// @param bestUpdate after which update that was
/// @param updates    updates done; of a diverged run the finite ones
/// @param seconds    time it took beside the other runs; decides nothing
/// @param history    what was measured at each epoch's end
public record TrialResult(Trial trial, StopReason stop, double bestLoss, long bestUpdate, long updates, double seconds,
        List<EpochPoint> history) {

    public TrialResult {
        history = List.copyOf(history);
    }

    /// The same result for an equal training that another phase asks for.
    TrialResult as(Trial trial) {
        return new TrialResult(trial, stop, bestLoss, bestUpdate, updates, seconds, history);
    }

    /// Whether it left the finite numbers.
    public boolean diverged() {
        return stop == StopReason.DIVERGED;
    }

    /// What it is ranked by: the best loss; infinite where the run diverged, however good it was before.
    public double loss() {
        return diverged() || Double.isNaN(bestLoss) ? Double.POSITIVE_INFINITY : bestLoss;
    }

    /// After how many updates the loss was first measured at or below `target`; infinite where it never was.
    public double updatesTo(double target) {
        for (EpochPoint point : history) {
            if (point.steeringLoss() <= target) {
                return point.update();
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
