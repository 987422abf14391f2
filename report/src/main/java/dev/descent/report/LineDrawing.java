package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws a [LineChart]: frame, bands, lines, ends.
final class LineDrawing {

    private static final double BAND_OPACITY = 0.13;
    private static final double RAW_OPACITY = 0.35;
    private static final double RAW_WIDTH = 1;
    /// The column of names takes at most this share of the width.
    private static final double WIDEST_COLUMN = 0.34;
    /// Lines that end in this last share of the x axis get their name in the column.
    private static final double NEAR_THE_EDGE = 0.14;
    private static final int HOVERS = 24;

    private final LineChart.Settings settings;
    private final List<Series> series;
    private final List<Series> measured;
    private final List<OptimizerStyle> styles;
    private final double cap;
    private final Frame frame;
    private final double column;
    private final Box plot;
    private final EndLabels labels;
    private final List<Mark> inside = new ArrayList<>();
    private final List<Mark> above = new ArrayList<>();
    private final List<Mark> hovers = new ArrayList<>();

    /// @param measured the curves that the axes must show: `series` and maybe a neighbour's
    LineDrawing(LineChart.Settings settings, List<Series> series, List<Series> measured, double cap) {
        this.settings = settings;
        this.series = series;
        this.measured = measured;
        this.styles = OptimizerStyle.of(series.stream().map(Series::name).toList());
        this.cap = cap;
        Scale x = xScale();
        column = Math.min(WIDEST_COLUMN * settings.width(), series.stream()
                .filter(s -> inColumn(s, x) || tooWideInside(s))
                .mapToDouble(LineDrawing::wide).max().orElse(0));
        frame = Frame.of(settings.width(), settings.height(), settings.title(), settings.x(), settings.y(), x,
                yScale(), column + (column > 0 ? 9 : 8), 0, true);
        plot = new Box(frame.x().from(), frame.y().to(), frame.x().to(), frame.y().from());
        labels = new EndLabels(plot);
    }

    private Scale xScale() {
        Extent extent = Extent.ofX(measured, v -> !settings.logX() || v > 0).orUnit(settings.logX());
        // Time starts at the axis: no room before the first update.
        return extent.min() < extent.max()
                ? new Scale(extent.min(), extent.max(), 0, 1, settings.logX(), wholeX())
                : Scale.around(extent.min(), extent.max(), 0.02, 0, 1, settings.logX());
    }

    private boolean wholeX() {
        return measured.stream().allMatch(s -> Arrays.stream(s.x()).allMatch(v -> v == Math.rint(v)));
    }

    private Scale yScale() {
        Extent all = Extent.ofY(measured, v -> v <= cap).with(settings.target());
        boolean log = settings.logY() && !(all.min() < 0);
        // A loss of exactly zero cannot stand on a logarithmic axis; it is drawn at the axis' foot.
        Extent shown = log ? Extent.ofY(measured, v -> v <= cap && v > 0).with(settings.target()) : all;
        Extent extent = shown.orUnit(log);
        return Scale.around(extent.min(), extent.max(), 0.04, 0, 1, log);
    }

    private static double wide(Series series) {
        return Frame.LABEL_SIZE * Typeface.width(label(series), false) + 2;
    }

    private static String label(Series series) {
        return series.diverged() == null ? series.name() : series.name() + ", " + series.diverged();
    }

    private boolean tooWideInside(Series s) {
        return wide(s) > 0.6 * settings.width();
    }

    private boolean inColumn(Series s, Scale x) {
        int end = visibleEnd(s);
        return end >= 0 && x.share(s.x()[end]) > 1 - NEAR_THE_EDGE;
    }

    /// The last point before the curve leaves through the cap for good, or its last finite one.
    private int visibleEnd(Series s) {
        int end = s.end();
        while (end > 0 && !(s.y()[end] <= cap)) {
            end--;
        }
        return end;
    }

    List<Mark> marks() {
        List<EndLabels.End> ends = new ArrayList<>();
        target();
        for (int i = 0; i < series.size(); i++) {
            band(series.get(i), styles.get(i));
        }
        for (int i = 0; i < series.size(); i++) {
            raw(series.get(i), styles.get(i));
        }
        // The last curve lies on top; the order is the caller's ranking, so the first should.
        for (int i = series.size() - 1; i >= 0; i--) {
            EndLabels.End end = curve(series.get(i), styles.get(i));
            if (end != null) {
                ends.add(end);
            }
        }
        List<Mark> marks = new ArrayList<>(frame.marks());
        marks.add(new Mark.Clip(plot.left(), plot.top() - 1, plot.right() - plot.left() + 1,
                plot.bottom() - plot.top() + 2, inside));
        marks.addAll(above);
        marks.addAll(labels.place(ends.reversed(), column));
        marks.addAll(hovers);
        return marks;
    }

    private void target() {
        if (Double.isNaN(settings.target())) {
            return;
        }
        double y = frame.y().pixel(settings.target());
        inside.add(new Mark.Line(new double[] {plot.left(), plot.right()}, new double[] {y, y},
                new Mark.Stroke(Ink.QUIET, 1, List.of(1.5, 3.0), 1)));
        Mark.Text words = new Mark.Text(settings.targetWords(), plot.left() + 6, y - 5, Frame.TICK_SIZE, false,
                Mark.Anchor.START, 0, Ink.QUIET, Ink.GROUND);
        if (Box.of(words).top() < plot.top()) {
            words = new Mark.Text(settings.targetWords(), plot.left() + 6, y + 13, Frame.TICK_SIZE, false,
                    Mark.Anchor.START, 0, Ink.QUIET, Ink.GROUND);
        }
        above.add(words);
        labels.avoid(Box.of(words));
    }

