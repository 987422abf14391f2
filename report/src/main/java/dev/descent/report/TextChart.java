package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Curves for a terminal: Braille dots, or letters where the encoding has none.
///
/// A value to configure: every method returns a changed copy.
public final class TextChart {

    record Settings(String x, String y, int columns, int rows, boolean unicode, boolean color, boolean logX,
            boolean logY, double cap) {
    }

    private final Settings settings;
    private final List<Series> series;

    private TextChart(Settings settings, List<Series> series) {
        this.settings = settings;
        this.series = List.copyOf(series);
    }

    /// A chart with logarithmic y axis, 78 columns by 14 rows, in Unicode, without colour.
    ///
    /// @param x what the x axis counts
    /// @param y what the y axis measures
    public static TextChart of(String x, String y) {
        return new TextChart(new Settings(x, y, 78, 14, true, false, false, true, Double.NaN), List.of());
    }

    /// Adds a curve; its band is not drawn.
    public TextChart series(Series added) {
        return series(List.of(added));
    }

    /// Adds curves.
    public TextChart series(List<Series> added) {
        List<Series> all = new ArrayList<>(series);
        all.addAll(added);
        return new TextChart(settings, all);
    }

    /// Columns and rows of the whole, labels included; at least 24 by 6.
    public TextChart size(int columns, int rows) {
        return with(new Settings(settings.x, settings.y, Math.max(24, columns), Math.max(6, rows), settings.unicode,
                settings.color, settings.logX, settings.logY, settings.cap));
    }

    /// Whether Braille and box characters may be used.
    public TextChart unicode(boolean unicode) {
        return with(new Settings(settings.x, settings.y, settings.columns, settings.rows, unicode, settings.color,
                settings.logX, settings.logY, settings.cap));
    }

    /// Whether ANSI colours may be used.
    public TextChart color(boolean color) {
        return with(new Settings(settings.x, settings.y, settings.columns, settings.rows, settings.unicode, color,
                settings.logX, settings.logY, settings.cap));
    }

    /// Whether the x axis is logarithmic.
    public TextChart logX(boolean log) {
        return with(new Settings(settings.x, settings.y, settings.columns, settings.rows, settings.unicode,
                settings.color, log, settings.logY, settings.cap));
    }

    /// Whether the y axis is logarithmic; with negative values it is linear all the same.
    public TextChart logY(boolean log) {
        return with(new Settings(settings.x, settings.y, settings.columns, settings.rows, settings.unicode,
                settings.color, settings.logX, log, settings.cap));
    }

    /// Curves are cut above this value; if not said, above ten times the largest first value.
    public TextChart yCap(double cap) {
        return with(new Settings(settings.x, settings.y, settings.columns, settings.rows, settings.unicode,
                settings.color, settings.logX, settings.logY, cap));
    }

    private TextChart with(Settings changed) {
        return new TextChart(changed, series);
    }

    /// The lines, joined by line feeds, without one at the end. No line is wider than the columns asked for.
    public String text() {
        return new TextDrawing(settings, series, LineChart.cap(series, settings.cap)).text();
    }

    /// A curve in `columns` characters: `▇▅▃▂▂▁▁`, or `#*+=-:.` without Unicode. The scale is logarithmic if all
    /// values are positive; a column shows its last value, a blank where that is not finite.
    public static String sparkline(double[] values, int columns, boolean unicode) {
        String steps = unicode ? "▁▂▃▄▅▆▇█" : ".:-=+*#";
        boolean log = Arrays.stream(values).filter(Double::isFinite).allMatch(v -> v > 0);
        double[] shown = Arrays.stream(values).map(v -> log ? StrictMath.log(v) : v).toArray();
        double low = Arrays.stream(shown).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(shown).filter(Double::isFinite).max().orElse(0);
        int count = Math.min(columns, values.length);
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < count; k++) {
            double value = shown[(int) ((long) (k + 1) * values.length / count) - 1];
            double share = high > low ? (value - low) / (high - low) : 0;
            out.append(Double.isFinite(value)
                    ? steps.charAt((int) Math.min(steps.length() - 1, share * steps.length()))
                    : ' ');
        }
        return out.toString();
    }
}
