package dev.descent.report;

/// Final loss against learning rate, one line per optimizer, the good range of rates as a bracket under the lines.
///
/// A value to configure: every method returns a changed copy.
public final class RateChart implements Chart {

    private RateChart() {
    }

    /// An empty chart; both axes are logarithmic.
    ///
    /// @param title what it shows
    /// @param y     what the y axis measures: `best validation loss`
    public static RateChart of(String title, String y) {
        throw new UnsupportedOperationException(title + y);
    }

    /// Adds an optimizer. `series.x()` are the rates ascending; a rate whose runs all diverged has NaN as y and is
    /// shown as ✕ at the top.
    ///
    /// @param goodLow  lower end of the good range of rates, NaN if there is none
    /// @param goodHigh upper end of the good range of rates
    public RateChart series(Series series, double goodLow, double goodHigh) {
        throw new UnsupportedOperationException(series.name() + goodLow + goodHigh);
    }

    /// Size in pixels; 760 × 420 if not said.
    public RateChart size(double width, double height) {
        throw new UnsupportedOperationException("" + width + height);
    }

    @Override
    public Scene scene() {
        throw new UnsupportedOperationException();
    }
}
