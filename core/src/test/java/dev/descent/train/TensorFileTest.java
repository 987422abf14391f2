package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFileTest {

    private static final String INTACT = "\"__metadata__\":{\"descent\":\"{}\"},";
    private static final String CHECKSUM = ",\"sha256\":{\"dtype\":\"U8\",\"shape\":[32],\"data_offsets\":[8,40]}";

    @TempDir
    private Path folder;

    @Test
    void read_whatWasWritten_isTheSameInEveryBit() throws IOException {
        Map<String, float[]> floats = new LinkedHashMap<>();
        floats.put("weights", new float[]{1, -0f, 1e-40f, Float.MAX_VALUE, Float.NaN});
        floats.put("empty", new float[0]);
        Map<String, double[]> doubles = Map.of("scalars", new double[]{Double.POSITIVE_INFINITY, Math.PI});
        Path file = write(new TensorFile.Content(new LinkedHashMap<>(Map.of("city", "Zürich 😀")), floats, doubles));

        TensorFile.Content content = TensorFile.read(file, "model");

        assertThat(content.description()).containsEntry("city", "Zürich 😀");
        assertThat(content.floats().get("weights")).isEqualTo(floats.get("weights"));
        assertThat(content.floats("empty", 0, file)).isEmpty();
        assertThat(content.doubles("scalars", 2, file)).isEqualTo(doubles.get("scalars"));
    }

    @Test
    void read_descriptionLongerThanOneString_isPutTogether() throws IOException {
        Map<String, Object> description = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            description.put("column " + i, "😀".repeat(1 + i % 50));
        }
        Path file = write(new TensorFile.Content(new LinkedHashMap<>(description), Map.of(), Map.of()));

        assertThat(TensorFile.read(file, "model").description()).isEqualTo(description);
    }

    @Test
    void encode_layout_isThatOfSafetensors() {
        ByteBuffer head = TensorFile.encode(new TensorFile.Content(Map.of(), Map.of("w", new float[3]), Map.of()))
                .getFirst().order(ByteOrder.LITTLE_ENDIAN);
        long length = head.getLong();
        String json = StandardCharsets.UTF_8.decode(head).toString();

        assertThat(length).isEqualTo(json.length());
        assertThat(length % 8).isZero();
        assertThat(json.strip()).isEqualTo("{\"__metadata__\":{\"descent\":\"{}\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
                + "\"sha256\":{\"dtype\":\"U8\",\"shape\":[32],\"data_offsets\":[12,44]}}");
    }

    @Test
    void read_everyTruncationAndEveryFlippedByte_isRefused() throws IOException {
        Path file = write(new TensorFile.Content(new LinkedHashMap<>(Map.of("kind", "model")),
                Map.of("w", new float[]{1, 2}), Map.of()));
        byte[] intact = Files.readAllBytes(file);
        for (int length = 0; length < intact.length; length++) {
            refused(java.util.Arrays.copyOf(intact, length), "truncated to " + length);
        }
        for (int at = 0; at < intact.length; at++) {
            byte[] flipped = intact.clone();
            flipped[at] ^= 0x10;
            refused(flipped, "byte " + at);
        }
        refused(java.util.Arrays.copyOf(intact, intact.length + 1), "a byte more");
    }

    @Test
    void read_randomBytes_areRefusedWithAMessage() throws IOException {
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 8 && random.nextBoolean()) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(random.nextInt(bytes.length));
            }
            refused(bytes, "trial " + trial);
        }
    }

    /// Hostile headers with a right checksum, over 8 bytes of data.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}+ | lies at 4 to 12, expected 0 to 8",
            "'w':{'dtype':'F32','shape':[4],'data_offsets':[0,8]}+ | expected 0 to 16",
            "'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}+ | lies at 8 to 40, expected 4 to 36",
            "'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'v':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}+ | lies at 0 to 8",
            "'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}+ | expected a whole number from 0",
            "'w':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,8]}+ | expected a whole number from 0",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}+ | lies at 8 to 0",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,1e300]}+ | expected a whole number from 0 to 40",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[0.5,8]}+ | expected a whole number",
            "'w':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]}+ | a shape of one number",
            "'w':{'dtype':'BF16','shape':[4],'data_offsets':[0,8]}+ | of type BF16",
            "'w':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}+ | of type U8",
            "'w':{'dtype':'F32','shape':[2]}+ | expected a JSON array, found null",
            "'w':[]+ | expected a JSON object",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | no checksum",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[0],'data_offsets':[8,8]}+ | \"w\"",
            "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}+,'z':{'dtype':'F32','shape':[0],'data_offsets':[40,40]} | follows the checksum"
    })
    void read_hostileHeader_isRefused(String tensors, String expected) throws IOException {
        String header = "{" + INTACT + tensors.replace('\'', '"').replace("+", CHECKSUM) + "}";

        assertThatThrownBy(() -> TensorFile.read(hostile(header), "model")).isInstanceOf(DescentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void read_noDescription_isRefused() throws IOException {
        String w = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}" + CHECKSUM;
        Path missing = hostile("{\"__metadata__\":{}," + w + "}");
        Path number = hostile("{\"__metadata__\":{\"descent\":7}," + w + "}");
        Path list = hostile("{\"__metadata__\":{\"descent\":\"[]\"}," + w + "}");

        assertThatThrownBy(() -> TensorFile.read(missing, "model")).hasMessageContaining("does not describe one");
        assertThatThrownBy(() -> TensorFile.read(number, "model")).hasMessageContaining("expected a string");
        assertThatThrownBy(() -> TensorFile.read(list, "model")).hasMessageContaining("expected a JSON object");
    }

    @Test
    void read_missingFileAndFolder_sayWhatIsThere() {
        assertThatThrownBy(() -> TensorFile.read(folder.resolve("none"), "model")).hasMessageContaining("There is no file");
        assertThatThrownBy(() -> TensorFile.read(folder, "model")).isInstanceOf(DescentException.class)
                .hasMessageContaining("it is a folder");
    }

    private void refused(byte[] bytes, String what) throws IOException {
        Path file = Files.write(folder.resolve("bad"), bytes);
        assertThatThrownBy(() -> TensorFile.read(file, "model")).as(what).isInstanceOf(DescentException.class)
                .hasMessageContaining(file.toString());
    }

    private Path hostile(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8 + 32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).putLong(0);
        MessageDigest digest = TensorFile.sha256();
        digest.update(bytes.duplicate().flip());
        bytes.put(digest.digest());
        return Files.write(Files.createTempFile(folder, "hostile", ""), bytes.array());
    }

    private Path write(TensorFile.Content content) {
        Path file = folder.resolve("file.descent");
        AtomicFile.write(Disk.real(), file, TensorFile.encode(content));
        return file;
    }
}
