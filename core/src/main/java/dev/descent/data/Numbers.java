package dev.descent.data;

import java.util.Arrays;

/// What a list of numbers looks like.
///
/// @param count    how many
/// @param distinct how many different ones
/// @param min      the smallest; NaN where there are none, as are the following
/// @param max      the largest
/// @param mean     their mean
/// @param sigma    √(Σ(x − mean)²/count), the standard deviation of these numbers themselves
/// @param q1       lower quartile, interpolated between neighbours
/// @param median   the middle one, or the mean of the two in the middle
/// @param q3       upper quartile
/// @param whole    whether all are whole numbers
record Numbers(int count, int distinct, double min, double max, double mean, double sigma, double q1, double median,
        double q3, boolean whole) {

    /// Of the numbers that are not NaN.
    static Numbers of(double[] values) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            double none = Double.NaN;
            return new Numbers(0, 0, none, none, none, none, none, none, none, false);
        }
        double sum = 0;
        int distinct = 1;
        boolean whole = true;
        for (int i = 0; i < n; i++) {
            sum += sorted[i];
            whole &= sorted[i] == Math.rint(sorted[i]);
            distinct += i > 0 && sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        double first = sum / n;
        double rest = 0;
        for (double value : sorted) {
            rest += value - first;
        }
        double mean = distinct == 1 ? sorted[0] : first + rest / n; // a second pass takes out the first one's rounding
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        return new Numbers(n, distinct, sorted[0], sorted[n - 1], mean, Math.sqrt(squares / n), quantile(sorted, 0.25),
                quantile(sorted, 0.5), quantile(sorted, 0.75), whole);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }
}
