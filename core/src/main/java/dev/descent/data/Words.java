package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Options that take one of a few words, and lists of names in sentences.
final class Words {

    private Words() {
    }

    /// The value whose word is `given`, or an error that lists the words.
    static <T> T parse(String option, String given, T[] values, Function<T, String> word) {
        String wanted = given.strip().toLowerCase(Locale.ROOT);
        for (T value : values) {
            if (word.apply(value).equals(wanted)) {
                return value;
            }
        }
        List<String> known = Arrays.stream(values).map(word).toList();
        throw DescentException.usage(option + " " + given + ": expected one of " + String.join(", ", known) + "."
                + Nearest.hint(given, known));
    }

    /// `a, b, c` of at most `most` names, then how many more there are.
    static String list(List<String> names, int most) {
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() <= most ? shown : shown + ", … (" + (names.size() - most) + " more)";
    }

    /// `1 row`, `2 rows`.
    static String count(long n, String noun) {
        return n(n) + " " + (n == 1 ? noun : noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies"
                : noun.endsWith("s") ? noun + "es" : noun + "s");
    }

    /// `all 60 rows`, `its only row`.
    static String allRows(long n) {
        return n == 1 ? "its only row" : "all " + count(n, "row");
    }

    /// A whole number with thousands separated, as in 20,640.
    static String n(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// A number as a person would type it: whole numbers without a point, others with their shortest digits.
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
