package dev.descent.cli;

import dev.descent.common.DescentException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many threads share a command's work.
final class ThreadOptions {

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    /// As many as asked for, or as the machine has.
    int count() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw DescentException.usage("--threads " + count + ": expected 1 or more.");
        }
        return count;
    }
}
