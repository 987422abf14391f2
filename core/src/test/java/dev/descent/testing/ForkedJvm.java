package dev.descent.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a main class of the tests in a JVM of its own: other vector widths, no vector module, `-Xint`.
public final class ForkedJvm {

    /// What full speed takes; the narrower widths add `-XX:MaxVectorSize`.
    public static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    private ForkedJvm() {
    }

    /// Runs it with this JVM's class path and a small serial heap.
    ///
    /// @param flags     for the JVM
    /// @param main      has a `main` method
    /// @param arguments for the program
    /// @return the lines that it printed to stdout
    /// @throws AssertionError with everything that it printed, where it did not end with 0
    public static List<String> run(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-ea"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")), main.getName()));
        command.addAll(List.of(arguments));
        try {
            File errors = File.createTempFile("forked", ".err");
            try {
                Process process = new ProcessBuilder(command).redirectError(errors).start();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exit = process.waitFor();
                if (exit != 0) {
                    throw new AssertionError(String.join(" ", command) + "\nended with " + exit + "\n" + out
                            + Files.readString(errors.toPath()));
                }
                return out.lines().toList();
            } finally {
                Files.deleteIfExists(errors.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
