package dev.descent.data;

import java.util.List;

/// What a table holds, for `descent inspect`.
///
/// @param name         the table
/// @param rows         N
/// @param columns      one summary per column
/// @param scaleRatio   the largest σ of a numeric column divided by the smallest above 0; NaN with fewer than two
/// @param widest       the column with the largest σ; empty where there is none
/// @param narrowest    the column with the smallest σ above 0; empty where there is none
/// @param targets      columns that could be predicted, the likeliest first
public record TableSummary(String name, int rows, List<ColumnSummary> columns, double scaleRatio, String widest,
        String narrowest, List<String> targets) {

    /// Looks at every cell.
    public static TableSummary of(Table table) {
        throw new UnsupportedOperationException("being written");
    }
}
