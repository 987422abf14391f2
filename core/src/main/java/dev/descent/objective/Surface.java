package dev.descent.objective;

import java.util.List;

/// A named function of two parameters, with what is known about it.
///
/// @param name    as people type it, `bowl:100`
/// @param about   one sentence: what it teaches
/// @param formula its equation
/// @param start   where a walk begins unless told otherwise, coordinates in the formula's order
/// @param minima  the known minima, lowest first
/// @param window  the part worth a picture
public record Surface(String name, String about, Formula formula, double[] start, List<Minimum> minima,
        Window window) {

    /// A known minimum.
    ///
    /// @param point coordinates in the formula's order
    /// @param value the value there
    public record Minimum(double[] point, double value) {
    }

    /// A rectangle of the plane.
    public record Window(double xLow, double xHigh, double yLow, double yHigh) {
    }
}
