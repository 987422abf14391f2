package dev.descent.practice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The settings of a page of the laboratory as they stand in its address: only what differs from how the page opens, and
/// nothing that the page could not read.
final class PageSettings {

    /// As many digits as pages write.
    private static final MathContext DIGITS = new MathContext(6);
    private static final long MOST_SEED = 1_000_000_000;

    private final List<String> parts = new ArrayList<>();

    /// A word, unless it is the page's own.
    PageSettings word(String name, String value, String usual) {
        if (!value.equals(usual)) {
            parts.add(name + "=" + value);
        }
        return this;
    }

    PageSettings number(String name, double value, double usual) {
        return word(name, typed(value), typed(usual));
    }

    PageSettings numbers(String name, double... values) {
        parts.add(name + "=" + Arrays.stream(values).mapToObj(PageSettings::typed).collect(Collectors.joining(",")));
        return this;
    }

    /// Pages open with seed 1; what they cannot take they are not asked for.
    PageSettings seed(long seed) {
        return seed < 0 || seed > MOST_SEED ? this : word("seed", Long.toString(seed), "1");
    }

    /// Two features and the target among the columns of numbers; a page opens with the first three.
    PageSettings columns(int[] places) {
        return Arrays.equals(places, new int[] {0, 1, 2}) ? this
                : numbers("columns", Arrays.stream(places).asDoubleStream().toArray());
    }

    /// What stands behind the `?`; empty where all is as the page opens.
    String text() {
        return String.join("&", parts);
    }

    private static String typed(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) < 12 ? rounded.toPlainString() : rounded.toString().replace('E', 'e');
    }
}
