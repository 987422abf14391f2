package dev.descent.optim;

/// Where a layer's parameters lie in a flat array: rows with padding behind each. Padding is no parameter: it enters no
/// sum, norm or mean.
///
/// @param offset  where row 0 begins
/// @param rows    how many rows
/// @param columns parameters in a row
/// @param stride  from row to row, at least `columns`
public record LayerRows(int offset, int rows, int columns, int stride) {

    /// A layer of n parameters without padding.
    static LayerRows plain(int offset, int n) {
        return new LayerRows(offset, 1, n, n);
    }

    /// How many stretches without padding it is made of.
    int stretches() {
        return columns == stride ? 1 : rows;
    }

    /// The length of each stretch.
    int stretch() {
        return columns == stride ? rows * columns : columns;
    }
}
