package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of words and numbers, for terminals and pages. Columns of numbers are aligned to the right.
///
/// A value to fill: every method returns a changed copy.
///
/// @param columns the headings
/// @param rows    the cells, as many per row as there are headings
public record TextTable(List<String> columns, List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("[-−<>≤≥≈~]? ?\\.?[0-9]");

    /// Refuses ragged rows.
    public TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("row " + row + " has " + row.size() + " cells, expected "
                        + columns.size());
            }
        }
    }

    /// An empty table.
    public static TextTable of(String... columns) {
        return new TextTable(List.of(columns), List.of());
    }

    /// Adds a row.
    public TextTable row(String... cells) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(List.of(cells));
        return new TextTable(columns, all);
    }

    /// Aligned lines in Unicode, joined by line feeds, without one at the end.
    public String text() {
        return text(true);
    }

    /// Aligned lines, joined by line feeds, without one at the end.
    ///
    /// @param unicode whether the reader's encoding has more than ASCII
    public String text(boolean unicode) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.addAll(rows);
        lines = lines.stream().map(line -> line.stream().map(Plain::printable)
                .map(cell -> unicode ? cell : Plain.ascii(cell)).toList()).toList();
        int[] widths = widths(lines);
        return lines.stream().map(line -> IntStream.range(0, widths.length)
                .mapToObj(c -> Plain.padded(line.get(c), widths[c], numeric(c)))
                .collect(Collectors.joining(GAP)).stripTrailing()).collect(Collectors.joining("\n"));
    }

    /// The same in tables no wider than so many cells of a terminal, as far as that is possible: each has the first
    /// column, which names the row, and they are about equally wide.
    public List<TextTable> within(int cells) {
        List<TextTable> tables = cut(cells);
        for (int narrower = cells - 1; narrower > 0; narrower--) {
            List<TextTable> evener = cut(narrower);
            if (evener.size() > tables.size()) {
                break;
            }
            tables = evener;
        }
        return tables;
    }

    private List<TextTable> cut(int cells) {
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.addAll(rows);
        int[] widths = widths(lines.stream().map(line -> line.stream().map(Plain::printable).toList()).toList());
        List<TextTable> tables = new ArrayList<>();
        int from = 1;
        while (from < widths.length || tables.isEmpty()) {
            int to = from;
            int width = widths[0];
            while (to < widths.length && (to == from || width + GAP.length() + widths[to] <= cells)) {
                width += GAP.length() + widths[to++];
            }
            tables.add(part(from, to));
            from = to;
        }
        return tables;
    }

    private TextTable part(int from, int to) {
        UnaryOperator<List<String>> cut = line -> Stream
                .concat(Stream.of(line.getFirst()), line.subList(from, to).stream()).toList();
        return new TextTable(cut.apply(columns), rows.stream().map(cut).toList());
    }

    private int[] widths(List<List<String>> lines) {
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], Plain.cells(line.get(c)));
            }
        }
        return widths;
    }

    /// Whether a column holds numbers: every cell that says something begins with a digit or is a sign for "none".
    boolean numeric(int column) {
        boolean any = false;
        for (List<String> row : rows) {
            String cell = row.get(column).strip();
            boolean number = NUMBER.matcher(cell).lookingAt();
            if (!number && !cell.isEmpty() && !cell.equals("–") && !cell.equals("-") && !cell.equals("∞")) {
                return false;
            }
            any |= number;
        }
        return any;
    }
}
