package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes claim, read and remove runs in one folder at once.
class ManyProcessesTest {

    private static final int PROCESSES = 3;
    private static final int ROUNDS = 15;

    @TempDir
    private Path folder;

    /// One of the processes: makes runs, reads everybody's, and removes what it finds, also what others made.
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws IOException {
            Runs runs = new Runs(Path.of(arguments[0]));
            if (arguments.length > 1) {
                try (RunLock _ = RunLock.take(runs.folder().resolve(arguments[1]))) {
                    System.out.println("locked");
                    int _ = System.in.read();
                }
                return;
            }
            for (int round = 0; round < ROUNDS; round++) {
                Path mine = runs.claim(Disk.real(), "adam");
                RunFolder.create(Disk.real(), mine, Recipe.defaults(), DataSource.memory("none"), Map.of());
                System.out.println("made " + mine.getFileName());
                List<Path> all = runs.list();
                for (Path path : all) {
                    tolerant(path, () -> RunFolder.open(path).recipe());
                }
                if (round % 2 == 1 && !all.isEmpty()) {
                    Path oldest = all.getFirst();
                    tolerant(oldest, () -> {
                        Runs.remove(oldest);
                        System.out.println("removed " + oldest.getFileName());
                    });
                }
            }
        }

        /// Whatever another process has removed or is removing may fail, and only that.
        private static void tolerant(Path path, Runnable work) {
            try {
                work.run();
            } catch (DescentException e) {
                if (Files.exists(path.resolve("run.json")) && e.kind() != DescentException.Kind.CANNOT_WRITE) {
                    throw e;
                }
            }
        }
    }

    @Test
    void claimsAndRemovals_ofManyProcesses_giveEachIdOnceAndLeaveNoLitter() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start());
        }
        List<String> made = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Process process : processes) {
            try (Stream<String> lines = process.inputReader().lines()) {
                lines.forEach(line -> (line.startsWith("made ") ? made : removed).add(line.split(" ", 2)[1]));
            }
            assertThat(process.waitFor()).isZero();
        }
        assertThat(made).hasSize(PROCESSES * ROUNDS).doesNotHaveDuplicates();
        assertThat(removed).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(made);
        List<String> left = new ArrayList<>(made);
        left.removeAll(removed);
        assertThat(new Runs(folder).list()).extracting(path -> String.valueOf(path.getFileName()))
                .containsExactlyInAnyOrderElementsOf(left);

        Runs.remove(new Runs(folder).list().getLast());
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> hidden = entries.filter(entry -> entry.getFileName().toString().startsWith(".")).toList();
            assertThat(hidden).singleElement().satisfies(path -> assertThat(path).isEmptyDirectory());
        }
        Path next = new Runs(folder).claim(Disk.real(), "adam");
        assertThat(made).as("the number of a removed run is not given again")
                .doesNotContain(String.valueOf(next.getFileName()));
    }

    @Test
    void remove_whileAProcessIsAtWork_refusesNamingIt_untilItIsGone() throws Exception {
        Path run = new Runs(folder).claim(Disk.real(), "sgd");
        RunFolder.create(Disk.real(), run, Recipe.defaults(), DataSource.memory("none"), Map.of());
        Process worker = start(String.valueOf(run.getFileName()));
        assertThat(worker.inputReader().readLine()).isEqualTo("locked");
        assertThat(RunFolder.open(run).state()).isEqualTo("running");
        assertThatThrownBy(() -> Runs.remove(run)).isInstanceOfSatisfying(DescentException.class,
                e -> assertThat(e.kind()).isEqualTo(DescentException.Kind.CANNOT_WRITE))
                .hasMessageContaining("pid " + worker.pid());
        assertThat(RunFolder.open(run).status()).isEqualTo("running");

        worker.destroyForcibly().waitFor();
        assertThat(RunFolder.open(run).state()).isEqualTo("killed");
        Runs.remove(run);
        assertThat(run).doesNotExist();
        assertThatThrownBy(() -> Runs.remove(run)).isInstanceOf(DescentException.class)
                .hasMessageContaining("no longer there");
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Child.class.getName(),
                        folder.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
