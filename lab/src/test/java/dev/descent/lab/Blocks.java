package dev.descent.lab;

import dev.descent.common.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads answers as the pages do: facts, and each block as doubles.
record Blocks(Map<String, @Nullable Object> facts, Map<String, double[]> blocks) {

    static Blocks of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] head = new byte[buffer.getInt()];
        buffer.get(head);
        Map<String, @Nullable Object> json = Json.parseObject(new String(head, StandardCharsets.UTF_8), "answer");
        Map<String, double[]> blocks = new LinkedHashMap<>();
        for (Object entry : Json.array(json.get("blocks"), "blocks")) {
            Map<String, @Nullable Object> block = Json.object(entry, "block");
            String kind = Json.string(block.get("kind"), "kind");
            double[] values = new double[(int) Json.number(block.get("length"), "length")];
            int from = buffer.position();
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (kind) {
                    case "f64" -> buffer.getDouble();
                    case "f32" -> buffer.getFloat();
                    default -> buffer.getInt();
                };
            }
            buffer.position(from + Math.ceilDiv(buffer.position() - from, 8) * 8);
            blocks.put(Json.string(block.get("name"), "name"), values);
        }
        return new Blocks(Json.object(json.get("facts"), "facts"), blocks);
    }

    double[] block(String name) {
        return Objects.requireNonNull(blocks.get(name), name);
    }

    double number(String fact) {
        return Json.number(facts.get(fact), fact);
    }

    double[] numbers(String fact) {
        return Json.array(facts.get(fact), fact).stream().mapToDouble(value -> Json.number(value, fact)).toArray();
    }
}
