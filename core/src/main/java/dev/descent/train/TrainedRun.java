package dev.descent.train;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A training that is over.
///
/// @param recipe     what decided it
/// @param model      with the best weights by validation; with the last finite ones where it diverged
/// @param stopReason why it ended
/// @param updates    updates done
/// @param epochs     epochs done, with fraction
/// @param seconds    time spent training; decides nothing
/// @param history    what was measured at each epoch's end
/// @param bestLoss   the best validation loss (training loss where no rows validate); infinite where none was measured
/// @param bestUpdate after which update that was
/// @param metrics    of the model on the rows `measuredOn`
/// @param baseline   of the mean or majority on the same rows
/// @param measuredOn `test`, or `validation` or `train` where no rows are held out
/// @param divergence how it diverged; null where it did not
/// @param folder     its run folder; null where nothing was saved
/// @param report     sentences about the data: how the task was chosen, what was dropped, imputed, encoded
public record TrainedRun(Recipe recipe, Model model, StopReason stopReason, long updates, double epochs, double seconds,
        List<EpochPoint> history, double bestLoss, long bestUpdate, Metrics metrics, Baseline baseline,
        String measuredOn, @Nullable Divergence divergence, @Nullable Path folder, List<String> report) {

    public TrainedRun {
        history = List.copyOf(history);
        report = List.copyOf(report);
    }

    /// Whether it left the finite numbers.
    public boolean diverged() {
        return stopReason == StopReason.DIVERGED;
    }
}
