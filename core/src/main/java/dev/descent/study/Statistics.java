package dev.descent.study;

import java.util.Arrays;

/// Small statistics over repeated runs.
public final class Statistics {

    private Statistics() {
    }

    /// The median; the mean of the middle two where their number is even, NaN of nothing.
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
