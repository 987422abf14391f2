package dev.descent.cli;

import dev.descent.common.DescentException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes CSV (RFC 4180, UTF-8, line feeds): to stdout line by line, or to a file that appears only when it is whole.
final class CsvOutput implements AutoCloseable {

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> lines;
    private final @Nullable Writer writer;
    private final @Nullable Path target;
    private final @Nullable Path temporary;
    private boolean first = true;

    private CsvOutput(Consumer<String> lines, @Nullable Writer writer, @Nullable Path target,
            @Nullable Path temporary) {
        this.lines = lines;
        this.writer = writer;
        this.target = target;
        this.temporary = temporary;
    }

    /// To somebody who takes lines.
    static CsvOutput lines(Consumer<String> lines) {
        return new CsvOutput(lines, null, null, null);
    }

    /// To a file, and the person is told its name.
    static CsvOutput file(Path target, Terminal terminal) {
        try {
            Path absolute = target.toAbsolutePath();
            if (Files.isDirectory(absolute)) {
                throw new IOException("it is a folder");
            }
            terminal.writing(target);
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
            BufferedWriter writer = Files.newBufferedWriter(temporary);
            return new CsvOutput(text -> append(writer, text, target), writer, absolute, temporary);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static void append(Writer writer, String text, Path target) {
        try {
            writer.write(text);
            writer.write('\n');
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static DescentException cannotWrite(Path target, IOException e) {
        return DescentException.cannotWrite(target.toString(), e,
                "Free space or rights there, or choose another place");
    }

    void cell(String text) {
        line.append(first ? "" : ",");
        first = false;
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || !text.equals(text.strip());
        line.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    void endLine() {
        lines.accept(line.toString());
        line.setLength(0);
        first = true;
    }

    /// Says that this was all: only now does the file appear.
    void complete() {
        if (writer == null || target == null || temporary == null) {
            return;
        }
        try {
            writer.close();
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /// What is not complete leaves nothing behind.
    @Override
    public void close() {
        if (writer == null || temporary == null) {
            return;
        }
        try (Writer _ = writer) {
            Files.deleteIfExists(temporary);
        } catch (IOException _) {
            // The failure that ended the writing says more than this one.
        }
    }
}
