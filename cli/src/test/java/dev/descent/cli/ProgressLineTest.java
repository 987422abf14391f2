package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    @Test
    void update_onATerminal_writesAtMostTenLinesASecondAndErasesThem() {
        ProgressLine line = new ProgressLine(err, true, true, () -> now, 80);
        for (int millisecond = 0; millisecond < 2_000; millisecond++) {
            now = millisecond * 1_000_000L;
            line.update(millisecond / 2_000.0, () -> "epoch");
        }
        line.erase();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.split("\r")).hasSizeBetween(19, 22);
        assertThat(text).endsWith("\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void update_onANarrowTerminal_isCutToItsWidth() {
        ProgressLine line = new ProgressLine(err, true, true, () -> now, 40);
        now = 1_000_000_000L;
        line.update(0.5, () -> "x".repeat(100));
        assertThat(bytes.toString(StandardCharsets.UTF_8).replaceAll("\r|\u001b\\[K", "")).hasSize(39);
    }

    @Test
    void update_withManyWords_shortensTheBarBeforeTheWords() {
        ProgressLine line = new ProgressLine(err, true, true, () -> now, 80);
        now = 1_000_000_000L;
        line.update(0.5, () -> "epoch 4.8  loss 0.3104  validation 0.3253  best 0.3253");
        String text = bytes.toString(StandardCharsets.UTF_8).replaceAll("\r|\u001b\\[K", "");
        assertThat(text).hasSize(79).startsWith("█".repeat(3)).endsWith("best 0.3253  0:01 < 0:01");
    }

    @Test
    void update_intoAFile_writesAFullLineEachTenthOfTheWork() {
        ProgressLine line = new ProgressLine(err, true, false, () -> now, 80);
        for (int i = 0; i <= 1_000; i++) {
            now = i * 5_000_000L;
            String text = "epoch " + i;
            line.update(i / 1_000.0, () -> text);
        }
        line.erase();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\r", "\u001b");
        assertThat(text.lines()).hasSize(10).first().isEqualTo("10%  epoch 100  0:01 < 0:05");
    }

    @Test
    void update_thatIsSlow_writesALineEveryThirtySeconds() {
        ProgressLine line = new ProgressLine(err, true, false, () -> now, 80);
        for (int second = 0; second <= 90; second++) {
            now = second * 1_000_000_000L;
            line.update(0.05, () -> "slow");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    }

    @Test
    void update_notShown_writesNothing() {
        ProgressLine line = new ProgressLine(err, false, true, () -> now, 80);
        now = 1_000_000_000L;
        line.update(0.5, () -> "x");
        line.erase();
        assertThat(bytes.size()).isZero();
    }
}
