package dev.descent.objective;

import dev.descent.common.CounterRandom;
import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.Arrays;
import java.util.List;

/// Where a walk begins: `x=-1.2,y=1`, `-1.2,1`, or random.
public final class Start {

    private Start() {
    }

    /// A point uniform over the window; coordinates after the second are spread like the first.
    public static double[] random(int size, Window window, long seed) {
        CounterRandom random = CounterRandom.of(seed, CounterRandom.Purpose.START);
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            double low = i == 1 ? window.yLow() : window.xLow();
            double high = i == 1 ? window.yHigh() : window.xHigh();
            // Two decimals, so that the printed start is the start.
            start[i] = Math.rint((low + random.uniform(i) * (high - low)) * 100) / 100;
        }
        return start;
    }

    /// The point that a text gives, by position or by name.
    ///
    /// @param text        `-1.2,1` or `x=-1.2,y=1`
    /// @param coordinates the objective's, in its order
    /// @throws DescentException (usage) naming what is missing, unknown or no number
    public static double[] parse(String text, List<String> coordinates) {
        return parse("--start", text, coordinates);
    }

    /// The same for another option that takes a point.
    ///
    /// @param option its name, for messages
    public static double[] parse(String option, String text, List<String> coordinates) {
        String[] parts = text.split(",", -1);
        double[] start = new double[coordinates.size()];
        Arrays.fill(start, Double.NaN);
        boolean named = text.contains("=");
        if (!named && parts.length != start.length) {
            throw wrong(option, text, coordinates,
                    "has " + parts.length + (parts.length == 1 ? " number" : " numbers"));
        }
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            int equals = part.indexOf('=');
            int at = i;
            if (named) {
                String name = equals < 0 ? part : part.substring(0, equals).strip();
                at = coordinates.indexOf(name);
                if (at < 0 || equals < 0) {
                    throw wrong(option, text, coordinates, equals < 0 ? "gives '" + part + "' no name"
                            : "names '" + name + "'." + Nearest.hint(name, coordinates));
                }
            }
            start[at] = number(part.substring(equals + 1).strip(), option, text, coordinates);
        }
        for (int i = 0; i < start.length; i++) {
            if (Double.isNaN(start[i])) {
                throw wrong(option, text, coordinates, "does not give " + coordinates.get(i));
            }
        }
        return start;
    }

    private static double number(String number, String option, String text, List<String> coordinates) {
        try {
            double value = Double.parseDouble(number.replace('−', '-'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw wrong(option, text, coordinates, "has '" + number + "', which is no finite number");
    }

    private static DescentException wrong(String option, String text, List<String> coordinates, String what) {
        StringBuilder example = new StringBuilder();
        for (String coordinate : coordinates) {
            example.append(example.isEmpty() ? "" : ",").append(coordinate).append("=1");
        }
        return DescentException.usage(option + " " + text + " " + what
                + (what.endsWith("?") || what.endsWith(".") ? "" : ".") + " The coordinates are "
                + String.join(", ", coordinates) + ": write " + option + " " + example
                + ", or the numbers alone in that order"
                + (option.equals("--start") ? ", or --start random." : "."));
    }
}
