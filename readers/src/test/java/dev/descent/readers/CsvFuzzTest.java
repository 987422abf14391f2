package dev.descent.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.data.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFuzzTest {

    private static final byte[] GOOD = ("name;size;price\n\"Ada; B\";1.5;2\n\"say \"\"hi\"\"\";NA;-3e4\r\n"
            + "Bob;;0.25\n\n?;4;null\n").repeat(8).getBytes(StandardCharsets.UTF_8);
    /// What decides something in a reader, more often than other bytes.
    private static final byte[] NASTY = "\",;\t|\n\r\0?NA1e9.-+xé\uFEFF#'∞ ".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void read_damagedFiles_giveATableOrAMessage() throws IOException {
        fuzz(System.nanoTime(), 600);
    }

    @Test
    @Tag("nightly")
    void read_manyDamagedFiles_giveATableOrAMessage() throws IOException {
        fuzz(System.nanoTime(), 200_000);
    }

    private void fuzz(long seed, int files) throws IOException {
        CounterRandom random = CounterRandom.of(seed, Purpose.TEST);
        Path file = folder.resolve("fuzz.csv");
        long next = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = Arrays.copyOf(GOOD, 1 + random.below(next++, GOOD.length));
            int changes = random.below(next++, 6);
            for (int change = 0; change < changes; change++) {
                int at = random.below(next++, bytes.length);
                byte any = (byte) random.bits(next++);
                byte nasty = NASTY[random.below(next++, NASTY.length)];
                bytes[at] = random.below(next++, 6) == 0 ? any : nasty;
            }
            Files.write(file, bytes);
            String what = "seed " + seed + ", file " + i;
            try {
                Table table = Csv.read(file);
                assertThat(table.rows()).as(what).isPositive();
            } catch (DescentException e) {
                assertThat(e.kind()).as(what).isEqualTo(DescentException.Kind.DATA);
                assertThat(e).as(what).message().contains("fuzz.csv").doesNotContain("Exception");
            } catch (RuntimeException e) {
                throw new AssertionError(what + ": " + Arrays.toString(bytes), e);
            }
        }
    }
}
