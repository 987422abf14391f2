package dev.descent.study;

import java.util.Arrays;

/// Small statistics over repeated runs.
final class Statistics {

    private Statistics() {
    }

    /// The median; the mean of the middle two where their number is even, NaN of nothing. Infinity counts as a value
    /// above all others: a diverged run's loss.
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /// The smallest value that at least half of the values do not exceed: an observed value even where their number is
    /// even, for times that some runs never reach (infinity). NaN of nothing.
    static double lowerMedian(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    }

    /// The arithmetic mean, NaN of nothing.
    static double mean(double... values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /// The standard deviation of a sample (divided by n − 1), NaN of fewer than two values.
    static double deviation(double... values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }

    /// The half width of Student's interval around the mean of a sample: mean ± this holds the true mean with
    /// probability `level`, if the values scatter normally. Infinite for fewer than two values.
    ///
    /// @param level between 0 and 1: 0.95
    static double halfWidth(double level, double... values) {
        int n = values.length;
        return n < 2 ? Double.POSITIVE_INFINITY
                : StudentT.quantile((1 + level) / 2, n - 1) * deviation(values) / Math.sqrt(n);
    }
}
