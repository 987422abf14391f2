package dev.descent.data;

import java.util.Locale;
import java.util.Optional;

/// Which columns cannot help a prediction: empty and constant ones, and those that only tell rows apart.
///
/// An id is recognised carefully, because a measured column may well have another value in each row: texts that hardly
/// repeat; whole numbers that never repeat under a name that says id; the numbers 0, 1, 2, … or 1, 2, 3, … in the
/// order of the file in its first column.
final class Usefulness {

    /// Below this many rows, distinct values say nothing.
    private static final int FEW_ROWS = 10;
    /// A text column with more distinct values than this, in more than half of its rows, is free text.
    private static final int MANY_TEXTS = 50;

    private Usefulness() {
    }

    /// Why the column does not help, as in `always 3`; empty where it may.
    ///
    /// @param first whether it is the table's first column
    static Optional<String> objection(Column column, int[] rows, boolean first) {
        int present = 0;
        int some = -1;
        for (int row : rows) {
            if (!column.missing(row)) {
                present++;
                some = row;
            }
        }
        if (present == 0) {
            return Optional.of("has no value");
        }
        if (present == rows.length && isConstant(column, rows)) {
            return Optional.of("always " + column.text(some));
        }
        return isIdLike(column, rows, present, first) ? Optional.of("looks like an id: hardly a value repeats")
                : Optional.empty();
    }

    private static boolean isConstant(Column column, int[] rows) {
        return switch (column) {
            case Column.Numeric numeric -> {
                double value = numeric.values()[rows[0]];
                for (int row : rows) {
                    if (numeric.values()[row] != value) {
                        yield false;
                    }
                }
                yield true;
            }
            case Column.Categorical texts -> {
                int code = texts.codes()[rows[0]];
                for (int row : rows) {
                    if (texts.codes()[row] != code) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    static boolean isIdLike(Column column, int[] rows, int present, boolean first) {
        if (present < FEW_ROWS) {
            return false;
        }
        return switch (column) {
            case Column.Categorical texts -> {
                int distinct = Frequencies.of(texts, rows).size();
                yield distinct == present || distinct > MANY_TEXTS && distinct > present / 2;
            }
            case Column.Numeric numeric -> {
                boolean named = column.name().toLowerCase(Locale.ROOT).matches("(.*[_ -])?(id|uuid|index|idx|rowid|row)"
                        + "|unnamed: 0|column1");
                boolean nameTells = named || column.name().matches(".*[a-z]I[dD]");
                if (!nameTells && !first) {
                    yield false;
                }
                Numbers numbers = Numbers.of(numeric.select(rows).values());
                boolean distinct = numbers.whole() && numbers.distinct() == numbers.count();
                yield distinct && (nameTells || first && countsRows(numeric));
            }
        };
    }

    private static boolean countsRows(Column.Numeric column) {
        double start = column.values()[0];
        if (start != 0 && start != 1) {
            return false;
        }
        for (int row = 0; row < column.rows(); row++) {
            if (column.values()[row] != start + row) {
                return false;
            }
        }
        return true;
    }
}