    private void band(Series s, OptimizerStyle style) {
        if (s.low() == null || s.high() == null) {
            return;
        }
        for (int[] run : finiteRuns(s, s.y())) {
            double[] x = xPixels(s);
            double[] low = yPixels(s.low());
            double[] high = yPixels(s.high());
            int[] lower = Thin.indices(x, low, run[0], run[1]);
            int[] upper = Thin.indices(x, high, run[0], run[1]);
            double[] ringX = new double[lower.length + upper.length];
            double[] ringY = new double[ringX.length];
            for (int k = 0; k < lower.length; k++) {
                ringX[k] = x[lower[k]];
                ringY[k] = low[lower[k]];
            }
            for (int k = 0; k < upper.length; k++) {
                ringX[ringX.length - 1 - k] = x[upper[k]];
                ringY[ringX.length - 1 - k] = high[upper[k]];
            }
            if (run[1] - run[0] > 1) {
                inside.add(new Mark.Area(List.of(ringX), List.of(ringY), style.ink(), BAND_OPACITY));
            }
        }
    }

    private void raw(Series s, OptimizerStyle style) {
        if (s.raw() != null) {
            for (double[][] line : lines(s, s.raw())) {
                inside.add(new Mark.Line(line[0], line[1],
                        new Mark.Stroke(style.ink(), RAW_WIDTH, List.of(), RAW_OPACITY)));
            }
        }
    }

    /// The pixels of a line over the series' x, a piece for each stretch without gaps.
    private List<double[][]> lines(Series s, double[] values) {
        double[] x = xPixels(s);
        double[] y = yPixels(values);
        List<double[][]> lines = new ArrayList<>();
        for (int[] run : finiteRuns(s, values)) {
            int[] kept = Thin.indices(x, y, run[0], run[1]);
            lines.add(new double[][] {Arrays.stream(kept).mapToDouble(k -> x[k]).toArray(),
                    Arrays.stream(kept).mapToDouble(k -> y[k]).toArray()});
        }
        return lines;
    }

    private EndLabels.@Nullable End curve(Series s, OptimizerStyle style) {
        int end = visibleEnd(s);
        if (end < 0) {
            return null;
        }
        double[] x = xPixels(s);
        double[] y = yPixels(s.y());
        for (double[][] line : lines(s, s.y())) {
            inside.add(new Mark.Line(line[0], line[1], new Mark.Stroke(style.ink(), style.width(), style.dash(), 1)));
            labels.avoid(line[0], line[1]);
        }
        hovers(s, x, y, end);
        return ending(s, style, x, y, end);
    }

    private EndLabels.End ending(Series s, OptimizerStyle style, double[] x, double[] y, int end) {
        double endX = x[end];
        double endY = Math.min(y[end], plot.bottom());
        boolean leaves = end < s.end();
        if (leaves) {
            double share = (plot.top() - y[end]) / (y[end + 1] - y[end]);
            endX = x[end] + share * (x[end + 1] - x[end]);
            endY = plot.top();
            above.add(new Mark.Area(List.of(new double[] {endX - 5, endX + 5, endX}),
                    List.of(new double[] {endY + 2, endY + 2, endY - 7}), style.ink(), 1));
            labels.avoid(new Box(endX - 5, endY - 7, endX + 5, endY + 6));
        } else if (s.diverged() != null) {
            above.add(new Mark.Symbol(Mark.Shape.CROSS, endX, endY, 4.5, style.ink(), Ink.GROUND));
            labels.avoid(new Box(endX - 5, endY - 5, endX + 5, endY + 5));
        } else {
            above.add(new Mark.Symbol(Mark.Shape.DISC, endX, endY, 2.6, style.ink(), null));
        }
        return new EndLabels.End(label(s), endX, leaves ? endY + 10 : endY, style.ink(),
                inColumn(s, frame.x()) || tooWideInside(s));
    }

    private void hovers(Series s, double[] x, double[] y, int end) {
        int step = Math.max(1, (end + 1) / HOVERS);
        for (int i = end; i >= 0; i -= step) {
            if (Double.isFinite(s.y()[i]) && s.y()[i] <= cap && x[i] >= plot.left()) {
                String range = s.low() == null || s.high() == null
                        ? Numbers.shown(s.y()[i])
                        : Numbers.range(s.y()[i], s.low()[i], s.high()[i]);
                hovers.add(new Mark.Hover(x[i], Math.min(y[i], plot.bottom()), 7,
                        s.name() + " · " + settings.x() + " " + Numbers.setting(s.x()[i]) + " · " + range));
            }
        }
    }

    /// Stretches without gaps, as from (inclusive) and to (exclusive).
    private List<int[]> finiteRuns(Series s, double[] values) {
        List<int[]> runs = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= s.x().length; i++) {
            boolean drawn = i < s.x().length && Double.isFinite(values[i]) && Double.isFinite(s.x()[i])
                    && (!settings.logX() || s.x()[i] > 0);
            if (drawn && from < 0) {
                from = i;
            } else if (!drawn && from >= 0) {
                runs.add(new int[] {from, i});
                from = -1;
            }
        }
        return runs;
    }

    private double[] xPixels(Series s) {
        return Arrays.stream(s.x()).map(frame.x()::pixel).toArray();
    }

    /// Values far outside are kept near: renderers dislike coordinates in the millions.
    private double[] yPixels(double[] values) {
        return Arrays.stream(values).map(v -> Math.clamp(frame.y().pixel(v), -2000, settings.height() + 200))
                .toArray();
    }
}
