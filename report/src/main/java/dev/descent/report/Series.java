package dev.descent.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One named curve, with or without a band around it.
///
/// @param name     shown at the line's end; what stands before `:` or a space decides colour and dash
///                 ([OptimizerStyle])
/// @param x        ascending
/// @param y        the line, as long as `x`; values that are not finite leave a gap
/// @param low      the band's lower edge, or null
/// @param high     the band's upper edge, or null
/// @param raw      what the line was smoothed from, drawn thin and pale under it and cut where it leaves the picture; or
///                 null
/// @param diverged words for the ✕ at the last finite point ("diverged at update 37"), or null if it did not diverge
public record Series(String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high,
        double @Nullable [] raw, @Nullable String diverged) {

    /// Refuses arrays of different lengths and a band with one edge.
    public Series {
        if (y.length != x.length || low != null && low.length != x.length || high != null && high.length != x.length) {
            throw new IllegalArgumentException("series " + name + ": x has " + x.length + " values; y, low and high "
                    + "need as many");
        }
        if (raw != null && raw.length != x.length) {
            throw new IllegalArgumentException("series " + name + ": x has " + x.length + " values, raw "
                    + raw.length);
        }
        if ((low == null) != (high == null)) {
            throw new IllegalArgumentException("series " + name + ": a band needs both low and high");
        }
    }

    /// A plain line.
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, null, null);
    }

    /// A line with a band around it.
    public static Series banded(String name, double[] x, double[] y, double[] low, double[] high) {
        return new Series(name, x, y, low, high, null, null);
    }

    /// The median of several runs as the line, their minimum and maximum as the band. At each x only runs that are
    /// still finite there count; the median of an even number is the mean of the middle two.
    ///
    /// @param runs (runs, x.length); a run that stopped earlier is shorter or ends in NaN
    public static Series overSeeds(String name, double[] x, double[][] runs) {
        double[] median = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int at = i;
            double[] values = Arrays.stream(runs).filter(run -> at < run.length).mapToDouble(run -> run[at])
                    .filter(Double::isFinite).sorted().toArray();
            int half = values.length / 2;
            if (values.length == 0) {
                median[i] = low[i] = high[i] = Double.NaN;
            } else {
                low[i] = values[0];
                high[i] = values[values.length - 1];
                median[i] = values.length % 2 == 1 ? values[half] : values[half - 1] / 2 + values[half] / 2;
            }
        }
        return new Series(name, x, median, low, high, null, null);
    }

    /// The same series, ending in a ✕ with these words.
    public Series diverged(String words) {
        return new Series(name, x, y, low, high, raw, words);
    }

    /// The same series over the line that it was smoothed from.
    public Series over(double[] line) {
        return new Series(name, x, y, low, high, line, diverged);
    }

    /// Index of the last finite point, -1 if there is none.
    int end() {
        int end = x.length - 1;
        while (end >= 0 && !(Double.isFinite(y[end]) && Double.isFinite(x[end]))) {
            end--;
        }
        return end;
    }
}
