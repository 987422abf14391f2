package dev.descent.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A place on an axis; minor ones have no label.
///
/// Linear axes step by 1, 2 or 5 times a power of ten. Logarithmic ones show decades; within few decades also 2 and 5;
/// within a small part of one they are labelled like linear ones.
record Tick(double value, String label) {

    private static final double[][] WITHIN_A_DECADE = {{1}, {1, 3}, {1, 2, 5}, {1, 1.5, 2, 3, 5, 7}};
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    // Powers of ten in this range are written out.
    private static final int SMALLEST_WRITTEN_OUT = -4;
    private static final int LARGEST_WRITTEN_OUT = 6;

    boolean major() {
        return !label.isEmpty();
    }

    /// At most `count` labelled ticks from `min` to `max`.
    ///
    /// @param whole whether only whole numbers make sense, as for updates and epochs
    static List<Tick> linear(double min, double max, int count, boolean whole) {
        List<Tick> ticks = new ArrayList<>();
        int finest = (int) Math.floor(StrictMath.log10((max - min) / Math.max(count, 2)));
        int exponent = whole ? Math.max(0, finest) : finest;
        for (int raise = 0;; raise++) {
            int digit = raise % 3 == 0 ? 1 : raise % 3 == 1 ? 2 : 5;
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent + raise / 3);
            double size = step.doubleValue();
            // A hair of tolerance: an end that is a tick but for rounding counts.
            long first = (long) Math.ceil(min / size - 1e-9);
            long last = (long) Math.floor(max / size + 1e-9);
            if (last - first < Math.max(count, 2)) {
                for (long i = first; i <= last; i++) {
                    BigDecimal value = step.multiply(BigDecimal.valueOf(i));
                    ticks.add(new Tick(value.doubleValue(), minus(plain(value, step))));
                }
                return List.copyOf(ticks);
            }
        }
    }

    private static String plain(BigDecimal value, BigDecimal step) {
        double size = Math.abs(value.doubleValue());
        if (value.signum() == 0) {
            return "0";
        }
        boolean far = size >= 1e7 || step.doubleValue() < 1e-5 && size < 1e-3;
        return far ? power(value) : Numbers.grouped(value);
    }

    /// Ticks from `min` to `max`, both positive: at most about `count` labelled ones, and minor ones between.
    static List<Tick> logarithmic(double min, double max, int count) {
        double low = StrictMath.log10(min);
        double high = StrictMath.log10(max);
        int decades = (int) (Math.floor(high + 1e-9) - Math.ceil(low - 1e-9)) + 1;
        List<Tick> sparse = List.of();
        for (double[] digits : WITHIN_A_DECADE) {
            int stride = Math.max(1, Math.ceilDiv(decades, Math.max(count, 2)));
            List<Tick> ticks = decadic(low, high, digits, stride);
            long labelled = ticks.stream().filter(Tick::major).count();
            if (labelled >= Math.min(4, count) && labelled <= count + 1) {
                return ticks;
            }
            sparse = labelled >= 2 && labelled <= count ? ticks : sparse;
        }
        return sparse.isEmpty() ? linear(min, max, count, false) : sparse;
    }

    private static List<Tick> decadic(double low, double high, double[] digits, int stride) {
        List<Tick> ticks = new ArrayList<>();
        for (int k = (int) Math.floor(low); k <= Math.floor(high + 1e-9); k++) {
            for (int tenth = 10; tenth < 100; tenth += tenth == 10 ? 5 : tenth == 15 ? 5 : 10) {
                double digit = tenth / 10.0;
                double place = k + StrictMath.log10(digit);
                if (place < low - 1e-9 || place > high + 1e-9) {
                    continue;
                }
                double value = new BigDecimal(tenth).scaleByPowerOfTen(k - 1).doubleValue();
                boolean labelled = Math.floorMod(k, stride) == 0 && Arrays.stream(digits)
                        .anyMatch(d -> d == digit);
                if (labelled) {
                    ticks.add(new Tick(value, k < SMALLEST_WRITTEN_OUT || k >= LARGEST_WRITTEN_OUT
                            ? power(new BigDecimal(tenth).scaleByPowerOfTen(k - 1))
                            : Numbers.grouped(new BigDecimal(tenth).scaleByPowerOfTen(k - 1).stripTrailingZeros())));
                } else if (tenth != 15 && stride == 1 && high - low <= 8 || tenth == 10 && stride <= 5) {
                    ticks.add(new Tick(value, ""));
                }
            }
        }
        return List.copyOf(ticks);
    }

    /// `10⁻⁶`, `2·10⁷`, with all the digits that the value has.
    static String power(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        String leading = value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        StringBuilder raised = new StringBuilder(leading.equals("1") ? "10" : leading + "·10");
        Integer.toString(exponent).chars()
                .forEach(c -> raised.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0')));
        return raised.toString();
    }

    /// Pictures show the true minus sign.
    static String minus(String label) {
        return label.replace('-', '−');
    }
}
