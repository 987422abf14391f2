package dev.descent.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The run from which the launcher makes the JDK's ahead-of-time cache: it loads what commands need and says nothing.
final class WarmUp {

    static final String ARGUMENT = "--warm-up";

    private static final List<List<String>> STARTS = List.of(List.of(), List.of("--help"), List.of("--version"),
            List.of("optimizers"), List.of("explain", "adam"), List.of("explain", "--help"));

    private WarmUp() {
    }

    static void run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (List<String> arguments : STARTS) {
            new Program("descent", nowhere, nowhere, Map.of(), Descriptors.isTerminal(1), Descriptors.isTerminal(2),
                    true)
                    .run(arguments.toArray(String[]::new));
        }
    }
}
