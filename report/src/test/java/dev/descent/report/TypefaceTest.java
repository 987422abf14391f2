package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypefaceTest {

    private static final String NEEDED = "AZaz09.,:;()[]{}<>=+-*/^_|~'\"&%$#@!? ÄÖÜäöüßéèñ ΑΩαβγδεηθκλμπρσφω "
            + "₀₁₂₃₄₅₆₇₈₉ₗ⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺½ ←↑→↓ −·×÷±√∞≈≠≤≥∂∇∑∏‖⌊⌋⟨⟩ ▁▂▃▄▅▆▇█░▒▓ ✕★●○ –—…‘’“” Жя";

    @Test
    void covers_everyCharacterOfPicturesAndEquations_isThere() {
        NEEDED.codePoints().filter(c -> !Typeface.of(false).covers(Character.toString(c)))
                .forEach(c -> assertThat(Character.toString(c)).as("a glyph is missing").isEmpty());
    }

    /// Java's own font engine reads the same files: it is the oracle.
    @Test
    void draw_everyCharacter_hasTheWidthAndTheBoundsThatJavasFontEngineFinds() throws Exception {
        for (boolean bold : new boolean[] {false, true}) {
            Typeface face = Typeface.of(bold);
            Font font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(
                    Typeface.resource(bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf"))).deriveFont(2048f);
            FontRenderContext exact = new FontRenderContext(null, true, true);
            int[] covered = IntStream.rangeClosed(0x20, 0xffff).filter(c -> face.covers(Character.toString(c)))
                    .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                    .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isWhitespace(c)).toArray();
            assertThat(covered.length).isGreaterThan(300);
            for (int c : covered) {
                GlyphVector glyph = font.createGlyphVector(exact, Character.toString(c));
                assertThat((double) face.advance(c)).as("advance of U+%04X", c)
                        .isCloseTo(glyph.getGlyphMetrics(0).getAdvance(), within(1.0));
                Rectangle2D expected = glyph.getOutline().getBounds2D();
                Rectangle2D drawn = drawn(face, c).getBounds2D();
                assertThat(drawn.getMinX()).as("left of U+%04X", c).isCloseTo(expected.getMinX(), within(2.0));
                assertThat(drawn.getMaxX()).as("right of U+%04X", c).isCloseTo(expected.getMaxX(), within(2.0));
                assertThat(drawn.getMinY()).as("top of U+%04X", c).isCloseTo(expected.getMinY(), within(2.0));
                assertThat(drawn.getMaxY()).as("bottom of U+%04X", c).isCloseTo(expected.getMaxY(), within(2.0));
            }
        }
    }

    private static Path2D drawn(Typeface face, int character) {
        Path2D path = new Path2D.Double();
        face.draw(character, new Typeface.Pen() {
            @Override
            public void move(int x, int y) {
                path.moveTo(x, -y);
            }

            @Override
            public void line(int x, int y) {
                path.lineTo(x, -y);
            }

            @Override
            public void curve(int cx, int cy, int x, int y) {
                path.quadTo(cx, -cy, x, -y);
            }

            @Override
            public void close() {
                path.closePath();
            }
        });
        return path;
    }

    @Test
    void width_unknownCharacters_isStillPositive() {
        assertThat(Typeface.width("价格", false)).isEqualTo(2);
        assertThat(Typeface.width("\u0007", false)).isPositive();
    }
}
