package dev.descent.report;

import java.util.List;

/// A table of words and numbers, for terminals and pages. Columns of numbers are aligned to the right.
///
/// A value to fill: every method returns a changed copy.
///
/// @param columns the headings
/// @param rows    the cells, as many per row as there are headings
public record TextTable(List<String> columns, List<List<String>> rows) {

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
        throw new UnsupportedOperationException("" + cells.length);
    }

    /// Aligned lines, joined by line feeds, without one at the end.
    public String text() {
        throw new UnsupportedOperationException();
    }
}
