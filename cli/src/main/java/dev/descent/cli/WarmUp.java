package dev.descent.cli;

import dev.descent.kernel.Lanes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;

/// The run from which the launcher makes the JDK's ahead-of-time cache: it loads what commands need and says nothing.
/// A small training and what follows one belong to it in every kind of start; the rest never needs vectors.
final class WarmUp {

    static final String ARGUMENT = "--warm-up";

    private static final List<List<String>> STARTS = List.of(List.of(), List.of("--help"), List.of("--version"),
            List.of("optimizers"), List.of("explain", "adam"), List.of("explain", "--help"));

    private WarmUp() {
    }

    /// @param what `lab` for the laboratory, which has a cache of its own; `speed` measures the machine instead
    static void run(String what) {
        if (what.equals("speed")) {
            MachineSpeed.measure();
            return;
        }
        try {
            Path folder = Files.createTempDirectory("descent-warm-up");
            try {
                if (what.equals("lab")) {
                    LabWarmUp.run(folder);
                } else {
                    compute(folder);
                }
            } finally {
                remove(folder);
            }
        } catch (IOException _) {
            // Nowhere to write, or no port to be had: then the cache holds what was loaded until now.
        }
    }

    private static void compute(Path folder) throws IOException {
        if (!Lanes.available()) {
            STARTS.forEach(WarmUp::start);
        }
        StringBuilder rows = new StringBuilder("size,place,price\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i * 37 % 200 / 8.0).append(i % 3 == 0 ? ",town," : ",country,").append(i * 91 % 200)
                    .append('\n');
        }
        String file = Files.writeString(folder.resolve("rows.csv"), rows).toString();
        String runs = folder.resolve("runs").toString();
        for (String hidden : List.of("none", "64,64")) {
            start(List.of("train", file, "--target", "price", "--hidden", hidden, "--epochs", "30", "--batch", "10",
                    "--runs-dir", runs));
        }
        start(List.of("train", file, "--target", "place", "--optimizer", "sgd", "--epochs", "10", "--runs-dir", runs));
        start(List.of("predict", "last", file, "--runs-dir", runs));
        start(List.of("evaluate", "last", file, "--runs-dir", runs));
    }

    private static void start(List<String> arguments) {
        program(nowhere()).run(arguments.toArray(String[]::new));
    }

    /// The program as a person starts it, with its results going elsewhere.
    static Program program(PrintStream out) {
        return new Program("descent", out, nowhere(), Map.of(), Descriptors.isTerminal(1), Descriptors.isTerminal(2),
                true);
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, IOException failure) throws IOException {
                Files.delete(at);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
