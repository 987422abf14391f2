package dev.descent.objective;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;

/// Numbers as they stand in worked equations: five significant digits, a true minus sign, no trailing zeros.
public final class Numbers {

    private static final MathContext FIVE = new MathContext(5);
    private static final MathContext THREE = new MathContext(3);

    private Numbers() {
    }

    /// `−0.0031`, `2.5e−8`, `1.2346e7`.
    public static String text(double value) {
        return text(value, FIVE);
    }

    /// The same in three digits, for sentences: `0.0031`, `1.23e7`.
    public static String brief(double value) {
        return text(value, THREE);
    }

    private static String text(double value, MathContext digits) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent < -4 || exponent > 6
                ? rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent
                : rounded.toPlainString();
        return text.replace('-', '−');
    }

    /// The same as it can be typed: with a hyphen.
    public static String ascii(double value) {
        return text(value).replace('−', '-');
    }

    /// The same where an operator may stand before it: negative numbers in parentheses.
    public static String inEquation(double value) {
        return value < 0 ? "(" + text(value) + ")" : text(value);
    }

    /// `(−1.2, 1)`; a single number stands alone. After `most` numbers the rest is `…`.
    public static String vector(double[] values, int most) {
        if (values.length == 1) {
            return inEquation(values[0]);
        }
        StringJoiner joiner = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < Math.min(most, values.length); i++) {
            joiner.add(text(values[i]));
        }
        if (values.length > most) {
            joiner.add("…");
        }
        return joiner.toString();
    }
}
