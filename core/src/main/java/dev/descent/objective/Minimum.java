package dev.descent.objective;

/// A minimum of an objective.
///
/// @param point coordinates in the objective's order
/// @param value the value there
public record Minimum(double[] point, double value) {
}
