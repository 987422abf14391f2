package dev.descent.data;

import dev.descent.common.DescentException;
import java.util.Locale;

/// Cells on their way to 32-bit floats.
final class Cells {

    private Cells() {
    }

    /// The number in this row, which must fit a float; NaN where it is missing.
    ///
    /// @throws DescentException of kind DATA
    static double checked(Table table, Column.Numeric column, int row) {
        double value = column.values()[row];
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw DescentException.data(String.format(Locale.ROOT, "%s, row %d, column \"%s\": found %s, expected a "
                    + "finite number within the range of 32-bit floats (about ±3.4e38), in which training computes. "
                    + "Correct the cell, leave it empty, or leave the column out with --drop", table.name(), row + 1,
                    column.name(), value));
        }
        return value;
    }

    /// A column as numbers; texts that are numbers are read.
    ///
    /// @throws DescentException of kind DATA where a cell is a text
    static Column.Numeric numeric(Table table, Column column) {
        return switch (column) {
            case Column.Numeric numeric -> numeric;
            case Column.Categorical texts -> {
                double[] values = new double[texts.rows()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = texts.missing(row) ? Double.NaN : parsed(table, texts, row);
                }
                yield new Column.Numeric(column.name(), values);
            }
        };
    }

    private static double parsed(Table table, Column.Categorical column, int row) {
        String text = column.text(row);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new DescentException(DescentException.Kind.DATA, table.name() + ", row " + (row + 1) + ", column \""
                    + column.name() + "\": found \"" + text + "\", expected a number, as in training. "
                    + "Correct the cell, or leave it empty if the value is missing", e);
        }
    }
}
