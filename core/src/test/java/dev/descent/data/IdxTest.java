package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.testing.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {

    @TempDir
    Path folder;

    @Test
    void read_imagesAndLabelsBeside_findsBoth() throws IOException {
        write("t-images-idx3-ubyte", bytes(0x803, 2, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255);
        write("t-labels-idx1-ubyte", bytes(0x801, 2), 3, 0);

        Images images = Idx.read(folder.resolve("t-images-idx3-ubyte"), null);

        assertThat(images.rows()).isEqualTo(2);
        assertThat(images.height()).isEqualTo(2);
        assertThat(images.width()).isEqualTo(3);
        assertThat(images.pixels()[11] & 0xff).isEqualTo(255);
        assertThat(images.labelled()).containsExactly(3, 0);
        assertThat(images.classes()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void read_gzip_isUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(0x803, 1, 1, 1));
            out.write(7);
        }
        Path file = Files.write(folder.resolve("one.gz"), packed.toByteArray());

        assertThat(Idx.looksLike(file)).isTrue();
        assertThat(Idx.read(file, null).pixels()).containsExactly(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "803 2 2 2 | 7 | is cut off: its header says 8 bytes of data, it holds 7",
            "803 2 2 2 | 9 | holds more than the 8 bytes",
            "803 2147483647 4096 4096 | 3 | expected at least one and at most 2 GB",
            "803 100000 100 100 | 3 | is cut off",
            "803 1 0 2 | 3 | says 0 rows an image, expected 1 to 4096",
            "803 -1 2 2 | 3 | says 4294967295 images",
            "803 1 | 0 | ends too early",
            "d03 1 1 1 | 1 | begins with 0x00000d03, expected 0x00000803",
            "801 1 | 1 | holds labels. Pass the file of the images"})
    void read_damaged_saysWhatIsWrong(String header, int length, String message) throws IOException {
        String[] words = header.split(" ");
        int[] ints = new int[words.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = i == 0 ? Integer.parseInt(words[0], 16) : Integer.parseInt(words[i]);
        }
        Path file = write("bad", bytes(ints), new int[length]);

        assertThatThrownBy(() -> Idx.read(file, null)).isInstanceOf(DescentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_fewerLabelsThanImages_isRefused() throws IOException {
        Path images = write("images", bytes(0x803, 2, 1, 1), 1, 2);
        Path labels = write("labels", bytes(0x801, 1), 1);

        assertThatThrownBy(() -> Idx.read(images, labels)).hasMessageContaining("holds 1 labels")
                .hasMessageContaining("holds 2 images");
    }

    @Test
    void read_mnist_hasItsKnownDensity() {
        Images mnist = Idx.read(Shared.file("data/mnist-t10k-images-idx3-ubyte.gz"), null);

        assertThat(mnist.rows()).isEqualTo(10_000);
        assertThat(mnist.labelled()).startsWith(7, 2, 1, 0, 4);
        assertThat(mnist.density()).isBetween(0.19, 0.195);
    }

    private static byte[] bytes(int... ints) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * ints.length);
        buffer.asIntBuffer().put(ints);
        return buffer.array();
    }

    private Path write(String name, byte[] header, int... data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        for (int value : data) {
            out.write(value);
        }
        return Files.write(folder.resolve(name), out.toByteArray());
    }
}
