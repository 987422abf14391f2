package dev.descent.report;

import java.util.List;

/// Curves for a terminal: Braille dots, or letters where the encoding has none.
///
/// A value to configure: every method returns a changed copy.
public final class TextChart {

    private TextChart() {
    }

    /// A chart with logarithmic y axis, 78 columns by 14 rows, in Unicode, without colour.
    ///
    /// @param x what the x axis counts
    /// @param y what the y axis measures
    public static TextChart of(String x, String y) {
        throw new UnsupportedOperationException(x + y);
    }

    /// Adds a curve; its band is not drawn.
    public TextChart series(Series series) {
        throw new UnsupportedOperationException(series.name());
    }

    /// Adds curves.
    public TextChart series(List<Series> series) {
        throw new UnsupportedOperationException("" + series);
    }

    /// Columns and rows of the whole, labels included.
    public TextChart size(int columns, int rows) {
        throw new UnsupportedOperationException("" + columns + rows);
    }

    /// Whether Braille and box characters may be used.
    public TextChart unicode(boolean unicode) {
        throw new UnsupportedOperationException("" + unicode);
    }

    /// Whether ANSI colours may be used.
    public TextChart color(boolean color) {
        throw new UnsupportedOperationException("" + color);
    }

    /// Whether the x axis is logarithmic.
    public TextChart logX(boolean log) {
        throw new UnsupportedOperationException("" + log);
    }

    /// Whether the y axis is logarithmic.
    public TextChart logY(boolean log) {
        throw new UnsupportedOperationException("" + log);
    }

    /// Curves are cut above this value.
    public TextChart yCap(double cap) {
        throw new UnsupportedOperationException("" + cap);
    }

    /// The lines, joined by line feeds, without one at the end.
    public String text() {
        throw new UnsupportedOperationException();
    }

    /// A curve in `columns` characters: `▇▅▃▂▂▁▁`, or `#=-:..` without Unicode.
    public static String sparkline(double[] values, int columns, boolean unicode) {
        throw new UnsupportedOperationException("" + values.length + columns + unicode);
    }
}
