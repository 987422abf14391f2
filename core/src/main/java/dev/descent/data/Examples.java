package dev.descent.data;

/// Rows ready for training: numbers only, prepared.
///
/// @param rows     N
/// @param features D
/// @param x        (N, D) row-major, finite
/// @param targets  (N) the scaled target of a regression, the class number of a classification
public record Examples(int rows, int features, float[] x, float[] targets) {
}
