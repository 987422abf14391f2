package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl-C in a process of its own. SIGTERM stands in for it: a shell that runs the tests in the background ignores
/// SIGINT.
class InterruptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /// The rule comes from a file that is gone when the run goes on: the run holds the rule itself.
    @Test
    void interrupt_once_savesAndPrintsTheLineThatEndsInTheSameBits() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill: the test of Ctrl-C is skipped");
        Path rule = Files.writeString(folder.resolve("heavy.rule"), "v ← λ·v + g\nθ ← θ − η·v\n");
        String[] train = {"train", "spirals", "--epochs", "400", "--hidden", "16", "--seed", "3", "--optimizer",
                rule.toString()};
        Process process = start(train, "interrupted");
        try (var lines = process.inputReader()) {
            // The first epoch's line: the training is under way.
            assertThat(lines.readLine()).contains("\"event\":\"epoch\"");
            assertThat(removing("heavy-1")).contains("Another process (pid " + process.pid() + ") is at work in",
                    "heavy-1: wait until it ends, or stop it.");
            new ProcessBuilder("/bin/kill", "-TERM", Long.toString(process.pid())).start().waitFor();
            String last = lines.lines().reduce("", (_, line) -> line);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(err).isEqualTo(130);
            assertThat(last).contains("\"interrupted\":true");
            List<List<String>> hints = Session.hints(err);
            assertThat(hints).as(err).isNotEmpty();
            assertThat(hints.getLast()).startsWith("resume", "heavy-1");

            Files.delete(rule);
            Session.Result resumed = Session.run(hints.getLast().toArray(String[]::new));
            assertThat(resumed.code()).as(resumed.err()).isZero();
        } finally {
            process.destroyForcibly();
        }
        Files.writeString(rule, "v ← λ·v + g\nθ ← θ − η·v\n");
        Process straight = start(train, "straight");
        straight.getInputStream().readAllBytes();
        assertThat(straight.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("interrupted/heavy-1/model.descent"))
                .hasSameBinaryContentAs(folder.resolve("straight/heavy-1/model.descent"));
    }

    /// Once: what is finished stays, and the printed line ends in what a straight study finds. Twice: ends at once, and
    /// goes on from what was finished all the same.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void interrupt_ofAComparison_keepsWhatIsFinished(int times) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill: the test of Ctrl-C is skipped");
        String[] compare = {"compare", "moons", "--optimizer", "sgd,adam", "--lr", "0.001,0.01", "--seeds", "30",
                "--epochs", "10", "--hidden", "8", "--threads", "1", "--no-timing"};
        Process process = start(compare, "interrupted");
        try (var lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.contains("\"event\":\"run\"")) {
                line = lines.readLine();
            }
            assertThat(removing("compare-1")).contains("studies/compare-1 belongs to a study that is still running.");
            for (int i = 0; i < times; i++) {
                new ProcessBuilder("/bin/kill", "-TERM", Long.toString(process.pid())).start().waitFor();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("interrupted/studies/compare-1/trials.jsonl")).isNotEmptyFile();
        Session.Result finished = Session.run("compare", "--continue", "compare-1", "--no-timing", "--json",
                "--runs-dir", folder.resolve("interrupted").toString());
        assertThat(finished.code()).as(finished.err()).isZero();
        assertThat(finished.err()).containsPattern("study compare-1: [1-9][0-9]* runs? (is|are) there already");
        List<String> straight = new ArrayList<>(List.of(compare));
        straight.addAll(List.of("--json", "--runs-dir", folder.resolve("straight").toString()));
        assertThat(finished.events().getLast().get("ranking")).isEqualTo(
                Session.run(straight.toArray(String[]::new)).events().getLast().get("ranking"));
    }

    /// What `runs remove` says that must not remove.
    private String removing(String id) {
        Session.Result refused = Session.run("runs", "remove", id, "--runs-dir",
                folder.resolve("interrupted").toString());
        assertThat(refused.code()).as(refused.err()).isEqualTo(7);
        assertThat(refused.out()).isEmpty();
        return refused.err();
    }

    private Process start(String[] arguments, String runs) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddescent.name=" + Session.NAME, "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), "dev.descent.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--json", "--runs-dir", folder.resolve(runs).toString()));
        return new ProcessBuilder(command).start();
    }
}
