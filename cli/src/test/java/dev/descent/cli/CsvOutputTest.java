package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvOutputTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    private final Terminal terminal = new Terminal(new Program("descent", nowhere, nowhere, Map.of(), false, false,
            true), new OutputOptions());

    @Test
    void close_beforeItIsComplete_leavesTheOldFileAndNoLitter() throws IOException {
        Path file = Files.writeString(folder.resolve("out.csv"), "old");
        try (CsvOutput csv = CsvOutput.file(file, terminal)) {
            csv.cell("half");
            csv.endLine();
        }
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void complete_writesTheFileInANewFolderAndNoLitter() {
        Path file = folder.resolve("new/out.csv");
        try (CsvOutput csv = CsvOutput.file(file, terminal)) {
            csv.cell("a,b");
            csv.cell("c");
            csv.endLine();
            csv.complete();
        }
        assertThat(file).hasContent("\"a,b\",c\n");
        assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
    }
}
