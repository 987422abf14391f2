package dev.descent.data;

/// Rows ready for training: numbers only, prepared.
///
/// @param rows     N
/// @param features D
/// @param x        (N, D) row-major, finite
/// @param targets  (N) the scaled target of a regression, the class number of a classification; empty where unknown
public record Examples(int rows, int features, float[] x, float[] targets) {

    /// Checks the arrays' lengths.
    public Examples {
        if (x.length != (long) rows * features || targets.length != rows && targets.length != 0) {
            throw new IllegalArgumentException(rows + " rows of " + features + " features, but " + x.length
                    + " numbers and " + targets.length + " targets");
        }
    }

    /// Whether the targets are known.
    public boolean labelled() {
        return targets.length == rows;
    }
}
