package dev.descent.data;

import java.util.Arrays;
import java.util.List;

/// One column of a table.
public sealed interface Column {

    /// The header's name.
    String name();

    /// N, how many cells.
    int rows();

    /// Whether the cell of this row (from 0) is empty.
    boolean missing(int row);

    /// The cell as a person would type it; an empty text where it is missing.
    String text(int row);

    /// The column with these rows only, in this order.
    Column select(int[] rows);

    /// How many cells are missing.
    default int missing() {
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            count += missing(row) ? 1 : 0;
        }
        return count;
    }

    /// Numbers.
    ///
    /// @param values (N), NaN where missing; the column keeps the array, it is not to be changed afterwards
    record Numeric(String name, double[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public String text(int row) {
            return missing(row) ? "" : Words.number(values[row]);
        }

        @Override
        public Numeric select(int[] rows) {
            return new Numeric(name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /// Texts, each kept once.
    ///
    /// @param categories the distinct texts
    /// @param codes      (N), which category each cell holds, −1 where missing; the column keeps the array
    record Categorical(String name, List<String> categories, int[] codes) implements Column {

        /// Copies the list of categories.
        public Categorical {
            categories = List.copyOf(categories);
        }

        /// A column of these cells; null or an empty text is missing. Categories are in order of appearance.
        public static Categorical of(String name, String... cells) {
            List<String> categories = Arrays.stream(cells).filter(c -> c != null && !c.isEmpty()).distinct().toList();
            return new Categorical(name, categories, Arrays.stream(cells).mapToInt(categories::indexOf).toArray());
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean missing(int row) {
            return codes[row] < 0;
        }

        @Override
        public String text(int row) {
            return missing(row) ? "" : categories.get(codes[row]);
        }

        @Override
        public Categorical select(int[] rows) {
            return new Categorical(name, categories, Arrays.stream(rows).map(row -> codes[row]).toArray());
        }
    }
}
