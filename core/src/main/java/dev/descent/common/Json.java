package dev.descent.common;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as Descent reads and writes it: small, strict, bounded.
///
/// A value is a `Map<String, Object>` that keeps its order, a `List<Object>`, a `String`, a `Double`, a `Boolean` or
/// null; there are no classes to choose, so a file cannot make the program build anything else. What a hostile file
/// could make expensive is limited before it is built: nesting to [#MAX_DEPTH], one string to [#MAX_STRING], one
/// number to [#MAX_NUMBER] characters, the document to [#MAX_DOCUMENT] or the caller's limit. A key that occurs twice
/// in one object is an error, because readers disagree on which of the two counts.
///
/// JSON has no NaN: non-finite numbers are written as null (contract: consumers never see the text `NaN`).
public final class Json {

    /// How deep arrays and objects may nest.
    public static final int MAX_DEPTH = 64;
    /// The longest string, in characters.
    public static final int MAX_STRING = 1 << 20;
    /// The longest number, in characters.
    public static final int MAX_NUMBER = 100;
    /// The longest document, in characters, unless the caller says otherwise.
    public static final int MAX_DOCUMENT = 8 << 20;

    private Json() {
    }

    /// Reads one JSON value of at most [#MAX_DOCUMENT] characters.
    ///
    /// @param where what the text is, for messages: a file name or an option
    /// @throws DescentException of kind DATA with line and column
    public static @Nullable Object parse(String text, String where) {
        return parse(text, where, MAX_DOCUMENT);
    }

    /// Reads one JSON value.
    ///
    /// @param where       what the text is, for messages
    /// @param maxDocument how many characters the text may have
    /// @throws DescentException of kind DATA with line and column
    public static @Nullable Object parse(String text, String where, int maxDocument) {
        if (text.length() > maxDocument) {
            throw DescentException.data(where + ": " + text.length() + " characters of JSON, at most " + maxDocument
                    + " are accepted here");
        }
        return new JsonReader(text, where).document();
    }

    /// Reads a JSON object; anything else is an error.
    ///
    /// @throws DescentException of kind DATA with line and column
    public static Map<String, @Nullable Object> parseObject(String text, String where) {
        return object(parse(text, where), where);
    }

    /// A parsed value as an object, or an error that names it.
    ///
    /// @param what what the value is, for the message: `run.json, "recipe"`
    @SuppressWarnings("unchecked") // JsonReader makes maps with string keys only
    public static Map<String, @Nullable Object> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw DescentException.data(what + ": expected a JSON object, found " + kind(value));
    }

    /// A parsed value as an array, or an error that names it.
    @SuppressWarnings("unchecked") // JsonReader makes lists of values only
    public static List<@Nullable Object> array(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw DescentException.data(what + ": expected a JSON array, found " + kind(value));
    }

    /// A parsed value as a string, or an error that names it.
    public static String string(@Nullable Object value, String what) {
        if (value instanceof String string) {
            return string;
        }
        throw DescentException.data(what + ": expected a string, found " + kind(value));
    }

    /// A parsed value as a number, or an error that names it.
    public static double number(@Nullable Object value, String what) {
        if (value instanceof Double number) {
            return number;
        }
        throw DescentException.data(what + ": expected a number, found " + kind(value));
    }

    /// A parsed value as a whole number from `low` to `high`, or an error that names it.
    public static long integer(@Nullable Object value, String what, long low, long high) {
        double number = number(value, what);
        if (number != Math.rint(number) || number < low || number > high) {
            throw DescentException.data(what + ": expected a whole number from " + low + " to " + high + ", found "
                    + write(number));
        }
        return (long) number;
    }

    /// A parsed value as true or false, or an error that names it.
    public static boolean bool(@Nullable Object value, String what) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw DescentException.data(what + ": expected true or false, found " + kind(value));
    }

    /// The value on a single line, without spaces.
    ///
    /// Accepts maps with string keys, iterables, arrays of double, float, int or long, strings, enums (their name),
    /// numbers, booleans and null. Maps without an order of their own are written in the order of their keys. Whole
    /// numbers carry no `.0`, others the shortest digits that read back to the same bits; NaN and infinities become
    /// null.
    ///
    /// @throws IllegalArgumentException for any other type
    public static String write(@Nullable Object value) {
        return new JsonWriter(false).text(value);
    }

    /// The value with one entry per line, indented by two spaces; arrays of plain values stay on one line.
    ///
    /// @throws IllegalArgumentException for types that [#write(Object)] does not accept
    public static String pretty(@Nullable Object value) {
        return new JsonWriter(true).text(value);
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "an array";
            case String s -> "the string \"" + (s.length() > 40 ? s.substring(0, 40) + "…" : s) + "\"";
            default -> String.valueOf(write(value));
        };
    }
}
