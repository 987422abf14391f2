package dev.descent.train;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as people read them in sentences.
final class Numbers {

    private Numbers() {
    }

    /// Four significant digits: `0.3421`, `206,900`, `1.2e+12`.
    static String brief(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e7) {
            BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
            text = String.format(Locale.ROOT, "%,." + Math.max(0, digits.scale()) + "f", digits);
        }
        return text;
    }
}
