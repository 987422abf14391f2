package dev.descent.practice;

import dev.descent.objective.Numbers;
import java.util.Arrays;
import java.util.Locale;

/// Numbers in a practice's sentences.
final class Say {

    private static final long EXACT = 1L << 53;

    private Say() {
    }

    /// A measured value, three digits.
    static String measured(double value) {
        if (Math.abs(value) >= 1_000 && Math.abs(value) < 1e7) {
            return count(Math.round(value));
        }
        return Numbers.brief(value);
    }

    /// A loss, of which infinity stands for having none.
    static String loss(double value) {
        return Double.isInfinite(value) ? "no finite loss (diverged)" : measured(value);
    }

    /// A counted value with a comma at the thousands.
    static String count(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return whole ? String.format(Locale.ROOT, "%,d", (long) value) : Numbers.brief(value);
    }

    /// A share as percent.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /// `1 update`, `20 updates`.
    static String count(double value, String thing) {
        return count(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /// The median; infinite values count as large.
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN
                : sorted.length % 2 == 1 || sorted[half - 1] == sorted[half] ? sorted[half]
                        : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
