package dev.descent.train;

import dev.descent.common.Json;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// What a checkpoint belongs to: the SHA-256 of the recipe and of the prepared rows, bit by bit.
final class Fingerprint {

    private static final int BLOCK = 1 << 14;

    private Fingerprint() {
    }

    static String of(Recipe recipe, Prepared data) {
        MessageDigest digest = TensorFile.sha256();
        digest.update(Json.write(RecipeJson.write(recipe)).getBytes(StandardCharsets.UTF_8));
        add(digest, data.train());
        add(digest, data.validation());
        add(digest, data.test());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Examples examples) {
        add(digest, examples.x());
        add(digest, examples.targets());
    }

    private static void add(MessageDigest digest, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += BLOCK) {
            int count = Math.min(BLOCK, values.length - from);
            buffer.clear();
            buffer.asFloatBuffer().put(values, from, count);
            digest.update(buffer.limit(count * Float.BYTES));
        }
    }
}
