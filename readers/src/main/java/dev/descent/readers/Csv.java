package dev.descent.readers;

import dev.descent.data.Table;
import java.nio.file.Path;

/// Tables from CSV and TSV files, plain or gzip.
public final class Csv {

    private Csv() {
    }

    /// Reads a table; delimiter, header, types and missing cells are found out.
    ///
    /// @throws dev.descent.common.DescentException of kind DATA, with file, line, column and what to do
    public static Table read(Path file) {
        return read(file, CsvOptions.DEFAULT).table();
    }

    /// Reads a table and tells what was found.
    ///
    /// @throws dev.descent.common.DescentException of kind DATA, with file, line, column and what to do
    public static CsvTable read(Path file, CsvOptions options) {
        throw new UnsupportedOperationException("being written");
    }
}
