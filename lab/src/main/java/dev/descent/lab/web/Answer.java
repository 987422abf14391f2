package dev.descent.lab.web;

import dev.descent.common.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page is told: facts as JSON, and arrays of numbers as they lie in memory.
///
/// JSON has no NaN and takes ten times as long; so numbers by the hundred travel as little-endian blocks. On the wire
/// (`application/x-descent`): 4 bytes with the length of the JSON head, the head, padded with blanks so that the first
/// block begins at a multiple of 8, then the blocks, each padded to a multiple of 8. `site/core/ask.js` reads it.
public final class Answer {

    static final String TYPE = "application/x-descent";
    private static final int ALIGNMENT = 8;

    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    private final Map<String, Object> blocks = new LinkedHashMap<>();

    /// Adds a fact: whatever [Json] writes.
    public Answer fact(String name, @Nullable Object value) {
        facts.put(name, value);
        return this;
    }

    /// Adds numbers at full precision.
    public Answer doubles(String name, double[] values) {
        blocks.put(name, values);
        return this;
    }

    /// Adds numbers for drawing only.
    public Answer floats(String name, float[] values) {
        blocks.put(name, values);
        return this;
    }

    /// Adds whole numbers.
    public Answer integers(String name, int[] values) {
        blocks.put(name, values);
        return this;
    }

    /// Adds all of another answer, each name behind a word: `grid` becomes `rawGrid`.
    public Answer all(String word, Answer other) {
        other.facts.forEach((name, value) -> facts.put(behind(word, name), value));
        other.blocks.forEach((name, values) -> blocks.put(behind(word, name), values));
        return this;
    }

    private static String behind(String word, String name) {
        return word + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// The facts so far.
    public Map<String, @Nullable Object> facts() {
        return facts;
    }

    /// The numbers of a block of doubles.
    public double[] doubles(String name) {
        if (blocks.get(name) instanceof double[] values) {
            return values;
        }
        throw new IllegalArgumentException("no doubles named " + name);
    }

    /// As it goes over the wire.
    byte[] bytes() {
        List<Map<String, Object>> index = new ArrayList<>();
        int size = 0;
        for (Map.Entry<String, Object> block : blocks.entrySet()) {
            int length = length(block.getValue());
            index.add(Map.of("name", block.getKey(), "kind", kind(block.getValue()), "length", length));
            size += padded(length * width(block.getValue()));
        }
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("facts", facts);
        head.put("blocks", index);
        byte[] json = Json.write(head).getBytes(StandardCharsets.UTF_8);
        int begin = padded(Integer.BYTES + json.length);
        ByteBuffer buffer = ByteBuffer.allocate(begin + size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(begin - Integer.BYTES).put(json);
        while (buffer.position() < begin) {
            buffer.put((byte) ' ');
        }
        for (Object block : blocks.values()) {
            int from = buffer.position();
            switch (block) {
                case double[] values -> buffer.asDoubleBuffer().put(values);
                case float[] values -> buffer.asFloatBuffer().put(values);
                case int[] values -> buffer.asIntBuffer().put(values);
                default -> throw new IllegalStateException(block.getClass().getName());
            }
            buffer.position(from + padded(length(block) * width(block)));
        }
        return buffer.array();
    }

    private static int padded(int bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static int length(Object block) {
        return java.lang.reflect.Array.getLength(block);
    }

    private static int width(Object block) {
        return block instanceof double[] ? Double.BYTES : Float.BYTES;
    }

    private static String kind(Object block) {
        return block instanceof double[] ? "f64" : block instanceof float[] ? "f32" : "i32";
    }
}
