package dev.descent.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The bundled font, read from its TrueType file without the platform's font system: widths and outlines are then
/// the same on every machine, also on one without fonts, fontconfig or FreeType.
///
/// Units are the font's own, [#UNITS] per em, y upwards.
final class Typeface {

    /// What a glyph's outline is told to.
    interface Pen {
        void move(int x, int y);

        void line(int x, int y);

        /// A quadratic curve with control point (cx, cy).
        void curve(int cx, int cy, int x, int y);

        void close();
    }

    /// Font units per em of both bundled fonts.
    static final int UNITS = 2048;
    /// Height of capital letters over the baseline, in em.
    static final double CAPITALS = 0.729;

    private static final Typeface REGULAR = new Typeface("DejaVuSans.ttf");
    private static final Typeface BOLD = new Typeface("DejaVuSans-Bold.ttf");

    // Bits of a TrueType outline point and of a composite part, as the specification names them.
    private static final int ON_CURVE = 0x01;
    private static final int X_SHORT = 0x02;
    private static final int Y_SHORT = 0x04;
    private static final int REPEAT = 0x08;
    private static final int X_SAME_OR_POSITIVE = 0x10;
    private static final int Y_SAME_OR_POSITIVE = 0x20;
    private static final int WORDS = 0x01;
    private static final int SCALED = 0x08 | 0x40 | 0x80;
    private static final int MORE_PARTS = 0x20;

    private final ByteBuffer file;
    private final Map<String, Integer> tables = new HashMap<>();
    private final Map<Integer, Integer> glyphs = new HashMap<>();
    private final int measures;
    private final boolean longOffsets;

    private Typeface(String name) {
        file = ByteBuffer.wrap(resource(name));
        for (int i = 0, at = 12; i < unsigned(4); i++, at += 16) {
            byte[] tag = new byte[4];
            file.get(at, tag);
            tables.put(new String(tag, StandardCharsets.US_ASCII), file.getInt(at + 8));
        }
        measures = unsigned(table("hhea") + 34);
        longOffsets = file.getShort(table("head") + 50) == 1;
        readCharacters();
    }

    /// The regular or the bold face.
    static Typeface of(boolean bold) {
        return bold ? BOLD : REGULAR;
    }

