package dev.descent.report;

import java.util.List;

/// From values to pixels along one axis.
///
/// @param min  value at pixel `from`
/// @param max  value at pixel `to`
/// @param from pixel
/// @param to   pixel
/// @param log  whether equal factors, not equal differences, are equally long; then `min` is positive
/// @param whole whether only whole numbers make sense on it
record Scale(double min, double max, double from, double to, boolean log, boolean whole) {

    /// The pixel of a value. On a logarithmic axis values that are not positive lie far below its lower end.
    double pixel(double value) {
        return from + share(value) * (to - from);
    }

    /// 0 at `min`, 1 at `max`.
    double share(double value) {
        if (!log) {
            return (value - min) / (max - min);
        }
        if (value <= 0) {
            return -100;
        }
        double low = StrictMath.log10(min);
        return (StrictMath.log10(value) - low) / (StrictMath.log10(max) - low);
    }

    /// Labelled places, at most about `count`.
    List<Tick> ticks(int count) {
        return log ? Tick.logarithmic(min, max, count) : Tick.linear(min, max, count, whole);
    }

    /// The scale that shows values from `min` to `max` with `room` (a share of the axis) beyond both ends.
    /// Logarithmic only if all values are positive; a single value gets room around it.
    static Scale around(double min, double max, double room, double from, double to, boolean log) {
        if (log && min > 0) {
            double low = Math.max(min, 1 / Extent.FARTHEST);
            double high = Math.max(max, low);
            double factor = high / low < 1.02 ? 1.1 : StrictMath.pow(high, room) / StrictMath.pow(low, room);
            return new Scale(low / factor, high * factor, from, to, true, false);
        }
        double span = max - min;
        double margin = span <= Math.abs(max) * 1e-12 ? Math.max(Math.abs(max) * 0.1, 1e-12) : span * room;
        return new Scale(min - margin, max + margin, from, to, false, false);
    }
}
