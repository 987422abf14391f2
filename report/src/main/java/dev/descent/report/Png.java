package dev.descent.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Scenes as PNG files, on a light ground.
///
/// Letters are filled outlines from [Typeface]: Java's own font system is not asked, because it fails on machines
/// without fontconfig. Only a character that the bundled font lacks is tried with the machine's fonts.
public final class Png {

    private final Graphics2D canvas;

    private Png(Graphics2D canvas) {
        this.canvas = canvas;
    }

    /// A PNG file's bytes.
    ///
    /// @param scale pixels of the file per pixel of the scene; 2 is sharp on today's screens
    public static byte[] bytes(Scene scene, double scale) {
        BufferedImage image = new BufferedImage((int) Math.ceil(scene.width() * scale),
                (int) Math.ceil(scene.height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setColor(color(Ink.GROUND, 1));
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.scale(scale, scale);
            new Png(canvas).marks(scene.marks());
        } finally {
            canvas.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void marks(List<Mark> marks) {
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Line line -> draw(path(List.of(line.x()), List.of(line.y()), false), line.stroke());
                case Mark.Area area -> {
                    canvas.setColor(color(area.fill(), area.opacity()));
                    canvas.fill(path(area.ringsX(), area.ringsY(), true));
                }
                case Mark.Text text -> text(text);
                case Mark.Symbol symbol -> symbol(symbol);
                case Mark.Clip clip -> {
                    Shape before = canvas.getClip();
                    canvas.clip(new Rectangle2D.Double(clip.x(), clip.y(), clip.width(), clip.height()));
                    marks(clip.marks());
                    canvas.setClip(before);
                }
                case Mark.Hover _ -> {
                    // Only pages know pointers.
                }
            }
        }
    }

    private static Path2D path(List<double[]> xs, List<double[]> ys, boolean close) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (int ring = 0; ring < xs.size(); ring++) {
            double[] x = xs.get(ring);
            double[] y = ys.get(ring);
            for (int i = 0; i < x.length; i++) {
                if (i == 0) {
                    path.moveTo(x[i], y[i]);
                } else {
                    path.lineTo(x[i], y[i]);
                }
            }
            if (close && x.length > 0) {
                path.closePath();
            }
        }
        return path;
    }

    private void draw(Shape shape, Mark.Stroke stroke) {
        float[] dash = new float[stroke.dash().size()];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = stroke.dash().get(i).floatValue();
        }
        int cap = dash.length == 0 ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
        canvas.setStroke(new BasicStroke((float) stroke.width(), cap, BasicStroke.JOIN_ROUND, 10,
                dash.length == 0 ? null : dash, 0));
        canvas.setColor(color(stroke.ink(), stroke.opacity()));
        canvas.draw(shape);
    }

    private void text(Mark.Text text) {
        AffineTransform before = canvas.getTransform();
        canvas.translate(text.x(), text.y());
        canvas.rotate(Math.toRadians(text.angle()));
        Path2D letters = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double scale = text.size() / Typeface.UNITS;
        double at = OutlinePath.start(text) * scale;
        Typeface face = Typeface.of(text.bold());
        for (int c : text.text().codePoints().toArray()) {
            letters.append(letter(c, face, text.size(), at), false);
            at += face.advance(c) * scale;
        }
        if (text.halo() != null) {
            draw(letters, Mark.Stroke.solid(text.halo(), Mark.HALO));
        }
        canvas.setColor(color(text.ink(), 1));
        canvas.fill(letters);
        canvas.setTransform(before);
    }

    private Shape letter(int character, Typeface face, double size, double at) {
        if (!face.covers(Character.toString(character))) {
            Shape borrowed = borrowed(character, size, at);
            if (borrowed != null) {
                return borrowed;
            }
        }
        double scale = size / Typeface.UNITS;
        PathPen pen = new PathPen();
        face.draw(character, pen);
        return AffineTransform.getTranslateInstance(at, 0).createTransformedShape(
                AffineTransform.getScaleInstance(scale, -scale).createTransformedShape(pen.path));
    }

    private @Nullable Shape borrowed(int character, double size, double at) {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
            return font.canDisplay(character)
                    ? font.createGlyphVector(canvas.getFontRenderContext(), Character.toString(character))
                            .getOutline((float) at, 0)
                    : null;
        } catch (RuntimeException | Error noFonts) {
            // Without fontconfig the font system ends in whatever it stumbles over; the box says enough.
            return null;
        }
    }

    private void symbol(Mark.Symbol symbol) {
        double r = symbol.radius();
        Ink casing = symbol.casing();
        switch (symbol.shape()) {
            case DISC -> {
                if (casing != null) {
                    canvas.setColor(color(casing, 1));
                    canvas.fill(circle(symbol, r + 1.5));
                }
                canvas.setColor(color(symbol.ink(), 1));
                canvas.fill(circle(symbol, r));
            }
            case RING -> {
                if (casing != null) {
                    draw(circle(symbol, r), Mark.Stroke.solid(casing, 5));
                }
                draw(circle(symbol, r), Mark.Stroke.solid(symbol.ink(), 2));
            }
            case CROSS -> {
                Path2D cross = new Path2D.Double();
                for (double[][] stroke : Mark.cross(symbol)) {
                    cross.append(path(List.of(stroke[0]), List.of(stroke[1]), false), false);
                }
                if (casing != null) {
                    draw(cross, Mark.Stroke.solid(casing, 5.5));
                }
                draw(cross, Mark.Stroke.solid(symbol.ink(), 2.5));
            }
            case STAR -> {
                if (casing != null) {
                    star(symbol, r + 3, casing);
                }
                star(symbol, r, symbol.ink());
            }
        }
    }

    private void star(Mark.Symbol symbol, double radius, Ink ink) {
        double[][] ring = Mark.star(symbol, radius);
        canvas.setColor(color(ink, 1));
        canvas.fill(path(List.of(ring[0]), List.of(ring[1]), true));
    }

    private static Shape circle(Mark.Symbol symbol, double radius) {
        return new Ellipse2D.Double(symbol.x() - radius, symbol.y() - radius, 2 * radius, 2 * radius);
    }

    private static Color color(Ink ink, double opacity) {
        return new Color(ink.light() >> 16 & 0xff, ink.light() >> 8 & 0xff, ink.light() & 0xff,
                (int) Math.round(opacity * 255));
    }

    /// Collects a letter in font units.
    private static final class PathPen implements Typeface.Pen {

        private final Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);

        @Override
        public void move(int x, int y) {
            path.moveTo(x, y);
        }

        @Override
        public void line(int x, int y) {
            path.lineTo(x, y);
        }

        @Override
        public void curve(int cx, int cy, int x, int y) {
            path.quadTo(cx, cy, x, y);
        }

        @Override
        public void close() {
            path.closePath();
        }
    }
}