    /// A bundled font file's bytes.
    static byte[] resource(String name) {
        try (InputStream in = Typeface.class.getResourceAsStream("fonts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is missing from descent-report's jar");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Width of a text in em.
    static double width(String text, boolean bold) {
        Typeface face = of(bold);
        return text.codePoints().mapToLong(face::advance).sum() / (double) UNITS;
    }

    /// Whether every character of a text has a glyph.
    boolean covers(String text) {
        return text.codePoints().allMatch(glyphs::containsKey);
    }

    /// How far the pen moves on after a character. Unknown characters are as wide as a box, East Asian ones an em.
    int advance(int codePoint) {
        Integer glyph = glyphs.get(codePoint);
        if (glyph == null && codePoint >= 0x2e80) {
            return UNITS;
        }
        return unsigned(table("hmtx") + 4 * Math.min(glyph == null ? 0 : glyph, measures - 1));
    }

    /// Draws a character's outline; an unknown character is a box.
    void draw(int codePoint, Pen pen) {
        drawGlyph(glyphs.getOrDefault(codePoint, 0), 0, 0, pen);
    }

    private void drawGlyph(int glyph, int dx, int dy, Pen pen) {
        int at = table("glyf") + offset(glyph);
        if (offset(glyph + 1) == offset(glyph)) {
            return;
        }
        int contours = file.getShort(at);
        if (contours >= 0) {
            drawSimple(at, contours, dx, dy, pen);
        } else {
            drawComposite(at + 10, dx, dy, pen);
        }
    }

    private void drawComposite(int start, int dx, int dy, Pen pen) {
        int at = start;
        int flags;
        do {
            flags = unsigned(at);
            int part = unsigned(at + 2);
            if ((flags & SCALED) != 0) {
                throw new IllegalStateException("scaled glyph parts are not in the bundled fonts");
            }
            boolean words = (flags & WORDS) != 0;
            int x = words ? file.getShort(at + 4) : file.get(at + 4);
            int y = words ? file.getShort(at + 6) : file.get(at + 5);
            at += words ? 8 : 6;
            drawGlyph(part, dx + x, dy + y, pen);
        } while ((flags & MORE_PARTS) != 0);
    }

    private void drawSimple(int start, int contours, int dx, int dy, Pen pen) {
        int at = start + 10;
        int points = unsigned(at + 2 * (contours - 1)) + 1;
        int flagsAt = at + 2 * contours + 2 + unsigned(at + 2 * contours);
        int[] flags = new int[points];
        for (int i = 0; i < points; i++) {
            int flag = file.get(flagsAt++) & 0xff;
            flags[i] = flag;
            if ((flag & REPEAT) != 0) {
                for (int repeats = file.get(flagsAt++) & 0xff; repeats > 0; repeats--) {
                    flags[++i] = flag;
                }
            }
        }
        int[] x = new int[points];
        int[] y = new int[points];
        int afterX = coordinates(flagsAt, flags, X_SHORT, X_SAME_OR_POSITIVE, dx, x);
        coordinates(afterX, flags, Y_SHORT, Y_SAME_OR_POSITIVE, dy, y);
        for (int contour = 0, first = 0; contour < contours; contour++) {
            int last = unsigned(at + 2 * contour);
            drawContour(flags, x, y, first, last, pen);
            first = last + 1;
        }
    }

    private int coordinates(int start, int[] flags, int shortBit, int sameBit, int origin, int[] into) {
        int at = start;
        int value = origin;
        for (int i = 0; i < flags.length; i++) {
            boolean same = (flags[i] & sameBit) != 0;
            if ((flags[i] & shortBit) != 0) {
                int step = file.get(at++) & 0xff;
                value += same ? step : -step;
            } else if (!same) {
                value += file.getShort(at);
                at += 2;
            }
            into[i] = value;
        }
        return at;
    }

    /// Between two control points in a row TrueType means their middle as a point on the curve; a contour of control
    /// points only begins at such a middle.
    private static void drawContour(int[] flags, int[] x, int[] y, int first, int last, Pen pen) {
        int count = last - first + 1;
        int begin = first;
        while (begin <= last && (flags[begin] & ON_CURVE) == 0) {
            begin++;
        }
        if (begin <= last) {
            pen.move(x[begin], y[begin]);
        } else {
            begin = last;
            pen.move((x[last] + x[first]) / 2, (y[last] + y[first]) / 2);
        }
        for (int k = 1; k <= count; k++) {
            int i = first + (begin - first + k) % count;
            if ((flags[i] & ON_CURVE) != 0) {
                pen.line(x[i], y[i]);
                continue;
            }
            int next = first + (i - first + 1) % count;
            boolean nextOn = (flags[next] & ON_CURVE) != 0;
            pen.curve(x[i], y[i], nextOn ? x[next] : (x[i] + x[next]) / 2, nextOn ? y[next] : (y[i] + y[next]) / 2);
            if (nextOn) {
                k++;
            }
        }
        pen.close();
    }

    private int offset(int glyph) {
        int loca = table("loca");
        return longOffsets ? file.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
    }

    /// The character map in its format 4: runs of characters, each with a shift to glyph numbers or a list of them.
    private void readCharacters() {
        int cmap = table("cmap");
        int at = cmap + file.getInt(cmap + 8);
        if (unsigned(at) != 4) {
            throw new IllegalStateException("the bundled fonts have a character map of format 4");
        }
        int doubled = unsigned(at + 6);
        int ends = at + 14;
        int starts = ends + doubled + 2;
        for (int i = 0; i < doubled; i += 2) {
            int list = unsigned(starts + 2 * doubled + i);
            int start = unsigned(starts + i);
            for (int c = start; c <= unsigned(ends + i) && c != 0xffff; c++) {
                int shift = file.getShort(starts + doubled + i);
                int listed = list == 0 ? c : unsigned(starts + 2 * doubled + i + list + 2 * (c - start));
                glyphs.put(c, listed + shift & 0xffff);
            }
        }
    }

    private int table(String tag) {
        Integer at = tables.get(tag);
        if (at == null) {
            throw new IllegalStateException("the bundled font has no table " + tag);
        }
        return at;
    }

    private int unsigned(int at) {
        return file.getShort(at) & 0xffff;
    }
}
