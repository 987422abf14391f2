package dev.descent.report;

import org.jspecify.annotations.Nullable;

/// One named curve, with or without a band around it.
///
/// @param name     shown at the line's end; what stands before `:` or a space decides colour and dash
///                 ([OptimizerStyle])
/// @param x        ascending
/// @param y        the line, as long as `x`; values that are not finite leave a gap
/// @param low      the band's lower edge, or null
/// @param high     the band's upper edge, or null
/// @param diverged words for the ✕ at the last finite point ("diverged at update 37"), or null if it did not diverge
public record Series(String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high,
        @Nullable String diverged) {

    /// Refuses arrays of different lengths.
    public Series {
        if (y.length != x.length || low != null && low.length != x.length || high != null && high.length != x.length) {
            throw new IllegalArgumentException("series " + name + ": x has " + x.length + " values, y, low and high "
                    + "need as many");
        }
    }

    /// A plain line.
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, null);
    }

    /// The median of several runs as the line, their minimum and maximum as the band. At each x only runs that are
    /// still finite there count.
    ///
    /// @param runs (runs, x.length); a run that stopped earlier is shorter or ends in NaN
    public static Series overSeeds(String name, double[] x, double[][] runs) {
        throw new UnsupportedOperationException(name + x.length + runs.length);
    }

    /// The same series, ending in a ✕ with these words.
    public Series diverged(String words) {
        return new Series(name, x, y, low, high, words);
    }
}
