package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stdout that cannot be written is an error, a reader that went away is none.
class StandardOutputTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {"optimizers", "optimizers --json", "explain adam", "--help", "train --help", "--version", ""})
    void command_whenTheDiskIsFull_saysSoOnceAndExitsWith7(String line) {
        assertThat(run("No space left on device", line)).isEqualTo(7);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("error: cannot write the result to stdout: "
                + "No space left on device. Free space where it goes, or send it elsewhere\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizers", "optimizers --json", "--help"})
    void command_whenTheReaderIsGone_isQuiet(String line) {
        assertThat(run("Broken pipe", line)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private int run(String failure, String line) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        PrintStream out = new PrintStream(new StandardOutput(full), true, StandardCharsets.UTF_8);
        return new Program(Session.NAME, out, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false,
                false, true).run(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
