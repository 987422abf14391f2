package dev.descent.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// One self-contained page: it opens from disk, offline, in light and dark, and prints. It holds no script and asks
/// nothing of the network; its own content policy forbids both. Every text is escaped, so names and values from data
/// stay text.
///
/// A value to fill: every method returns a changed copy.
public final class HtmlReport {

    private final String title;
    private final List<String> sections;

    private HtmlReport(String title, List<String> sections) {
        this.title = title;
        this.sections = List.copyOf(sections);
    }

    /// An empty page.
    public static HtmlReport of(String title) {
        return new HtmlReport(title, List.of());
    }

    /// A heading.
    public HtmlReport heading(String words) {
        return with("<h2>" + Markup.escape(words) + "</h2>");
    }

    /// A paragraph of plain text.
    public HtmlReport paragraph(String words) {
        return with("<p>" + Markup.escape(words) + "</p>");
    }

    /// The page's answer, set apart: the verdicts, one sentence each.
    public HtmlReport verdicts(List<String> sentences) {
        StringBuilder html = new StringBuilder("<section class=\"answer\">");
        sentences.forEach(sentence -> html.append("\n<p>").append(Markup.escape(sentence)).append("</p>"));
        return with(html.append("\n</section>").toString());
    }

    /// Names with their values, such as data, seeds and budget; in the map's order.
    public HtmlReport facts(Map<String, String> facts) {
        StringBuilder html = new StringBuilder("<dl>");
        facts.forEach((name, value) -> html.append("\n<dt>").append(Markup.escape(name)).append("</dt><dd>")
                .append(Markup.escape(value)).append("</dd>"));
        return with(html.append("\n</dl>").toString());
    }

    /// A chart with its caption.
    public HtmlReport figure(Chart chart, String caption) {
        return with(figureOf(chart, caption));
    }

    /// Two charts side by side (one above the other on narrow screens).
    public HtmlReport figures(Chart left, String leftCaption, Chart right, String rightCaption) {
        return with("<div class=\"pair\">\n" + figureOf(left, leftCaption) + "\n" + figureOf(right, rightCaption)
                + "\n</div>");
    }

    private static String figureOf(Chart chart, String caption) {
        return "<figure>\n<div class=\"chart\">" + Svg.inline(chart.scene()) + "</div>\n<figcaption>"
                + Markup.escape(caption)
                + "</figcaption>\n</figure>";
    }

    /// A table with its caption.
    public HtmlReport table(TextTable table, String caption) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<caption>").append(Markup.escape(caption))
                .append("</caption>\n<thead><tr>");
        for (int c = 0; c < table.columns().size(); c++) {
            html.append("<th scope=\"col\"").append(numeric(table, c)).append('>')
                    .append(Markup.escape(table.columns().get(c))).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append("<td").append(numeric(table, c)).append('>').append(Markup.escape(row.get(c)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return with(html.append("</tbody></table></div>").toString());
    }

    private static String numeric(TextTable table, int column) {
        return table.numeric(column) ? " class=\"n\"" : "";
    }

    /// A command or listing, as it is typed.
    public HtmlReport listing(String text) {
        return with("<pre>" + Markup.escape(text) + "</pre>");
    }

    /// Text that opens on request, such as a recipe.
    public HtmlReport folded(String summary, String listing) {
        return with("<details><summary>" + Markup.escape(summary) + "</summary><pre>" + Markup.escape(listing)
                + "</pre></details>");
    }

    /// Machine-readable results inside the page, for those who read the file with a program: a data block, which
    /// browsers neither show nor run.
    ///
    /// @param id   the element's id
    /// @param json a JSON text
    public HtmlReport json(String id, String json) {
        // Inside JSON these letters occur only in strings, where the escape means the same.
        String inert = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        return with("<script type=\"application/json\" id=\"" + Markup.escape(id) + "\">" + inert + "</script>");
    }

    private HtmlReport with(String section) {
        List<String> all = new ArrayList<>(sections);
        all.add(section);
        return new HtmlReport(title, all);
    }

    /// The page's text.
    public String html() {
        String name = Markup.escape(title);
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                font-src data:; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""" + name + "</title>\n<style>\n" + fonts() + style()
                + "</style>\n</head>\n<body>\n<main>\n<h1>"
                + name + "</h1>\n" + String.join("\n", sections) + "\n</main>\n</body>\n</html>\n";
    }

    /// Writes the page, replacing what is there.
    public void write(Path file) {
        Output.write(file, html().getBytes(StandardCharsets.UTF_8));
    }

    /// The charts' own fonts, because their labels were measured with them.
    private static String fonts() {
        return font("DejaVuSans.woff2", 400) + font("DejaVuSans-Bold.woff2", 700);
    }

    private static String font(String file, int weight) {
        return "@font-face{font-family:\"Descent Sans\";font-weight:" + weight + ";src:url(data:font/woff2;base64,"
                + Base64.getEncoder().encodeToString(Typeface.resource(file)) + ")}\n";
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from descent-report's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
