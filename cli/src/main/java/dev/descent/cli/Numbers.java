package dev.descent.cli;

import dev.descent.common.DescentException;
import java.util.Arrays;
import java.util.List;

/// Numbers in options.
final class Numbers {

    private Numbers() {
    }

    /// The finite numbers of a comma list.
    static double[] list(String option, String text) {
        return split(text).stream().mapToDouble(part -> finite(option, text, part)).toArray();
    }

    /// The whole numbers of a comma list, each at least `low`.
    static List<Integer> whole(String option, String text, int low) {
        return split(text).stream().map(part -> {
            try {
                int value = Integer.parseInt(part);
                if (value >= low) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
            throw DescentException.usage(option + " " + text + ": expected whole numbers from " + low
                    + " on with commas between them, found \"" + part + "\"");
        }).toList();
    }

    private static double finite(String option, String text, String part) {
        try {
            double value = Double.parseDouble(part.replace('−', '-'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw DescentException.usage(option + " " + text + ": expected numbers with commas between them, found \""
                + part + "\"");
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
