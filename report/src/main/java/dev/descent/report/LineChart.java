package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Curves over updates, epochs or seconds: a median line and a min-max band per series, named at the line's end.
///
/// A value to configure: every method returns a changed copy.
public final class LineChart implements Chart {

    /// Without a cap of one's own, curves are cut above ten times the largest value that a series starts with:
    /// what lies above is a run on its way out, and would squeeze all others.
    private static final double CAP_OVER_START = 10;

    record Settings(String title, String x, String y, boolean logX, boolean logY, double cap, double target,
            String targetWords, double width, double height) {
    }

    private final Settings settings;
    private final List<Series> series;
    private final List<Series> neighbours;

    private LineChart(Settings settings, List<Series> series, List<Series> neighbours) {
        this.settings = settings;
        this.series = List.copyOf(series);
        this.neighbours = List.copyOf(neighbours);
    }

    /// An empty chart. The y axis is logarithmic, the x axis linear, until said otherwise.
    ///
    /// @param title what it shows
    /// @param x     what the x axis counts, with unit: `update`, `seconds`
    /// @param y     what the y axis measures: `validation loss`
    public static LineChart of(String title, String x, String y) {
        return new LineChart(new Settings(title, x, y, false, true, Double.NaN, Double.NaN, "", 760, 420), List.of(),
                List.of());
    }

    /// Adds a curve.
    public LineChart series(Series added) {
        List<Series> all = new ArrayList<>(series);
        all.add(added);
        return new LineChart(settings, all, neighbours);
    }

    /// Adds curves.
    public LineChart series(List<Series> added) {
        List<Series> all = new ArrayList<>(series);
        all.addAll(added);
        return new LineChart(settings, all, neighbours);
    }

    /// Whether the x axis is logarithmic; points at x ≤ 0 are then left out.
    public LineChart logX(boolean log) {
        return with(new Settings(settings.title, settings.x, settings.y, log, settings.logY, settings.cap,
                settings.target, settings.targetWords, settings.width, settings.height));
    }

    /// Whether the y axis is logarithmic; with negative values it is linear all the same.
    public LineChart logY(boolean log) {
        return with(new Settings(settings.title, settings.x, settings.y, settings.logX, log, settings.cap,
                settings.target, settings.targetWords, settings.width, settings.height));
    }

    /// Curves are cut above this value, with an arrow where they leave. If not said: ten times the largest first
    /// value.
    public LineChart yCap(double cap) {
        return with(new Settings(settings.title, settings.x, settings.y, settings.logX, settings.logY, cap,
                settings.target, settings.targetWords, settings.width, settings.height));
    }

    /// A thin horizontal line with words, such as a target loss.
    public LineChart target(double y, String words) {
        return with(new Settings(settings.title, settings.x, settings.y, settings.logX, settings.logY, settings.cap,
                y, words, settings.width, settings.height));
    }

    /// Size in pixels; 760 × 420 if not said.
    public LineChart size(double width, double height) {
        return with(new Settings(settings.title, settings.x, settings.y, settings.logX, settings.logY, settings.cap,
                settings.target, settings.targetWords, width, height));
    }

    /// The axes also make room for these curves, which a chart beside this one draws: the two can then be compared by
    /// eye.
    public LineChart axesFor(List<Series> others) {
        return new LineChart(settings, series, others);
    }

    private LineChart with(Settings changed) {
        return new LineChart(changed, series, neighbours);
    }

    @Override
    public Scene scene() {
        List<Series> measured = new ArrayList<>(series);
        measured.addAll(neighbours);
        return new Scene(settings.width, settings.height, settings.title, description(),
                new LineDrawing(settings, series, measured, cap(measured, settings.cap)).marks());
    }

    /// The highest value to draw: the one asked for, or the default that [LineChart] describes.
    static double cap(List<Series> series, double asked) {
        if (!Double.isNaN(asked)) {
            return asked;
        }
        OptionalDouble start = series.stream().filter(s -> s.end() >= 0)
                .mapToDouble(s -> Arrays.stream(s.y()).filter(Double::isFinite).findFirst().orElseThrow())
                .max();
        return start.isPresent() && start.getAsDouble() > 0
                ? CAP_OVER_START * start.getAsDouble()
                : Double.POSITIVE_INFINITY;
    }

    private String description() {
        return settings.y + " against " + settings.x + ". " + series.stream().map(s -> s.end() < 0
                ? s.name() + ": no finite value"
                : s.name() + " ends at " + Numbers.shown(s.y()[s.end()]) + " (" + settings.x + " "
                        + Numbers.setting(s.x()[s.end()]) + ")" + (s.diverged() == null ? "" : ", " + s.diverged()))
                .collect(Collectors.joining("; ")) + ".";
    }
}
