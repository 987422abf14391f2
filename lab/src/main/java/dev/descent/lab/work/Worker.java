package dev.descent.lab.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a command of Descent is run in a process of its own: with a bounded heap, so that a training that needs too much
/// ends and the laboratory goes on.
///
/// The process keeps working as long as its stdin is open. Where the laboratory stops, or is killed, it finishes its
/// update, saves, and ends: its run can be resumed.
///
/// @param command what comes before a command's name: the JVM, its options, the main class
/// @param options what comes after its arguments: where runs are kept, if not in the usual place
/// @param runs    the folder of runs
public record Worker(List<String> command, List<String> options, Path runs) {

    /// What a child's heap may have at least, in MiB.
    private static final long LEAST = 256;
    /// And at most.
    private static final long MOST = 4096;
    private static final Path NICE = Path.of("/usr/bin/nice");

    public Worker {
        command = List.copyOf(command);
        options = List.copyOf(options);
    }

    /// This JVM and its class path once more, with vectors and a heap of its own.
    ///
    /// @param main    the class to start
    /// @param options as above
    /// @param runs    as above
    /// @param memory  of this machine, in bytes; each of [Jobs#MOST] children may have an eighth
    public static Worker here(String main, List<String> options, Path runs, long memory) {
        long heap = Math.clamp((memory >> 20) / 8, LEAST, MOST);
        return new Worker(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m", "--add-modules=jdk.incubator.vector", "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED", "-XX:+DisplayVMOutputToStderr", "-Ddescent.child=true", "-cp",
                System.getProperty("java.class.path"), main), options, runs);
    }

    /// The same with another folder for what a command keeps.
    Worker keepingIn(Path folder) {
        return new Worker(command, List.of("--runs-dir", folder.toString()), folder);
    }

    /// The same at a low priority, where the system has `nice` (POSIX). It becomes the JVM, so the process's id is that of
    /// the work.
    Worker behindOthers() {
        if (!Files.isExecutable(NICE)) {
            return this;
        }
        List<String> words = new ArrayList<>(List.of(NICE.toString(), "-n", "5"));
        words.addAll(command);
        return new Worker(words, options, runs);
    }

    /// A command that can be started.
    ProcessBuilder of(List<String> arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        words.addAll(options);
        return new ProcessBuilder(words);
    }
}
