package dev.descent.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers for people: three significant digits, written out; the same in chart, table, terminal and page.
public final class Numbers {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    // Outside these a person counts zeros; then a power of ten says it.
    private static final double SMALLEST_WRITTEN_OUT = 1e-4;
    private static final double LARGEST_WRITTEN_OUT = 1e7;

    private static final double LARGEST_COUNT = 1e15;
    private static final int MOST_DIGITS = 8;

    private Numbers() {
    }

    /// A measured value, rounded: `0.00310`, `0.226`, `14,200`, `6.90e7`; `–` where there is none.
    public static String shown(double value) {
        return written(value, false);
    }

    /// A chosen value such as a rate, rounded, without zeros at its end: `0.0031`, `0.01`, `1e-5`.
    public static String setting(double value) {
        return written(value, true);
    }

    /// A counted value, all its digits: `14,237`.
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// A counted value that may be a median or a part: `14,237`, `17.5`; `–` where there is none.
    public static String counted(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_COUNT ? count((long) value) : shown(value);
    }

    /// A value as it stands in data, with all its digits where they are few: `-124.35`, `500,001`; else like [#shown].
    public static String found(double value) {
        if (!Double.isFinite(value)) {
            return shown(value);
        }
        BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
        boolean few = digits.precision() <= MOST_DIGITS && Math.abs(digits.scale()) <= MOST_DIGITS;
        return few ? grouped(digits) : shown(value);
    }

    /// A time: `8.20 ms`, `3.41 s`, `1:05 min`, `2:03 h`; `–` where there is none.
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return shown(seconds);
        }
        if (seconds < 0.1) {
            return shown(seconds * 1e3) + " ms";
        }
        if (seconds < 59.95) {
            return shown(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    /// Median and range over seeds: `0.226 [0.224, 0.231]`.
    public static String range(double median, double low, double high) {
        return shown(median) + " [" + shown(low) + ", " + shown(high) + "]";
    }

    private static String written(double value, boolean strip) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        double size = Math.abs(rounded.doubleValue());
        if (size < SMALLEST_WRITTEN_OUT || size >= LARGEST_WRITTEN_OUT) {
            int exponent = rounded.precision() - rounded.scale() - 1;
            BigDecimal leading = rounded.scaleByPowerOfTen(-exponent).setScale(2, RoundingMode.HALF_EVEN);
            return (strip ? leading.stripTrailingZeros() : leading).toPlainString() + "e" + exponent;
        }
        int decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        BigDecimal fixed = rounded.setScale(decimals, RoundingMode.HALF_EVEN);
        return grouped(strip && decimals > 0 ? fixed.stripTrailingZeros() : fixed);
    }

    /// Plain digits with a comma at the thousands: 1,000 but 0.0001.
    static String grouped(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
        return String.format(Locale.ROOT, "%,." + plain.scale() + "f", plain);
    }
}
