package dev.descent.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which lines of equal loss to draw: evenly spaced in log loss above the lowest value, so that the floor of a ravine
/// is resolved as well as its walls; evenly spaced in loss where the surface has no floor in the picture or is flat.
public final class Levels {

    private static final int MOST = 13;
    private static final double[][] DIGITS = {{1, 2, 5}, {1, 3}, {1}};
    /// Below this ratio between high and low a logarithm adds nothing.
    private static final double FEW = 15;

    private Levels() {
    }

    /// Ascending levels inside the surface's range.
    public static double[] of(Relief relief) {
        double[] sorted = Arrays.stream(relief.values()).flatMapToDouble(Arrays::stream).filter(Double::isFinite)
                .sorted().toArray();
        if (sorted.length < 2 || sorted[0] == sorted[sorted.length - 1]) {
            return new double[0];
        }
        double lowest = sorted[0];
        double highest = sorted[sorted.length - 1];
        double base = lowest >= 0 && lowest < 1e-3 * sorted[sorted.length / 2] ? 0 : lowest;
        double near = sorted[sorted.length / 150] - base;
        if (slopesOut(relief, lowest) || highest - base < FEW * (sorted[sorted.length / 20] - base)) {
            return linear(lowest, highest);
        }
        return logarithmic(base, Math.max(near, (highest - base) * 1e-9), highest - base);
    }

    /// A lowest value below zero at the picture's border: a saddle's or a slope's, not a minimum's.
    private static boolean slopesOut(Relief relief, double lowest) {
        double[][] z = relief.values();
        boolean border = false;
        for (int j = 0; j < z.length; j++) {
            for (int i = 0; i < z[j].length; i++) {
                boolean rim = j == 0 || i == 0 || j == z.length - 1 || i == z[j].length - 1;
                border |= rim && z[j][i] == lowest;
            }
        }
        return border && lowest < 0;
    }

    /// The level `offset` above the base, as a number that can be read: rounded to the power of ten of the offset, which
    /// moves it by half of that at most.
    private static double round(double base, double offset, int power) {
        return BigDecimal.valueOf(base).add(BigDecimal.valueOf(offset)).setScale(-power, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private static double[] linear(double lowest, double highest) {
        return Tick.linear(lowest, highest, MOST, false).stream().mapToDouble(Tick::value)
                .filter(v -> v > lowest && v < highest).toArray();
    }

    private static double[] logarithmic(double base, double near, double far) {
        int first = (int) Math.floor(StrictMath.log10(near));
        int last = (int) Math.floor(StrictMath.log10(far));
        for (int stride = 1;; stride++) {
            for (double[] digits : DIGITS) {
                List<Double> levels = new ArrayList<>();
                for (int k = last; k >= first; k -= stride) {
                    for (double digit : digits) {
                        double offset = BigDecimal.valueOf(digit).scaleByPowerOfTen(k).doubleValue();
                        if (offset > near && offset < far && (stride == 1 || digits.length == 1)) {
                            levels.add(round(base, offset, k));
                        }
                    }
                }
                if (levels.size() <= MOST && (stride == 1 || digits.length == 1)) {
                    return levels.stream().mapToDouble(Double::doubleValue).sorted().distinct().toArray();
                }
            }
        }
    }
}
