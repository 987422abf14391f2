package dev.descent.report;

import java.util.List;
import java.util.function.DoublePredicate;

/// The smallest and largest value that a chart must show.
///
/// @param min NaN if there is no value
/// @param max NaN if there is no value
record Extent(double min, double max) {

    /// Values farther out are shown here: axes need room for arithmetic.
    static final double FARTHEST = 1e290;

    private static final Extent NONE = new Extent(Double.NaN, Double.NaN);

    Extent with(double value) {
        if (!Double.isFinite(value)) {
            return this;
        }
        double near = Math.clamp(value, -FARTHEST, FARTHEST);
        return new Extent(min <= near ? min : near, max >= near ? max : near);
    }

    /// This extent, or 0 to 1 (0.1 to 1 on a logarithmic axis) if it holds nothing.
    Extent orUnit(boolean log) {
        return Double.isNaN(min) ? new Extent(log ? 0.1 : 0, 1) : this;
    }

    static Extent ofX(List<Series> all, DoublePredicate accepted) {
        Extent extent = NONE;
        for (Series series : all) {
            for (double x : series.x()) {
                extent = accepted.test(x) ? extent.with(x) : extent;
            }
        }
        return extent;
    }

    /// Of lines and bands.
    static Extent ofY(List<Series> all, DoublePredicate accepted) {
        Extent extent = NONE;
        for (Series series : all) {
            for (double[] values : new double[][] {series.y(), series.low() == null ? series.y() : series.low(),
                    series.high() == null ? series.y() : series.high()}) {
                for (double y : values) {
                    extent = accepted.test(y) ? extent.with(y) : extent;
                }
            }
        }
        return extent;
    }
}
