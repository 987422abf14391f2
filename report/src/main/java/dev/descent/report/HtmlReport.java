package dev.descent.report;

import java.nio.file.Path;
import java.util.List;

/// One self-contained page: it opens from disk, offline, in light and dark, and prints. It holds no script and asks
/// nothing of the network; every text is escaped.
///
/// A value to fill: every method returns a changed copy.
public final class HtmlReport {

    private HtmlReport() {
    }

    /// An empty page.
    public static HtmlReport of(String title) {
        throw new UnsupportedOperationException(title);
    }

    /// A heading.
    public HtmlReport heading(String words) {
        throw new UnsupportedOperationException(words);
    }

    /// A paragraph of plain text.
    public HtmlReport paragraph(String words) {
        throw new UnsupportedOperationException(words);
    }

    /// The page's answer, set apart: the verdicts, one sentence each.
    public HtmlReport verdicts(List<String> sentences) {
        throw new UnsupportedOperationException("" + sentences);
    }

    /// A chart with its caption.
    public HtmlReport figure(Chart chart, String caption) {
        throw new UnsupportedOperationException(chart + caption);
    }

    /// Two charts side by side (one above the other on narrow screens).
    public HtmlReport figures(Chart left, String leftCaption, Chart right, String rightCaption) {
        throw new UnsupportedOperationException(left + leftCaption + right + rightCaption);
    }

    /// A table with its caption.
    public HtmlReport table(TextTable table, String caption) {
        throw new UnsupportedOperationException(table + caption);
    }

    /// A command or listing, as it is typed.
    public HtmlReport listing(String text) {
        throw new UnsupportedOperationException(text);
    }

    /// Words that open on request, such as a recipe.
    public HtmlReport folded(String summary, String listing) {
        throw new UnsupportedOperationException(summary + listing);
    }

    /// Machine-readable results inside the page, for those who read the file with a program.
    ///
    /// @param id   the element's id
    /// @param json a JSON text
    public HtmlReport json(String id, String json) {
        throw new UnsupportedOperationException(id + json);
    }

    /// The page's text.
    public String html() {
        throw new UnsupportedOperationException();
    }

    /// Writes the page, replacing what is there.
    public void write(Path file) {
        throw new UnsupportedOperationException("" + file);
    }
}
