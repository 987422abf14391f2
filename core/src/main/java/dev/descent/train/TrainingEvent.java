package dev.descent.train;

import java.nio.file.Path;
import java.util.function.Consumer;

/// What happens during a training, told to a listener as it happens, on the training's own thread.
public sealed interface TrainingEvent {

    /// Training begins (or goes on, after `updatesDone`).
    ///
    /// @param parameters     number of parameters n, without padding
    /// @param trainRows      rows that are trained on
    /// @param validationRows rows that steer
    /// @param testRows       rows touched once at the end
    /// @param plannedUpdates updates of the whole budget; early stopping may need fewer
    /// @param updatesDone    updates that a resumed run had already done
    record Started(int parameters, int trainRows, int validationRows, int testRows, long plannedUpdates,
            long updatesDone) implements TrainingEvent {
    }

    /// A progress mark, some tens of times per epoch.
    ///
    /// @param update  updates done
    /// @param planned updates of the whole budget
    /// @param epoch   epochs done, with fraction
    /// @param loss    mean batch loss since the last mark
    /// @param seconds time spent so far
    record Progressed(long update, long planned, double epoch, double loss, double seconds) implements TrainingEvent {
    }

    /// An epoch (or the run) is done and the validation rows were looked at.
    ///
    /// @param point    losses at this point
    /// @param improved whether this is the best validation loss so far
    record EpochDone(EpochPoint point, boolean improved) implements TrainingEvent {
    }

    /// A checkpoint is safely on disk.
    record Saved(Path checkpoint, long update) implements TrainingEvent {
    }

    /// Something that does not stop the training but that a person should know.
    record Warned(String message) implements TrainingEvent {
    }

    /// The run left the finite numbers; it ends with the last finite parameters.
    record Diverged(Divergence divergence) implements TrainingEvent {
    }

    /// Training is over.
    record Finished(StopReason reason, long updates, double seconds) implements TrainingEvent {
    }

    /// A listener that ignores everything.
    static Consumer<TrainingEvent> ignore() {
        return event -> {
        };
    }
}
