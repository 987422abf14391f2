package dev.descent.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Scenes as SVG text. The same scene gives the same bytes.
public final class Svg {

    /// The fonts that inline pictures ask for; [HtmlReport] brings the first one along.
    static final String FONTS = "Descent Sans,DejaVu Sans,Verdana,sans-serif";
    // Stands for the picture's own prefix of ids until the content, from which it is made, is known.
    private static final char PREFIX = '\u0001';

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Map<String, String> darkRules = new LinkedHashMap<>();
    private final boolean inline;
    private int clips;

    private Svg(boolean inline) {
        this.inline = inline;
    }

    /// A whole SVG file: light ground, letters as outlines, so it needs no fonts where it is shown.
    public static String standalone(Scene scene) {
        Svg svg = new Svg(false);
        svg.area(List.of(new double[] {0, scene.width(), scene.width(), 0}),
                List.of(new double[] {0, 0, scene.height(), scene.height()}), Ink.GROUND, 1);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.whole(scene);
    }

    /// An `<svg>` element for an HTML page: no ground of its own, letters as text, colours that follow the page's
    /// light or dark scheme, values where a pointer rests.
    public static String inline(Scene scene) {
        return new Svg(true).whole(scene);
    }

    private String whole(Scene scene) {
        marks(scene.marks());
        StringBuilder svg = new StringBuilder(out.length() + 1024);
        String size = " viewBox=\"0 0 " + Markup.number(scene.width()) + ' ' + Markup.number(scene.height()) + '"';
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\"").append(size);
        svg.append(" width=\"").append(Markup.number(scene.width())).append("\" height=\"")
                .append(Markup.number(scene.height())).append('"');
        svg.append(" role=\"img\" aria-labelledby=\"").append(PREFIX).append("t ").append(PREFIX).append("d\"");
        if (inline) {
            svg.append(" font-family=\"").append(FONTS).append('"');
        }
        svg.append(">\n<title id=\"").append(PREFIX).append("t\">").append(Markup.escape(scene.title()));
        svg.append("</title>\n<desc id=\"").append(PREFIX).append("d\">").append(Markup.escape(scene.description()));
        svg.append("</desc>\n");
        if (!darkRules.isEmpty()) {
            svg.append("<style>@media screen and (prefers-color-scheme:dark){");
            darkRules.forEach((name, rule) -> svg.append('.').append(name).append('{').append(rule).append('}'));
            svg.append("}</style>\n");
        }
        svg.append(out).append("</svg>\n");
        CRC32 sum = new CRC32();
        sum.update(svg.toString().getBytes(StandardCharsets.UTF_8));
        return svg.toString().replace(String.valueOf(PREFIX), "d" + Long.toHexString(sum.getValue()));
    }

    private void marks(List<Mark> marks) {
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Line line -> line(line);
                case Mark.Area area -> area(area.ringsX(), area.ringsY(), area.fill(), area.opacity());
                case Mark.Text text -> text(text);
                case Mark.Symbol symbol -> symbol(symbol);
                case Mark.Clip clip -> clip(clip);
                case Mark.Hover hover -> hover(hover);
            }
        }
    }

    private void line(Mark.Line line) {
        if (line.x().length == 0) {
            return;
        }
        out.append("<path d=\"");
        points(line.x(), line.y());
        out.append("\" fill=\"none\"");
        stroke(line.stroke());
        out.append("/>\n");
    }

    private void stroke(Mark.Stroke stroke) {
        paint("stroke", stroke.ink());
        out.append(" stroke-width=\"");
        Markup.number(out, stroke.width());
        out.append("\" stroke-linejoin=\"round\" stroke-linecap=\"").append(stroke.dash().isEmpty() ? "round" : "butt")
                .append('"');
        if (!stroke.dash().isEmpty()) {
            out.append(" stroke-dasharray=\"");
            for (int i = 0; i < stroke.dash().size(); i++) {
                Markup.number(out.append(i == 0 ? "" : " "), stroke.dash().get(i));
            }
            out.append('"');
        }
        opacity("stroke-opacity", stroke.opacity());
    }

    private void area(List<double[]> ringsX, List<double[]> ringsY, Ink fill, double opacity) {
        out.append("<path d=\"");
        for (int i = 0; i < ringsX.size(); i++) {
            points(ringsX.get(i), ringsY.get(i));
            out.append('Z');
        }
        out.append("\" fill-rule=\"evenodd\"");
        paint("fill", fill);
        opacity("fill-opacity", opacity);
        out.append("/>\n");
    }

    private void points(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            out.append(i == 0 ? "M" : i == 1 ? "L" : " ");
            Markup.number(out, x[i]);
            out.append(' ');
            Markup.number(out, y[i]);
        }
    }

    private void text(Mark.Text text) {
        if (!inline && Typeface.of(text.bold()).covers(text.text())) {
            outlines(text);
            return;
        }
        if (text.halo() != null) {
            textElement(text, text.halo());
        }
        textElement(text, null);
    }

    private void textElement(Mark.Text text, @Nullable Ink halo) {
        out.append("<text x=\"");
        Markup.number(out, text.x());
        out.append("\" y=\"");
        Markup.number(out, text.y());
        out.append("\" font-size=\"");
        Markup.number(out, text.size());
        out.append('"');
        if (!inline) {
            out.append(" font-family=\"sans-serif\"");
        }
        if (text.bold()) {
            out.append(" font-weight=\"700\"");
        }
        switch (text.anchor()) {
            case START -> {}
            case MIDDLE -> out.append(" text-anchor=\"middle\"");
            case END -> out.append(" text-anchor=\"end\"");
        }
        if (text.angle() != 0) {
            out.append(" transform=\"rotate(");
            Markup.number(out, text.angle());
            Markup.number(out.append(' '), text.x());
            Markup.number(out.append(' '), text.y());
            out.append(")\"");
        }
        if (halo != null) {
            out.append(" aria-hidden=\"true\" fill=\"none\"");
            stroke(Mark.Stroke.solid(halo, Mark.HALO));
        } else {
            paint("fill", text.ink());
        }
        out.append('>').append(Markup.escape(text.text())).append("</text>\n");
    }

    /// Letters as one path in the font's own whole units, which keeps the file small.
    private void outlines(Mark.Text text) {
        double scale = text.size() / Typeface.UNITS;
        StringBuilder place = new StringBuilder(" transform=\"translate(");
        Markup.number(place, text.x());
        Markup.number(place.append(' '), text.y());
        place.append(')');
        if (text.angle() != 0) {
            place.append("rotate(");
            Markup.number(place, text.angle());
            place.append(')');
        }
        String millionths = Long.toString(Math.round(scale * 1e6));
        place.append("scale(0.").append("0".repeat(6 - millionths.length())).append(millionths).append(")\"");
        String path = OutlinePath.of(text);
        if (text.halo() != null) {
            out.append("<path").append(place).append(" d=\"").append(path).append("\" fill=\"none\"");
            stroke(Mark.Stroke.solid(text.halo(), Mark.HALO / scale));
            out.append("/>\n");
        }
        out.append("<path").append(place).append(" d=\"").append(path).append('"');
        paint("fill", text.ink());
        out.append("/>\n");
    }

    private void symbol(Mark.Symbol symbol) {
        double r = symbol.radius();
        switch (symbol.shape()) {
            case DISC, RING -> {
                boolean disc = symbol.shape() == Mark.Shape.DISC;
                if (symbol.casing() != null) {
                    circle(symbol, r + (disc ? 1.5 : 0), disc, symbol.casing(), 5);
                }
                circle(symbol, r, disc, symbol.ink(), 2);
            }
            case CROSS -> {
                for (double[][] stroke : Mark.cross(symbol)) {
                    if (symbol.casing() != null) {
                        line(new Mark.Line(stroke[0], stroke[1], Mark.Stroke.solid(symbol.casing(), 5.5)));
                    }
                }
                for (double[][] stroke : Mark.cross(symbol)) {
                    line(new Mark.Line(stroke[0], stroke[1], Mark.Stroke.solid(symbol.ink(), 2.5)));
                }
            }
            case STAR -> {
                if (symbol.casing() != null) {
                    double[][] wide = Mark.star(symbol, r + 3);
                    area(List.of(wide[0]), List.of(wide[1]), symbol.casing(), 1);
                }
                double[][] star = Mark.star(symbol, r);
                area(List.of(star[0]), List.of(star[1]), symbol.ink(), 1);
            }
        }
    }

    private void circle(Mark.Symbol symbol, double radius, boolean filled, Ink ink, double width) {
        out.append("<circle cx=\"");
        Markup.number(out, symbol.x());
        Markup.number(out.append("\" cy=\""), symbol.y());
        Markup.number(out.append("\" r=\""), radius);
        out.append('"');
        if (filled) {
            paint("fill", ink);
        } else {
            out.append(" fill=\"none\"");
            paint("stroke", ink);
            Markup.number(out.append(" stroke-width=\""), width);
            out.append('"');
        }
        out.append("/>\n");
    }

    private void clip(Mark.Clip clip) {
        int id = clips++;
        out.append("<clipPath id=\"").append(PREFIX).append('c').append(id).append("\"><rect x=\"");
        Markup.number(out, clip.x());
        Markup.number(out.append("\" y=\""), clip.y());
        Markup.number(out.append("\" width=\""), clip.width());
        Markup.number(out.append("\" height=\""), clip.height());
        out.append("\"/></clipPath>\n<g clip-path=\"url(#").append(PREFIX).append('c').append(id).append(")\">\n");
        marks(clip.marks());
        out.append("</g>\n");
    }

    private void hover(Mark.Hover hover) {
        if (!inline) {
            return;
        }
        Markup.number(out.append("<circle cx=\""), hover.x());
        Markup.number(out.append("\" cy=\""), hover.y());
        Markup.number(out.append("\" r=\""), hover.radius());
        out.append("\" fill=\"none\" pointer-events=\"all\"><title>").append(Markup.escape(hover.text()))
                .append("</title></circle>\n");
    }

    private void paint(String property, Ink ink) {
        out.append(' ').append(property).append("=\"#").append(hex(ink.light())).append('"');
        if (inline && ink.light() != ink.dark()) {
            String name = property.charAt(0) + hex(ink.light()) + hex(ink.dark());
            out.append(" class=\"").append(name).append('"');
            darkRules.put(name, property + ":#" + hex(ink.dark()));
        }
    }

    private void opacity(String property, double opacity) {
        if (opacity < 1) {
            out.append(' ').append(property).append("=\"");
            Markup.number(out, opacity);
            out.append('"');
        }
    }

    private static String hex(int rgb) {
        return String.format("%06x", rgb & 0xffffff);
    }
}
