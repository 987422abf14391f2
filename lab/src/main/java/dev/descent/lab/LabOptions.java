package dev.descent.lab;

import dev.descent.lab.work.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a laboratory is started.
///
/// @param port    to listen at; the next free one is taken where it is in use; 0 takes any
/// @param files   data that pages may see
/// @param home    where runs and uploaded data are kept
/// @param program what the command is called on this machine, for the command lines that pages show
/// @param log     is told of errors inside
/// @param worker  how trainings are started; null where this laboratory starts none
public record LabOptions(int port, List<Path> files, Path home, String program, Consumer<Throwable> log,
        @Nullable Worker worker) {

    /// The port unless another is asked for.
    public static final int DEFAULT_PORT = 8765;

    public LabOptions {
        files = List.copyOf(files);
    }

    /// One that starts no trainings, and shows those of others.
    public LabOptions(int port, List<Path> files, Path home, String program, Consumer<Throwable> log) {
        this(port, files, home, program, log, null);
    }

    /// The folder of runs.
    public Path runs() {
        return worker == null ? home.resolve("runs") : worker.runs();
    }
}
