package dev.descent.train;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes down a run while it goes: measurements as they are made, checkpoints now and then. Without a folder it does
/// nothing. When checkpoints are written depends on the clock; what is in them, and so the result, does not.
///
/// A measurement that cannot be written is a warning, and the log ends there. A checkpoint that cannot be written is a
/// warning too, the older one is still good; the third in a row ends the training.
final class RunRecorder implements AutoCloseable {

    /// Seconds between checkpoints at the ends of epochs, far more than writing one takes; within an epoch it is
    /// [#PATIENCE] times as long.
    static final double SECONDS = 5;
    private static final double PATIENCE = 6;
    private static final int FAILURES = 3;

    private final @Nullable RunFolder folder;
    private final TrainingState state;
    private final String fingerprint;
    private final Consumer<TrainingEvent> listener;
    private final double every;
    private Disk.@Nullable Sink log;
    private double lastSave;
    private int failures;

    /// @param every seconds between checkpoints
    RunRecorder(@Nullable RunFolder folder, TrainingState state, String fingerprint, Consumer<TrainingEvent> listener,
            double every) {
        this.every = every;
        this.folder = folder;
        this.state = state;
        this.fingerprint = fingerprint;
        this.listener = listener;
    }

    /// Opens the log where the state says that it ends.
    void open() {
        if (folder == null) {
            return;
        }
        try {
            AtomicFile.clean(folder.disk(), folder.path());
            AtomicFile.clean(folder.disk(), folder.checkpoints());
            log = folder.disk().append(folder.metrics(), state.logLength);
            if (state.logLength == 0) {
                append(MetricsLog.header());
            }
        } catch (IOException e) {
            lose(e);
        }
    }

    /// Writes down a measurement.
    void measured(MetricsLog.Entry entry) {
        append(MetricsLog.record(entry));
    }

    /// Writes a checkpoint if the last one is old enough.
    void saveIfDue(double seconds, boolean epochEnd) {
        if (folder != null && seconds - lastSave >= (epochEnd ? every : PATIENCE * every)) {
            save(seconds);
        }
    }

    /// Writes a checkpoint.
    ///
    /// @throws DescentException (cannot write) when it failed too often in a row
    void save(double seconds) {
        if (folder == null) {
            return;
        }
        lastSave = seconds;
        try {
            if (log != null) {
                log.force();
            }
        } catch (IOException e) {
            lose(e);
        }
        try {
            Path file = Checkpoint.save(folder.disk(), folder.checkpoints(), state, seconds, fingerprint);
            failures = 0;
            listener.accept(new TrainingEvent.Saved(file, state.update));
        } catch (DescentException e) {
            if (++failures == FAILURES) {
                throw e;
            }
            listener.accept(new TrainingEvent.Warned(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        try {
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            lose(e);
        }
        log = null;
    }

    private void append(ByteBuffer bytes) {
        if (log == null) {
            return;
        }
        int length = bytes.remaining();
        try {
            log.write(bytes);
            state.logLength += length;
        } catch (IOException e) {
            lose(e);
        }
    }

    private void lose(IOException e) {
        listener.accept(new TrainingEvent.Warned("measurements are no longer written down: " + e.getMessage()));
        Disk.Sink broken = log;
        log = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (IOException second) {
            e.addSuppressed(second);
        }
    }
}
