package dev.descent.data;

import java.util.List;

/// What a column holds, for `descent inspect`.
///
/// @param name      the column
/// @param kind      what its cells are
/// @param rows      N
/// @param missing   how many cells are empty
/// @param distinct  how many different values it has
/// @param min       of the present cells; NaN for texts and empty columns, as are the following
/// @param max       of the present cells
/// @param mean      of the present cells
/// @param sigma     standard deviation of the present cells (divided by their number)
/// @param quartiles lower quartile, median, upper quartile, interpolated
/// @param top       the most frequent values with their counts, at most 10, most frequent first
/// @param flags     what is special: constant, looks like an id, empty
public record ColumnSummary(String name, Kind kind, int rows, int missing, int distinct, double min, double max,
        double mean, double sigma, List<Double> quartiles, List<Frequency> top, List<Flag> flags) {

    /// What the cells of a column are.
    public enum Kind {
        /// Whole numbers.
        INTEGER,
        /// Numbers.
        NUMBER,
        /// Texts.
        TEXT,
        /// Two texts that say yes and no.
        BOOLEAN
    }

    /// What is special about a column.
    public enum Flag {
        /// One value only.
        CONSTANT,
        /// No value at all.
        EMPTY,
        /// Another value in each row, as names and numbers of rows have.
        ID_LIKE
    }

    /// A value and how often it occurs.
    ///
    /// @param value as a person would type it
    /// @param count how many rows have it
    public record Frequency(String value, int count) {
    }
}
