package dev.descent.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command.
final class OutputOptions {

    /// When text is coloured.
    enum Color {
        AUTO, ALWAYS, NEVER
    }

    @Option(names = "--json", order = 900, description = "One JSON object per line on stdout, nothing else there.")
    boolean json;

    @Option(names = {"-q", "--quiet"}, order = 901, description = "On stderr nothing but warnings and errors.")
    boolean quiet;

    @Option(names = {"-v", "--verbose"}, order = 902, description = "More detail; stack traces with errors.")
    boolean verbose;

    @Option(names = "--color", order = 903, paramLabel = "WHEN", defaultValue = "auto",
            description = "auto, always or never; auto also looks at NO_COLOR and TERM.")
    Color color = Color.AUTO;

    @Option(names = "--no-progress", order = 904, description = "No progress line.")
    boolean noProgress;

    @Option(names = "--runs-dir", order = 905, paramLabel = "DIR",
            description = "Where runs and studies are kept (default: .descent of the nearest parent that has one).")
    @Nullable
    Path runsDir;
}
