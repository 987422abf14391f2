package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {

    @Test
    void bytes_aScene_isTwiceAsLargeAndShowsItsInk() throws Exception {
        Scene scene = new Scene(100, 40, "t", "d", List.of(
                new Mark.Text("ηθ", 20, 25, 20, false, Mark.Anchor.START, 0, Ink.of(0xff0000), null)));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.bytes(scene, 2)));
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(80);
        int red = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 200; x++) {
                boolean inText = x >= 40 && x < 100 && y >= 12 && y <= 62;
                boolean ink = (image.getRGB(x, y) & 0xffffff) != 0xffffff;
                assertThat(ink && !inText).as("ink at %d, %d", x, y).isFalse();
                red += (image.getRGB(x, y) & 0xffffff) == 0xff0000 ? 1 : 0;
            }
        }
        assertThat(red).isGreaterThan(80);
    }

    /// A JVM whose font configuration is missing draws the same bytes, and never loads Java's font engine.
    @Test
    void bytes_noFontsOnTheMachine_areTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("loss.png");
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Dsun.awt.fontconfig=" + folder.resolve("missing"), "-Xlog:class+load",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PngTest.class.getName(), file.toString());
        builder.environment().put("FONTCONFIG_FILE", "/dev/null");
        builder.environment().put("FONTCONFIG_PATH", folder.toString());
        int exit = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        List<String> loaded = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertThat(exit).as(() -> String.join("\n", loaded.subList(Math.max(0, loaded.size() - 20), loaded.size())))
                .isZero();
        assertThat(Arrays.equals(Files.readAllBytes(file), chart().png())).isTrue();
        assertThat(loaded).noneMatch(line -> line.contains("sun.font.FontConfigManager")
                || line.contains("sun.awt.FcFontConfiguration"));
    }

    /// What the other JVM runs.
    public static void main(String[] arguments) {
        chart().writePng(Path.of(arguments[0]));
    }

    private static LineChart chart() {
        return Scenes.losses(new Random(4));
    }
}
