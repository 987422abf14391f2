package dev.descent.lab.web;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.common.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a page asks: a small JSON object whose every value is read with its bounds. What nobody reads is an error, with
/// the nearest name, as on the command line.
public final class Ask {

    private static final int MOST_CHARACTERS = 4096;

    private final Map<String, @Nullable Object> values;
    private final Set<String> read = new HashSet<>();

    /// @throws DescentException (data) where the text is no JSON object
    public Ask(String json) {
        this.values = Json.parseObject(json, "request");
    }

    /// Whether it says anything about that.
    public boolean has(String name) {
        read.add(name);
        return values.get(name) != null;
    }

    /// A finite number from `low` to `high`.
    public double number(String name, double low, double high) {
        double value = Json.number(value(name), name);
        if (!(value >= low && value <= high)) {
            throw DescentException.usage(name + " is " + Json.write(value) + ", expected a number from "
                    + Json.write(low) + " to " + Json.write(high) + ".");
        }
        return value;
    }

    /// A whole number from `low` to `high`.
    public int integer(String name, int low, int high) {
        return (int) Json.integer(value(name), name, low, high);
    }

    /// A seed.
    public long seed(String name) {
        return Json.integer(value(name), name, 0, (1L << 53) - 1);
    }

    /// A text of at most 4,096 characters.
    public String text(String name) {
        String text = Json.string(value(name), name);
        if (text.length() > MOST_CHARACTERS) {
            throw DescentException.usage(name + " has " + text.length() + " characters, at most " + MOST_CHARACTERS
                    + " are taken.");
        }
        return text;
    }

    /// One of these words.
    public String choice(String name, Collection<String> words) {
        String word = text(name);
        if (!words.contains(word)) {
            throw DescentException.usage(name + " is \"" + shortened(word) + "\"." + Nearest.hint(word, words)
                    + " Expected one of " + String.join(", ", words) + ".");
        }
        return word;
    }

    /// That many finite numbers, each at most 1e9 away from zero.
    public double[] numbers(String name, int count) {
        List<@Nullable Object> list = Json.array(value(name), name);
        if (list.size() != count) {
            throw DescentException.usage(name + " has " + list.size() + " numbers, expected " + count + ".");
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Json.number(list.get(i), name);
            if (!(Math.abs(numbers[i]) <= 1e9)) {
                throw DescentException.usage(name + " has " + Json.write(numbers[i]) + ", expected at most 1e9.");
            }
        }
        return numbers;
    }

    /// An id that the laboratory gave out.
    public String id(String name) {
        String id = text(name);
        if (!Ids.isOne(id)) {
            throw DescentException.usage(name + ": expected an id of small letters, digits and hyphens.");
        }
        return id;
    }

    /// Complains about what was asked and not read.
    ///
    /// @throws DescentException (usage) naming it and the nearest known name
    public void nothingElse() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!read.contains(name)) {
                throw DescentException.usage("Nothing here is called \"" + shortened(name) + "\"."
                        + Nearest.hint(name, read));
            }
        }
    }

    private @Nullable Object value(String name) {
        read.add(name);
        if (values.get(name) == null) {
            throw DescentException.usage("The request does not say " + name + ".");
        }
        return values.get(name);
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
