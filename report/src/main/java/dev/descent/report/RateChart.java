package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Final loss against learning rate, one line per optimizer, the good range of rates as a bracket under the lines.
///
/// A value to configure: every method returns a changed copy.
public final class RateChart implements Chart {

    /// An optimizer's line and its good range of rates (NaN if there is none).
    record Entry(Series series, double goodLow, double goodHigh, String goodWords) {
    }

    /// @param limit      a rate marked by a line from top to bottom; NaN for none
    /// @param limitWords what stands beside it
    /// @param whole      whether high losses are shown too
    record Settings(String title, String y, double width, double height, double limit, String limitWords,
            boolean whole) {
    }

    private final Settings settings;
    private final List<Entry> entries;

    private RateChart(Settings settings, List<Entry> entries) {
        this.settings = settings;
        this.entries = List.copyOf(entries);
    }

    /// An empty chart; both axes are logarithmic.
    ///
    /// @param title what it shows
    /// @param y     what the y axis measures: `best validation loss`
    public static RateChart of(String title, String y) {
        return new RateChart(new Settings(title, y, 760, 420, Double.NaN, "", false), List.of());
    }

    /// Adds an optimizer. `series.x()` are the rates ascending; a rate whose runs all diverged has NaN as y and is
    /// shown as ✕ at the top.
    ///
    /// @param goodLow  lower end of the good range of rates, NaN if there is none
    /// @param goodHigh upper end of the good range of rates
    /// @param goodWords how wide it is: `2.0 decades`
    public RateChart series(Series series, double goodLow, double goodHigh, String goodWords) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(new Entry(series, goodLow, goodHigh, goodWords));
        return new RateChart(settings, all);
    }

    /// Size in pixels; 760 × 420 if not said.
    public RateChart size(double width, double height) {
        return new RateChart(new Settings(settings.title, settings.y, width, height, settings.limit,
                settings.limitWords, settings.whole), entries);
    }

    /// Marks a rate by a dashed line, if it lies within the axis.
    ///
    /// @param words stand beside it: `2/λ_max`
    public RateChart limit(double rate, String words) {
        return new RateChart(new Settings(settings.title, settings.y, settings.width, settings.height, rate, words,
                settings.whole), entries);
    }

    /// Shows all losses. Otherwise those above six times the best are cut: at such a rate it hardly matters by how much it
    /// is wrong.
    public RateChart whole() {
        return new RateChart(new Settings(settings.title, settings.y, settings.width, settings.height, settings.limit,
                settings.limitWords, true), entries);
    }

    @Override
    public Scene scene() {
        return new Scene(settings.width, settings.height, settings.title, description(),
                new RateDrawing(settings, entries).marks());
    }

    private String description() {
        return settings.y + " against learning rate. " + entries.stream().map(entry -> {
            String range = Double.isNaN(entry.goodLow)
                    ? "no good range"
                    : "good from " + Numbers.setting(entry.goodLow) + " to " + Numbers.setting(entry.goodHigh) + " ("
                            + entry.goodWords + ")";
            return entry.series.name() + ": " + range;
        }).collect(Collectors.joining("; ")) + "."
                + (Double.isNaN(settings.limit) ? ""
                        : " " + settings.limitWords + " is " + Numbers.setting(settings.limit) + ".");
    }
}
