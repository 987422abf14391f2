package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws a [RateChart].
final class RateDrawing {

    /// Losses above this many times the best are cut: there the rate is simply wrong, by how much is no matter.
    private static final double CAP_OVER_BEST = 6;
    private static final double ROW = 16;
    /// The brackets' words take at most this share of the width.
    private static final double WIDEST_COLUMN = 0.34;

    private static final List<Double> DASH = List.of(5.0, 4.0);

    private final RateChart.Settings settings;
    private final List<RateChart.Entry> entries;
    private final List<OptimizerStyle> styles;
    private final double cap;
    private final double column;
    private final Frame frame;
    private final Box plot;
    private final EndLabels labels;
    private final List<Mark> bands = new ArrayList<>();
    private final List<Mark> lines = new ArrayList<>();
    private final List<Mark> points = new ArrayList<>();
    private final List<Mark> hovers = new ArrayList<>();
    /// The leftmost ✕.
    private double @Nullable [] lost;

    RateDrawing(RateChart.Settings settings, List<RateChart.Entry> entries) {
        this.settings = settings;
        this.entries = entries;
        List<Series> series = entries.stream().map(RateChart.Entry::series).toList();
        styles = OptimizerStyle.of(series.stream().map(Series::name).toList());
        double best = Extent.ofY(series, _ -> true).min();
        cap = best > 0 && !settings.whole() ? best * CAP_OVER_BEST : Double.POSITIVE_INFINITY;
        Extent tried = Extent.ofX(series, v -> v > 0);
        for (RateChart.Entry entry : entries) {
            tried = tried.with(entry.goodLow()).with(entry.goodHigh());
        }
        Extent rates = tried.orUnit(true);
        Extent losses = Extent.ofY(series, v -> v <= cap).orUnit(true);
        List<RateChart.Entry> good = entries.stream().filter(e -> !Double.isNaN(e.goodLow())).toList();
        double wanted = good.stream().mapToDouble(e -> Frame.TICK_SIZE * Typeface.width(words(e), false)).max()
                .orElse(0);
        column = Math.min(WIDEST_COLUMN * settings.width(), wanted + 1);
        frame = Frame.of(settings.width(), settings.height(), settings.title(), "learning rate η", settings.y(),
                Scale.around(rates.min(), rates.max(), 0.03, 0, 1, true),
                Scale.around(losses.min(), losses.max(), 0.08, 0, 1, true), 8 + column,
                good.isEmpty() ? 0 : good.size() * ROW + 6,
                true);
        plot = new Box(frame.x().from(), frame.y().to(), frame.x().to(), frame.y().from());
        labels = new EndLabels(plot);
    }

