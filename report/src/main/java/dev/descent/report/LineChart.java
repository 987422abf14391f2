package dev.descent.report;

/// Curves over updates, epochs or seconds: a median line and a min-max band per series, named at the line's end.
///
/// A value to configure: every method returns a changed copy.
public final class LineChart implements Chart {

    private LineChart() {
    }

    /// An empty chart. The y axis is logarithmic, the x axis linear, until said otherwise.
    ///
    /// @param title what it shows
    /// @param x     what the x axis counts, with unit: `update`, `seconds`
    /// @param y     what the y axis measures: `validation loss`
    public static LineChart of(String title, String x, String y) {
        throw new UnsupportedOperationException(title + x + y);
    }

    /// Adds a curve.
    public LineChart series(Series series) {
        throw new UnsupportedOperationException(series.name());
    }

    /// Whether the x axis is logarithmic.
    public LineChart logX(boolean log) {
        throw new UnsupportedOperationException("" + log);
    }

    /// Whether the y axis is logarithmic.
    public LineChart logY(boolean log) {
        throw new UnsupportedOperationException("" + log);
    }

    /// Curves are cut above this value (with an arrow where they leave).
    public LineChart yCap(double cap) {
        throw new UnsupportedOperationException("" + cap);
    }

    /// A thin horizontal line with words, such as a target loss.
    public LineChart target(double y, String words) {
        throw new UnsupportedOperationException(words + y);
    }

    /// Size in pixels; 760 × 420 if not said.
    public LineChart size(double width, double height) {
        throw new UnsupportedOperationException("" + width + height);
    }

    @Override
    public Scene scene() {
        throw new UnsupportedOperationException();
    }
}
