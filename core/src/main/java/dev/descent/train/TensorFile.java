package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named arrays of numbers and a description, as data and nothing but data: models and checkpoints.
///
/// The layout is that of safetensors, so that other systems can read the arrays:
/// ```
/// 8 bytes      length H of the header, little-endian
/// H bytes      JSON: {"__metadata__": {"descent": "…"},
///                     "name": {"dtype": "F32", "shape": […], "data_offsets": [a, b]}, …}
/// the rest     the arrays, little-endian, one after the other without gaps
/// ```
/// The description is our own JSON as a string of the metadata (cut into pieces where long). The last array, `sha256`,
/// is the SHA-256 of every byte before it: a torn or altered file is refused as a whole.
///
/// A file from a stranger can do no more than be refused: the length of the header is limited to [#MAX_HEADER], every
/// offset is checked against the length of the file before anything is reserved, arrays must follow each other exactly,
/// and there is nothing in it that names code or another file.
final class TensorFile {

    /// The longest header, in bytes.
    static final int MAX_HEADER = 16 << 20;
    private static final String CHECKSUM = "sha256";
    private static final int CHECKSUM_BYTES = 32;
    /// Pieces of the description stay below the limit for one JSON string.
    private static final int PIECE = Json.MAX_STRING / 2;

    /// The description and the arrays, `float[]` or `double[]`, by name.
    ///
    /// @param description what the arrays mean
    /// @param floats      arrays of 32-bit numbers
    /// @param doubles     arrays of 64-bit numbers
    record Content(Map<String, @Nullable Object> description, Map<String, float[]> floats,
            Map<String, double[]> doubles) {

        /// The 32-bit array of that name and length.
        ///
        /// @throws DescentException (data) where it is missing or of another length
        float[] floats(String name, int length, Path file) {
            float[] array = floats.get(name);
            if (array == null || array.length != length) {
                throw DescentException.data(file + ": expected " + length + " numbers \"" + name + "\", found "
                        + (array == null ? "none" : array.length));
            }
            return array;
        }

        /// The 64-bit array of that name and length.
        ///
        /// @throws DescentException (data) where it is missing or of another length
        double[] doubles(String name, int length, Path file) {
            double[] array = doubles.get(name);
            if (array == null || array.length != length) {
                throw DescentException.data(file + ": expected " + length + " numbers \"" + name + "\", found "
                        + (array == null ? "none" : array.length));
            }
            return array;
        }
    }

    private record Entry(String name, boolean wide, long from, long to) {
    }

    private TensorFile() {
    }

