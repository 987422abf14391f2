package dev.descent.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes JSON, on one line or indented.
final class JsonWriter {

    /// Below this every whole double is exact and is written as an integer.
    private static final double WHOLE = 0x1p53;

    private final boolean pretty;
    private final StringBuilder out = new StringBuilder();

    JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    String text(@Nullable Object value) {
        write(value, 0);
        return out.toString();
    }

    private void write(@Nullable Object value, int indent) {
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b.booleanValue());
            case Double d -> number(d, Double.toString(d));
            case Float f -> number(f, Float.toString(f));
            case Integer _,Long _,Short _,Byte _ -> out.append(value);
            case CharSequence s -> string(s);
            case Enum<?> e -> string(e.name());
            case Map<?, ?> map -> object(map, indent);
            case Iterable<?> values -> array(values, indent);
            case double[] values -> array(Arrays.stream(values).boxed().toList(), indent);
            case int[] values -> array(Arrays.stream(values).boxed().toList(), indent);
            case long[] values -> array(Arrays.stream(values).boxed().toList(), indent);
            case float[] values -> array(boxed(values), indent);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
        }
    }

    private static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private void number(double value, String shortest) {
        if (!Double.isFinite(value)) {
            out.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            out.append(value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value));
        } else {
            out.append(shortest);
        }
    }

    /// In the map's own order where it has one. `Map.of` has another in every JVM, which must not reach a file: there
    /// it is that of the keys.
    private static List<Map.Entry<?, ?>> entries(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (!(map instanceof SequencedMap<?, ?>)) {
            entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
        }
        return entries;
    }

    private void object(Map<?, ?> map, int indent) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : entries(map)) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("a JSON key is a string, not " + entry.getKey());
            }
            separate(first, true, indent + 1);
            first = false;
            string(key);
            out.append(pretty ? ": " : ":");
            write(entry.getValue(), indent + 1);
        }
        if (!first) {
            newLine(indent);
        }
        out.append('}');
    }

    private void array(Iterable<?> values, int indent) {
        boolean lines = false;
        for (Object value : values) {
            lines |= value instanceof Map || value instanceof Iterable;
        }
        out.append('[');
        boolean first = true;
        for (Object value : values) {
            separate(first, lines, indent + 1);
            first = false;
            write(value, indent + 1);
        }
        if (lines) {
            newLine(indent);
        }
        out.append(']');
    }

    private void separate(boolean first, boolean lines, int indent) {
        if (!first) {
            out.append(pretty && !lines ? ", " : ",");
        }
        if (lines) {
            newLine(indent);
        }
    }

    private void newLine(int indent) {
        if (pretty) {
            out.append('\n').append("  ".repeat(indent));
        }
    }

    private void string(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || isLoneSurrogate(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// A half of a pair on its own has no UTF-8 form; its escape survives being written to a file.
    private static boolean isLoneSurrogate(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
