package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.common.DescentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Begins trainings the light way, in processes of their own, with a launcher that only says what it was given.
class RestartTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: there is no launcher to start again");
        Files.writeString(folder.resolve("rows.csv"), "a,b\n" + "1,2\n3,5\n4,7\n5,1\n".repeat(25));
        Path launcher = Files.writeString(folder.resolve("the launcher"), """
                #!/bin/sh
                echo "again with $DESCENT_START: $*"
                exit 42
                """);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void train_littleToCompute_goesOn() throws Exception {
        Run run = train("the launcher", "--epochs", "2");
        assertThat(run.code).isZero();
        assertThat(run.out).contains("done: 2 epochs").doesNotContain("again");
    }

    @Test
    void train_muchToCompute_startsAgainWithTheSameArgumentsBeforeItSaysOrWritesAnything() throws Exception {
        Run run = train("the launcher", "--epochs", "1000000");
        assertThat(run.code).isEqualTo(42);
        assertThat(run.out).isEqualTo("again with vectors: train rows.csv --target b --epochs 1000000\n");
        assertThat(folder.resolve(".descent")).doesNotExist();
    }

    @Test
    void train_muchToComputeButTheLauncherIsGone_goesOn() throws Exception {
        Run run = train("no such launcher", "--epochs", "1000000", "--optimizer", "sgd", "--lr", "1000");
        assertThat(run.code).isEqualTo(DescentException.Kind.DIVERGED.exitCode());
        assertThat(run.out).contains("parameters", "error: diverged").doesNotContain("again");
    }

    private record Run(int code, String out) {
    }

    private Run train(String launcher, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "-Ddescent.launcher=" + folder.resolve(launcher), "-Ddescent.terminals=", "-cp",
                System.getProperty("java.class.path"), "dev.descent.cli.Main", "train", "rows.csv", "--target", "b"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }
}
