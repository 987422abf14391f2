package dev.descent.readers;

import dev.descent.common.DescentException;
import dev.descent.readers.ColumnBuilder.Misfit;
import dev.descent.readers.ColumnBuilder.Verdict;
import java.util.Locale;

/// Says what is wrong with a column's cells, where, and what to do about it.
final class Faults {

    private Faults() {
    }

    /// A name for a corrected copy in the same place: `houses.csv` gives `houses-utf8.csv`, never the file itself.
    static String beside(String file, String what) {
        int dot = file.lastIndexOf('.');
        return dot <= file.lastIndexOf('/') + 1 ? file + "-" + what : file.substring(0, dot) + "-" + what
                + file.substring(dot);
    }

    /// @param matters whether the column's numbers are to be numbers
    /// @throws DescentException of kind DATA where a cell cannot be used
    static void check(String file, ColumnBuilder column, boolean matters, char delimiter) {
        if (!matters) {
            return;
        }
        Verdict verdict = column.verdict();
        Misfit bad = column.firstBadNumber();
        if (bad != null && verdict != Verdict.TEXTS) {
            throw bad(file, column, bad);
        }
        Misfit other = column.firstOther();
        if (other == null) {
            return;
        }
        switch (verdict) {
            case NUMBERS, TEXTS -> {
                // as they should be
            }
            case NUMBERS_BUT_FOR_A_FEW -> throw few(file, column, other);
            case COMMA_NUMBERS -> throw comma(file, column, other, delimiter);
        }
    }

    private static DescentException bad(String file, ColumnBuilder column, Misfit misfit) {
        String where = where(file, column, misfit);
        String remedy = " Correct the cell, leave it empty (it then counts as missing), or leave the column out with "
                + "--drop " + quoted(column.name());
        return DescentException.data(switch (misfit.kind()) {
            case INFINITE -> where + "expected a finite number." + remedy;
            case LONG_NUMBER -> where + "a number of more than " + Limits.NUMBER + " characters." + remedy;
            case NUMBER, MISSING, COMMA_NUMBER, TEXT ->
                where + "which is beyond the range of 32-bit floats (about ±3.4e38), in "
                        + "which training computes." + remedy;
        });
    }

    private static DescentException few(String file, ColumnBuilder column, Misfit misfit) {
        int others = column.others();
        return DescentException.data(where(file, column, misfit) + String.format(Locale.ROOT,
                "expected a number, as in the column's %,d other cells%s. Correct %s, leave %s empty if the value is "
                        + "missing (NA, NaN, null and ? also count), or use the column as text with --categorical %s",
                column.numbers(), others > 1 ? String.format(Locale.ROOT, " (%,d cells are not)", others) : "",
                others > 1 ? "them" : "it", others > 1 ? "them" : "it", quoted(column.name())));
    }

    private static DescentException comma(String file, ColumnBuilder column, Misfit misfit, char delimiter) {
        boolean thousands = misfit.value().matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?")
                && (delimiter == ',' || misfit.value().indexOf('.') > 0 || misfit.value().split(",").length > 2);
        String what = thousands
                ? "a number with commas between thousands. Expected digits only, as in "
                        + misfit.value().replace(",", "") + ": remove the commas"
                : "a number with a decimal comma. Expected a decimal point, as in " + misfit.value().replace(',', '.')
                        + (delimiter == ',' ? ": write points in this column"
                                : ": replace the commas, for example: sed 's/,/./g' " + file + " > "
                                        + beside(file, "points"));
        return DescentException.data(where(file, column, misfit) + what + "; if these are names, use --categorical "
                + quoted(column.name()));
    }

    private static String where(String file, ColumnBuilder column, Misfit misfit) {
        return file + ", line " + misfit.line() + ", column \"" + column.name() + "\": found \"" + misfit.value()
                + "\", ";
    }

    /// The name as a shell takes it.
    private static String quoted(String name) {
        return name.matches("[\\w.-]+") ? name : "\"" + name + "\"";
    }
}
