package dev.descent.readers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Table;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables from CSV and TSV files, plain or gzip.
///
/// Delimiter and header are found from the first lines, types and missing cells from all of them. The file is streamed:
/// memory holds the table (8 bytes per number, 4 per text and each distinct text once) and a buffer.
public final class Csv {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private Csv() {
    }

    /// Reads a table; delimiter, header, types and missing cells are found out.
    ///
    /// @throws DescentException of kind DATA, with file, line, column and what to do
    public static Table read(Path file) {
        return read(file, CsvOptions.DEFAULT).table();
    }

    /// Reads a table and tells what was found.
    ///
    /// @throws DescentException of kind DATA, with file, line, column and what to do
    public static CsvTable read(Path path, CsvOptions options) {
        CsvFile file = CsvFile.of(path);
        Sniffer.Layout layout = layout(file, options);
        Map<Integer, Boolean> asText = new HashMap<>();
        TableBuilder builder = cells(file, layout, options, asText);
        if (!wellGuessed(builder, options, asText)) {
            builder = cells(file, layout, options, asText);
        }
        if (builder.rows() == 0) {
            throw empty(file, builder);
        }
        for (ColumnBuilder column : builder.columns()) {
            Faults.check(file.name(), column, matters(column, options), layout.delimiter());
        }
        return table(file, layout, builder);
    }

    /// The delimiter in words.
    static String delimiterName(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            default -> "\"" + delimiter + "\"";
        };
    }

    private static Sniffer.Layout layout(CsvFile file, CsvOptions options) {
        try (Reader text = file.open()) {
            return Sniffer.sniff(text, options);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static TableBuilder cells(CsvFile file, Sniffer.Layout layout, CsvOptions options,
            Map<Integer, Boolean> asText) {
        TableBuilder builder = new TableBuilder(file.name(), layout, options, asText);
        try (CsvReader<Boolean> reader = Sniffer.parser(layout.delimiter(), layout.trimQuotes(), options.comments())
                .build(builder, file.open())) {
            for (Boolean _ : reader) {
                // the builder took the cells
            }
        } catch (CsvParseException e) {
            throw fault(file, e);
        } catch (UncheckedIOException e) {
            throw file.unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return builder;
    }

    /// Notes what each column turned out to be; whether all were collected that way.
    private static boolean wellGuessed(TableBuilder builder, CsvOptions options, Map<Integer, Boolean> asText) {
        boolean well = true;
        for (int i = 0; i < builder.columns().size(); i++) {
            ColumnBuilder column = builder.columns().get(i);
            if (matters(column, options)) {
                asText.put(i, column.verdict() == ColumnBuilder.Verdict.TEXTS);
                well &= column.fits(column.verdict());
            }
        }
        return well;
    }

    /// Whether the column's numbers are to be numbers.
    private static boolean matters(ColumnBuilder column, CsvOptions options) {
        Set<String> used = options.used();
        return !options.categorical().contains(column.name()) && (used == null || used.contains(column.name()));
    }

    private static CsvTable table(CsvFile file, Sniffer.Layout layout, TableBuilder builder) {
        List<String> notes = new ArrayList<>(builder.notes());
        if (!layout.header()) {
            notes.add("the first line holds numbers, so it is data; columns are called column1 to column"
                    + builder.columns().size());
        }
        long missing = 0;
        List<Column> columns = new ArrayList<>();
        for (ColumnBuilder column : builder.columns()) {
            columns.add(column.build());
            missing += column.missing();
            if (column.others() > 0 && column.numbers() > 0 && columns.getLast() instanceof Column.Categorical) {
                notes.add(String.format(Locale.ROOT, "column \"%s\" is read as text: %,d of %,d cells are numbers",
                        column.name(), column.numbers(), column.numbers() + column.others()));
            }
        }
        Path fileName = file.path().getFileName();
        Table table = new Table(fileName == null ? file.name() : fileName.toString(), columns);
        return new CsvTable(table, new ReadReport(file.name(), layout.delimiter(), layout.header(), builder.rows(),
                columns.size(), missing, List.copyOf(builder.marks()), notes));
    }

    private static DescentException empty(CsvFile file, TableBuilder builder) {
        List<String> names = builder.columns().stream().map(ColumnBuilder::name).toList();
        if (names.isEmpty()) {
            return DescentException.data(file.name() + " holds nothing but empty lines. "
                    + "Expected a header line and rows of data");
        }
        return DescentException.data(file.name() + " has a header (" + String.join(", ", names.subList(0,
                Math.min(10, names.size()))) + (names.size() > 10 ? ", …" : "")
                + ") but no rows. Expected at least one row of data below it");
    }

    /// FastCSV's exception in our words; what our own code threw inside of it comes out as it was.
    private static DescentException fault(CsvFile file, CsvParseException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DescentException ours) {
                return ours;
            }
            if (cause instanceof IOException io) {
                return file.unreadable(io);
            }
        }
        String message = String.valueOf(e.getMessage());
        Matcher line = LINE.matcher(message);
        String where = file.name() + (line.find() ? ", line " + line.group(1) : "");
        String lower = message.toLowerCase(Locale.ROOT);
        String what;
        if (lower.contains("buffer size")) {
            what = "a cell of more than " + Limits.CELL + " characters begins here. Is a closing quote (\") missing?";
        } else if (lower.contains("after closing quote")) {
            what = "text after a closing quote (\"). Expected a delimiter there; a quote inside of a quoted cell is "
                    + "written twice (\"\"), and a cell before may miss its closing quote";
        } else if (lower.contains("quote")) {
            what = "a quoted cell begins in this row and never ends. Add the closing quote (\")";
        } else {
            what = message;
        }
        return new DescentException(DescentException.Kind.DATA, where + ": " + what, e);
    }
}
