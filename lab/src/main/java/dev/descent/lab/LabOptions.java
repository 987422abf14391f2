package dev.descent.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// How a laboratory is started.
///
/// @param port    to listen at; the next free one is taken where it is in use; 0 takes any
/// @param files   data that pages may see
/// @param home    where runs and uploaded data are kept
/// @param program what the command is called on this machine, for the command lines that pages show
/// @param log     is told of errors inside
public record LabOptions(int port, List<Path> files, Path home, String program, Consumer<Throwable> log) {

    /// The port unless another is asked for.
    public static final int DEFAULT_PORT = 8765;

    public LabOptions {
        files = List.copyOf(files);
    }
}