    /// The bytes of a file, in parts that are written one after the other.
    static List<ByteBuffer> encode(Content content) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", metadata(Json.write(content.description)));
        List<ByteBuffer> parts = new ArrayList<>();
        long at = 0;
        for (Map.Entry<String, float[]> tensor : content.floats.entrySet()) {
            float[] values = tensor.getValue();
            ByteBuffer bytes = little(Math.multiplyExact(values.length, Float.BYTES));
            bytes.asFloatBuffer().put(values);
            at = describe(header, tensor.getKey(), "F32", values.length, at, bytes.remaining());
            parts.add(bytes);
        }
        for (Map.Entry<String, double[]> tensor : content.doubles.entrySet()) {
            double[] values = tensor.getValue();
            ByteBuffer bytes = little(Math.multiplyExact(values.length, Double.BYTES));
            bytes.asDoubleBuffer().put(values);
            at = describe(header, tensor.getKey(), "F64", values.length, at, bytes.remaining());
            parts.add(bytes);
        }
        describe(header, CHECKSUM, "U8", CHECKSUM_BYTES, at, CHECKSUM_BYTES);
        StringBuilder text = new StringBuilder(Json.write(header));
        while (text.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
            text.append(' ');
        }
        byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
        if (json.length > MAX_HEADER) {
            throw DescentException.data("the description of this model takes " + json.length + " bytes, at most "
                    + MAX_HEADER + " can be saved: fewer columns or categories are needed");
        }
        ByteBuffer head = little(8 + json.length).putLong(json.length).put(json).flip();
        parts.addFirst(head);
        MessageDigest digest = sha256();
        parts.forEach(part -> digest.update(part.duplicate()));
        parts.add(ByteBuffer.wrap(digest.digest()));
        return parts;
    }

    /// Reads and verifies a file.
    ///
    /// @param kind what the file should be, for messages: `model`
    /// @throws DescentException (data) for anything but an intact file of this layout
    static Content read(Path file, String kind) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, file, kind);
        } catch (NoSuchFileException e) {
            throw new DescentException(DescentException.Kind.DATA, "There is no file " + file + ".", e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + file + ": " + reason + ".", e);
        }
    }

    private static Content read(FileChannel channel, Path file, String kind) throws IOException {
        long size = channel.size();
        if (size < 8 + 2 + CHECKSUM_BYTES) {
            throw bad(file, kind, "it has only " + size + " bytes");
        }
        MessageDigest digest = sha256();
        long headerLength = fill(channel, 8, digest).getLong();
        if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > size - 8 - CHECKSUM_BYTES) {
            throw bad(file, kind, "it begins with a header of " + Long.toUnsignedString(headerLength)
                    + " bytes and has " + size + " in all");
        }
        Map<String, @Nullable Object> header = header(fill(channel, (int) headerLength, digest), file, kind);
        List<Entry> entries = entries(header, size - 8 - headerLength, file, kind);
        Map<String, float[]> floats = new LinkedHashMap<>();
        Map<String, double[]> doubles = new LinkedHashMap<>();
        for (Entry entry : entries) {
            ByteBuffer bytes = fill(channel, Math.toIntExact(entry.to - entry.from), digest);
            if (entry.wide) {
                double[] values = new double[bytes.remaining() / Double.BYTES];
                bytes.asDoubleBuffer().get(values);
                doubles.put(entry.name, values);
            } else {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                floats.put(entry.name, values);
            }
        }
        byte[] expected = digest.digest();
        byte[] found = fill(channel, CHECKSUM_BYTES, digest).array();
        if (!Arrays.equals(expected, found)) {
            throw bad(file, kind, "its content does not match its checksum, it was damaged or altered");
        }
        return new Content(description(header, file, kind), floats, doubles);
    }

    private static Map<String, @Nullable Object> header(ByteBuffer bytes, Path file, String kind) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return Json.object(Json.parse(text, file + ", header", MAX_HEADER), file + ", header");
        } catch (CharacterCodingException e) {
            throw bad(file, kind, "its header is not UTF-8");
        }
    }

    /// The arrays in the order of their offsets, checked to fill `available` bytes exactly, checksum last.
    private static List<Entry> entries(Map<String, @Nullable Object> header, long available, Path file, String kind) {
        List<Entry> entries = new ArrayList<>();
        boolean checksum = false;
        long at = 0;
        for (Map.Entry<String, @Nullable Object> item : header.entrySet()) {
            String name = item.getKey();
            if (name.equals("__metadata__")) {
                continue;
            }
            String what = file + ", \"" + name + "\"";
            if (checksum) {
                throw bad(file, kind, "\"" + name + "\" follows the checksum");
            }
            Entry entry = entry(name, Json.object(item.getValue(), what), at, available, file, kind);
            at = entry.to();
            checksum = name.equals(CHECKSUM);
            if (!checksum) {
                entries.add(entry);
            }
        }
        if (!checksum) {
            throw bad(file, kind, "it has no checksum");
        }
        if (at != available) {
            throw bad(file, kind, "its arrays take " + at + " bytes and " + available + " are there");
        }
        return entries;
    }

    /// The array that should lie at `at`.
    private static Entry entry(String name, Map<String, @Nullable Object> tensor, long at, long available, Path file,
            String kind) {
        String what = file + ", \"" + name + "\"";
        String type = Json.string(tensor.get("dtype"), what + ", dtype");
        int width = switch (type) {
            case "F32" -> Float.BYTES;
            case "F64" -> Double.BYTES;
            case "U8" -> 1;
            default -> throw bad(file, kind, "\"" + name + "\" is of type " + type);
        };
        List<@Nullable Object> offsets = Json.array(tensor.get("data_offsets"), what + ", data_offsets");
        List<@Nullable Object> shape = Json.array(tensor.get("shape"), what + ", shape");
        if (offsets.size() != 2 || shape.size() != 1) {
            throw bad(file, kind, "\"" + name + "\" needs two offsets and a shape of one number");
        }
        long from = Json.integer(offsets.get(0), what + ", data_offsets", 0, Long.MAX_VALUE);
        long to = Json.integer(offsets.get(1), what + ", data_offsets", 0, Long.MAX_VALUE);
        long length = Json.integer(shape.get(0), what + ", shape", 0, Integer.MAX_VALUE / width);
        if (from != at || to != from + length * width) {
            throw bad(file, kind, "\"" + name + "\" lies at " + from + " to " + to + ", expected " + at + " to "
                    + (at + length * width));
        }
        if (to > available) {
            throw bad(file, kind, "\"" + name + "\" ends at byte " + to + " of its arrays and " + available
                    + " are there, so it was not copied completely");
        }
        boolean checksum = name.equals(CHECKSUM);
        if (checksum != type.equals("U8") || checksum && length != CHECKSUM_BYTES) {
            throw bad(file, kind, "\"" + name + "\" is " + length + " numbers of type " + type);
        }
        return new Entry(name, width == Double.BYTES, from, to);
    }

    private static Map<String, String> metadata(String description) {
        Map<String, String> pieces = new LinkedHashMap<>();
        int from = 0;
        do {
            int to = Math.min(description.length(), from + PIECE);
            if (to < description.length() && Character.isHighSurrogate(description.charAt(to - 1))) {
                to--;
            }
            pieces.put(pieces.isEmpty() ? "descent" : "descent" + pieces.size(), description.substring(from, to));
            from = to;
        } while (from < description.length());
        return pieces;
    }

    private static Map<String, @Nullable Object> description(Map<String, @Nullable Object> header, Path file,
            String kind) {
        Map<String, @Nullable Object> pieces = Json.object(header.get("__metadata__"), file + ", __metadata__");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i == 0 || pieces.containsKey("descent" + i); i++) {
            String key = i == 0 ? "descent" : "descent" + i;
            if (!pieces.containsKey(key)) {
                throw bad(file, kind, "its header does not describe one");
            }
            text.append(Json.string(pieces.get(key), file + ", __metadata__, " + key));
        }
        return Json.object(Json.parse(text.toString(), file + ", description", MAX_HEADER), file + ", description");
    }

    private static long describe(Map<String, Object> header, String name, String type, int length, long at, int bytes) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("dtype", type);
        tensor.put("shape", List.of(length));
        tensor.put("data_offsets", List.of(at, at + bytes));
        header.put(name, tensor);
        return at + bytes;
    }

    private static ByteBuffer fill(FileChannel channel, int bytes, MessageDigest digest) throws IOException {
        ByteBuffer buffer = little(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        buffer.flip();
        digest.update(buffer.duplicate());
        return buffer;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static DescentException bad(Path file, String kind, String why) {
        return DescentException.data(file + " is not a usable " + kind + ": " + why + ".");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
