package dev.descent.readers;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.descent.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects one column's cells, as numbers or as texts, and notes what does not fit.
///
/// Which of the two it collects is a guess from the first lines; [#verdict] says at the end what the column is. Where
/// the guess was wrong, the file is read once more: that costs time in rare files and memory in none.
final class ColumnBuilder {

    /// What the column turned out to be.
    enum Verdict {
        /// All present cells are numbers.
        NUMBERS,
        /// Texts, perhaps some that look like numbers.
        TEXTS,
        /// Numbers but for a few cells: probably damaged.
        NUMBERS_BUT_FOR_A_FEW,
        /// Numbers with a comma for the decimal point, or between thousands.
        COMMA_NUMBERS
    }

    /// A cell that does not fit, for the message.
    ///
    /// @param line  where its row begins
    /// @param value the cell, shortened
    /// @param kind  what it is
    record Misfit(long line, String value, Cell kind) {
    }

    private final String name;
    private final boolean asText;
    private final boolean floatRange;
    private double[] values = new double[0];
    private int[] codes = new int[0];
    private final Map<String, Integer> dictionary = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    private int rows;
    private int missing;
    private int numbers;
    private int texts;
    private int commaNumbers;
    private @Nullable Misfit firstText;
    private @Nullable Misfit firstCommaNumber;
    private @Nullable Misfit firstBadNumber;

    /// @param name       the column's name
    /// @param asText     whether to collect texts
    /// @param floatRange whether a number beyond the range of float is bad
    ColumnBuilder(String name, boolean asText, boolean floatRange) {
        this.name = name;
        this.asText = asText;
        this.floatRange = floatRange;
    }

    /// Adds the cell of the next row.
    ///
    /// @param marks takes the mark of a missing cell
    void add(char[] text, int offset, int length, long line, Set<String> marks) {
        int from = offset;
        int to = offset + length;
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (to > from && isSpace(text[to - 1])) {
            to--;
        }
        Cell cell = Cell.of(text, from, to);
        double number = Double.NaN;
        switch (cell) {
            case MISSING -> {
                missing++;
                if (to == from) {
                    marks.add("");
                } else {
                    marks.add(new String(text, from, to - from));
                }
            }
            case NUMBER -> {
                numbers++;
                number = JavaDoubleParser.parseDouble(text, from, to - from);
                if (Math.abs(number) > (floatRange ? Float.MAX_VALUE : Double.MAX_VALUE) && firstBadNumber == null) {
                    firstBadNumber = misfit(text, from, to, line, cell);
                }
            }
            case INFINITE, LONG_NUMBER -> {
                numbers++;
                if (firstBadNumber == null) {
                    firstBadNumber = misfit(text, from, to, line, cell);
                }
            }
            case COMMA_NUMBER -> {
                commaNumbers++;
                if (firstCommaNumber == null) {
                    firstCommaNumber = misfit(text, from, to, line, cell);
                }
            }
            case TEXT -> {
                texts++;
                if (firstText == null) {
                    firstText = misfit(text, from, to, line, cell);
                }
            }
        }
        if (asText) {
            store(cell == Cell.MISSING ? -1 : code(new String(text, from, to - from)));
        } else {
            store(number);
        }
        rows++;
    }

    /// What the column is, by its cells: a few texts among many numbers are damage, many are categories.
    Verdict verdict() {
        int others = texts + commaNumbers;
        if (others == 0) {
            return Verdict.NUMBERS;
        }
        if (texts == 0) {
            return Verdict.COMMA_NUMBERS;
        }
        boolean few = others <= Math.max(2, (numbers + others) / 10);
        return few && numbers > others ? Verdict.NUMBERS_BUT_FOR_A_FEW : Verdict.TEXTS;
    }

    /// Whether the cells were collected as this verdict needs them.
    boolean fits(Verdict verdict) {
        return asText == (verdict == Verdict.TEXTS);
    }

    Column build() {
        return asText
                ? new Column.Categorical(name, categories, Arrays.copyOf(codes, rows))
                : new Column.Numeric(name, Arrays.copyOf(values, rows));
    }

    String name() {
        return name;
    }

    int rows() {
        return rows;
    }

    int missing() {
        return missing;
    }

    int numbers() {
        return numbers;
    }

    int others() {
        return texts + commaNumbers;
    }

    /// The first cell that is neither number nor missing.
    @Nullable
    Misfit firstOther() {
        Misfit text = firstText;
        Misfit comma = firstCommaNumber;
        return text == null ? comma : comma == null || text.line() < comma.line() ? text : comma;
    }

    /// The first infinity or number out of range.
    @Nullable
    Misfit firstBadNumber() {
        return firstBadNumber;
    }

    private static Misfit misfit(char[] text, int from, int to, long line, Cell kind) {
        // control characters would reach a terminal with the message
        String value = new String(text, from, Math.min(to - from, 40)).replaceAll("\\p{Cntrl}", "\uFFFD");
        return new Misfit(line, to - from > 40 ? value + "…" : value, kind);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0' || c == '\r' || c == '\n';
    }

    private int code(String text) {
        return dictionary.computeIfAbsent(text, t -> {
            categories.add(t);
            return categories.size() - 1;
        });
    }

    private void store(int code) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, grown());
        }
        codes[rows] = code;
    }

    private void store(double value) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, grown());
        }
        values[rows] = value;
    }

    private int grown() {
        return Math.max(16, rows + (rows >> 1));
    }
}