    List<Mark> marks() {
        List<EndLabels.End> ends = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Series s = entries.get(i).series();
            curve(s, styles.get(i), i);
            int end = s.end();
            while (end > 0 && !(s.y()[end] <= cap)) {
                end--;
            }
            if (end >= 0) {
                ends.add(new EndLabels.End(s.name(), x(s, end), y(s.y()[end]), styles.get(i).ink(), false));
            }
        }
        if (lost != null) {
            Mark.Text word = new Mark.Text("diverged", lost[0] - 9, lost[1] + 4, Frame.TICK_SIZE, false,
                    Mark.Anchor.END, 0, Ink.QUIET, Ink.GROUND);
            points.add(word);
            labels.avoid(Box.of(word));
        }
        limit();
        List<Mark> inside = new ArrayList<>(bands);
        inside.addAll(lines);
        List<Mark> marks = new ArrayList<>(frame.marks());
        marks.add(new Mark.Clip(plot.left(), plot.top(), plot.right() - plot.left(), plot.bottom() - plot.top(),
                inside));
        marks.addAll(points);
        brackets(marks);
        marks.addAll(labels.place(ends.reversed(), 0));
        marks.addAll(hovers);
        return marks;
    }

    /// The marked rate's line, its words above the middle of the plot's upper edge.
    private void limit() {
        double at = frame.x().pixel(settings.limit());
        if (!(at >= plot.left() && at <= plot.right())) {
            return;
        }
        lines.add(new Mark.Line(new double[] {at, at}, new double[] {plot.top(), plot.bottom()},
                new Mark.Stroke(Ink.QUIET, 1.2, DASH, 1)));
        boolean left = at > (plot.left() + plot.right()) / 2;
        Mark.Text word = new Mark.Text(settings.limitWords(), left ? at - 5 : at + 5, plot.top() + 11,
                Frame.TICK_SIZE, false, left ? Mark.Anchor.END : Mark.Anchor.START, 0, Ink.QUIET, Ink.GROUND);
        points.add(word);
        labels.avoid(Box.of(word));
    }

    private void curve(Series s, OptimizerStyle style, int index) {
        List<double[]> stretch = new ArrayList<>();
        List<double[]> range = new ArrayList<>();
        for (int i = 0; i <= s.x().length; i++) {
            boolean finite = i < s.x().length && Double.isFinite(s.y()[i]);
            if (finite) {
                stretch.add(new double[] {x(s, i), y(s.y()[i])});
                if (s.low() != null && s.high() != null) {
                    range.add(new double[] {x(s, i), y(s.low()[i]), y(s.high()[i])});
                }
                point(s, i, style);
                continue;
            }
            flush(stretch, range, style);
            if (i < s.x().length) {
                // A row for each optimizer, so that those that diverge at the same rate can be counted.
                double at = x(s, i);
                double row = plot.top() + 6 + 10 * index;
                points.add(new Mark.Symbol(Mark.Shape.CROSS, at, row, 3.5, style.ink(), Ink.GROUND));
                labels.avoid(new Box(at - 5, row - 5, at + 5, row + 5));
                lost = lost == null || at < lost[0] ? new double[] {at, row} : lost;
                hovers.add(new Mark.Hover(at, row, 6, s.name() + " · η " + Numbers.setting(s.x()[i])
                        + " · diverged"));
            }
        }
    }

    private void flush(List<double[]> stretch, List<double[]> range, OptimizerStyle style) {
        double[] lineX = stretch.stream().mapToDouble(p -> p[0]).toArray();
        double[] lineY = stretch.stream().mapToDouble(p -> p[1]).toArray();
        lines.add(new Mark.Line(lineX, lineY, new Mark.Stroke(style.ink(), style.width(), style.dash(), 1)));
        labels.avoid(lineX, lineY);
        int n = range.size();
        if (n > 1) {
            double[] ringX = new double[2 * n];
            double[] ringY = new double[2 * n];
            for (int k = 0; k < n; k++) {
                ringX[k] = range.get(k)[0];
                ringY[k] = range.get(k)[1];
                ringX[2 * n - 1 - k] = range.get(k)[0];
                ringY[2 * n - 1 - k] = range.get(k)[2];
            }
            bands.add(new Mark.Area(List.of(ringX), List.of(ringY), style.ink(), 0.14));
        }
        stretch.clear();
        range.clear();
    }

    private void point(Series s, int i, OptimizerStyle style) {
        if (s.y()[i] > cap) {
            return;
        }
        double px = x(s, i);
        double py = y(s.y()[i]);
        points.add(new Mark.Symbol(Mark.Shape.DISC, px, py, 3, style.ink(), null));
        labels.avoid(new Box(px - 4, py - 4, px + 4, py + 4));
        String range = s.low() == null || s.high() == null
                ? Numbers.shown(s.y()[i])
                : Numbers.range(s.y()[i], s.low()[i], s.high()[i]);
        hovers.add(new Mark.Hover(px, py, 8, s.name() + " · η " + Numbers.setting(s.x()[i]) + " · " + range));
    }

    private void brackets(List<Mark> marks) {
        double y = plot.bottom() + 6;
        for (int i = 0; i < entries.size(); i++) {
            RateChart.Entry entry = entries.get(i);
            if (Double.isNaN(entry.goodLow())) {
                continue;
            }
            double left = frame.x().pixel(entry.goodLow());
            double right = Math.max(frame.x().pixel(entry.goodHigh()), left);
            double middle = y + ROW / 2 - 2;
            Mark.Stroke stroke = Mark.Stroke.solid(styles.get(i).ink(), 1.6);
            marks.add(new Mark.Line(new double[] {left, left, left, right, right, right},
                    new double[] {middle - 4, middle + 4, middle, middle, middle - 4, middle + 4}, stroke));
            marks.add(new Mark.Text(Frame.fitted(words(entry), column, Frame.TICK_SIZE, false), plot.right() + 8,
                    middle + Frame.TICK_SIZE * 0.35, Frame.TICK_SIZE, false, Mark.Anchor.START, 0,
                    styles.get(i).ink().readable(), null));
            y += ROW;
        }
    }

    private static String words(RateChart.Entry entry) {
        return entry.series().name() + ": " + entry.goodWords();
    }

    private double x(Series s, int i) {
        return frame.x().pixel(s.x()[i]);
    }

    private double y(double value) {
        return Math.clamp(frame.y().pixel(value), -2000, 4000);
    }
}
