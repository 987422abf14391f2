package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Draws a [ContourChart]: frame, relief, paths with casing and dots, words.
final class ContourDrawing {

    private static final double PATH_WIDTH = 2.4;
    private static final double CASING = 2;
    private static final int MOST_MARKERS = 40;
    /// With several paths, which may lie on each other, fewer dots leave more of the lines.
    private static final int MOST_MARKERS_OF_SEVERAL = 12;
    /// Points closer than this many pixels to the last one drawn cannot be seen.
    private static final double NEAR = 0.4;

    private final ContourChart.Settings settings;
    private final Relief relief;
    private final List<ContourChart.Walked> paths;
    private final List<ContourChart.Minimum> minima;
    private final int every;
    /// The update at which several paths end, all of them or all but those that diverged, said once for all; else -1.
    private final int commonEnd;
    private final double height;
    private final Frame frame;
    private final Box plot;
    private final EndLabels labels;
    private final List<EndLabels.End> words = new ArrayList<>();
    private final List<double[][]> loud = new ArrayList<>();
    private final List<Mark> casings = new ArrayList<>();
    private final List<Mark> lines = new ArrayList<>();
    private final List<Mark> dashed = new ArrayList<>();
    private final List<Mark> points = new ArrayList<>();
    private final List<Mark> hovers = new ArrayList<>();

    ContourDrawing(ContourChart.Settings settings, Relief relief, List<ContourChart.Walked> paths,
            List<ContourChart.Minimum> minima) {
        this.settings = settings;
        this.relief = relief;
        this.paths = paths;
        this.minima = minima;
        this.every = every();
        int[] ends = paths.stream().filter(p -> p.diverged() < 0).mapToInt(p -> p.x().length - 1).distinct().toArray();
        boolean several = paths.stream().filter(p -> p.diverged() < 0).count() > 1;
        this.commonEnd = several && ends.length == 1 ? ends[0] : -1;
        Frame first = frame(settings.height(), 8);
        double plotWidth = first.x().to() - first.x().from();
        double plotHeight = first.y().from() - first.y().to();
        double right = 8;
        double tall = settings.height();
        if (settings.equalAspect()) {
            double unit = plotWidth / (first.x().max() - first.x().min());
            double wanted = unit * (first.y().max() - first.y().min());
            double most = 1.1 * plotWidth;
            tall += Math.min(wanted, most) - plotHeight;
            right += wanted > most ? plotWidth * (1 - most / wanted) : 0;
        }
        height = tall;
        frame = frame(tall, right);
        plot = new Box(frame.x().from(), frame.y().to(), frame.x().to(), frame.y().from());
        labels = new EndLabels(plot);
    }

    private Frame frame(double tall, double right) {
        double[] x = relief.x();
        double[] y = relief.y();
        return Frame.of(settings.width(), tall, settings.title(), settings.xName(), settings.yName(),
                new Scale(x[0], x[x.length - 1], 0, 1, false, false),
                new Scale(y[0], y[y.length - 1], 0, 1, false, false), right, 0, false);
    }

    private int every() {
        if (settings.markersEvery() > 0) {
            return settings.markersEvery();
        }
        int longest = paths.stream().mapToInt(p -> p.x().length - 1).max().orElse(0);
        int every = 1;
        for (int k = 0; longest / every > (paths.size() > 1 ? MOST_MARKERS_OF_SEVERAL : MOST_MARKERS); k++) {
            every = (k % 3 == 0 ? 2 : k % 3 == 1 ? 5 : 10) * (int) StrictMath.pow(10, k / 3);
        }
        return every;
    }

    double height() {
        return height;
    }

    List<Mark> marks() {
        List<OptimizerStyle> styles = OptimizerStyle.of(paths.stream().map(ContourChart.Walked::name).toList());
        for (ContourChart.Minimum minimum : minima) {
            minimum(minimum);
        }
        for (int i = 0; i < paths.size(); i++) {
            path(paths.get(i), paths.size() == 1
                    ? new OptimizerStyle(Ink.PATH, PATH_WIDTH, List.of(), styles.get(i).ansi())
                    : styles.get(i));
        }
        starts();
        ReliefDrawing ground = new ReliefDrawing(relief, frame.x(), frame.y(), plot);
        List<Mark> marks = new ArrayList<>(ground.ground());
        marks.addAll(frame.marks());
        List<Mark> placed = labels.place(words, 0);
        List<Box> taken = new ArrayList<>(labels.taken());
        marks.addAll(ground.values(loud, taken));
        marks.add(new Mark.Clip(plot.left(), plot.top(), plot.right() - plot.left(), plot.bottom() - plot.top(),
                Stream.of(casings, lines, dashed).flatMap(List::stream).toList()));
        marks.addAll(points);
        marks.addAll(placed);
        legend(marks);
        marks.addAll(hovers);
        return marks;
    }

    private void legend(List<Mark> marks) {
        if (paths.stream().anyMatch(p -> p.x().length > 1)) {
            String text = (commonEnd < 0 ? ""
                    : (paths.stream().anyMatch(p -> p.diverged() >= 0) ? "the others" : "all") + " end at update "
                            + Numbers.count(commonEnd) + "; ")
                    + (paths.getLast().places() != null ? paths.getLast().places().words() : every == 1
                            ? "a dot at every update" : "a dot every " + Numbers.count(every) + " updates");
            marks.add(new Mark.Text(text, plot.right(), plot.top() - 10, Frame.TICK_SIZE, false, Mark.Anchor.END, 0,
                    Ink.QUIET, null));
        }
    }

    private void minimum(ContourChart.Minimum minimum) {
        double x = frame.x().pixel(minimum.x());
        double y = frame.y().pixel(minimum.y());
        if (!inside(x, y)) {
            return;
        }
        lines.add(new Mark.Symbol(Mark.Shape.RING, x, y, 7, Ink.MINIMUM, Ink.GROUND));
        labels.avoid(new Box(x - 8, y - 8, x + 8, y + 8));
        words.add(new EndLabels.End(minimum.words(), x, y, Ink.MINIMUM, false));
        hovers.add(new Mark.Hover(x, y, 8, minimum.words() + " at (" + Numbers.setting(minimum.x()) + ", "
                + Numbers.setting(minimum.y()) + ")"));
    }

    private boolean inside(double x, double y) {
        return plot.left() <= x && x <= plot.right() && plot.top() <= y && y <= plot.bottom();
    }

    private void path(ContourChart.Walked path, OptimizerStyle style) {
        if (path.x().length == 0) {
            return;
        }
        // Far away is far away: pixels in the billions keep the direction and cannot overflow.
        double[] x = Arrays.stream(path.x()).map(v -> Math.clamp(frame.x().pixel(v), -1e9, 1e9)).toArray();
        double[] y = Arrays.stream(path.y()).map(v -> Math.clamp(frame.y().pixel(v), -1e9, 1e9)).toArray();
        int left = left(x, y);
        double[][] seen = thinned(Arrays.copyOf(x, left), Arrays.copyOf(y, left));
        List<double[][]> pieces = Polyline.clipped(seen[0], seen[1], plot.grown(20));
        for (double[][] piece : pieces) {
            casings.add(new Mark.Line(piece[0], piece[1],
                    new Mark.Stroke(Ink.GROUND, PATH_WIDTH + 2 * CASING, List.of(), 0.9)));
        }
        for (double[][] piece : pieces) {
            Mark.Line line = new Mark.Line(piece[0], piece[1],
                    new Mark.Stroke(style.ink(), PATH_WIDTH, style.dash(), 1));
            // Two paths can lie on each other: through a dashed one the solid one below it is seen.
            (style.dash().isEmpty() ? lines : dashed).add(line);
            loud.add(piece);
            labels.avoid(piece[0], piece[1]);
        }
        dots(path, x, y, style.ink());
        ending(path, x, y, style.ink());
    }

    /// How many points there are up to the first outside after which none is inside again: what comes later only
    /// crosses the picture on its way through ever farther places.
    private int left(double[] x, double[] y) {
        int count = x.length;
        while (count > 1 && !inside(x[count - 1], y[count - 1]) && !inside(x[count - 2], y[count - 2])) {
            count--;
        }
        return count;
    }

    private static double[][] thinned(double[] x, double[] y) {
        double[][] kept = new double[2][x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (count == 0 || i == x.length - 1
                    || Math.hypot(x[i] - kept[0][count - 1], y[i] - kept[1][count - 1]) > NEAR) {
                kept[0][count] = x[i];
                kept[1][count++] = y[i];
            }
        }
        return new double[][] {Arrays.copyOf(kept[0], count), Arrays.copyOf(kept[1], count)};
    }

    private void dots(ContourChart.Walked path, double[] x, double[] y, Ink ink) {
        double lastX = Double.NEGATIVE_INFINITY;
        double lastY = 0;
        for (int i = every; i < x.length; i += every) {
            // Where the path hardly moves dots would pile up to a blot.
            boolean apart = Math.hypot(x[i] - lastX, y[i] - lastY) > 1;
            if (inside(x[i], y[i]) && apart) {
                boolean hollow = path.places() != null && path.places().hollow()[i];
                points.add(new Mark.Symbol(hollow ? Mark.Shape.RING : Mark.Shape.DISC, x[i], y[i], hollow ? 3.2 : 2.6,
                        ink, Ink.GROUND));
                hovers.add(new Mark.Hover(x[i], y[i], 6, path.name() + " · update " + Numbers.count(path.update(i))
                        + " · ("
                        + Numbers.setting(path.x()[i]) + ", " + Numbers.setting(path.y()[i]) + ")"));
                lastX = x[i];
                lastY = y[i];
            }
        }
    }

    private void ending(ContourChart.Walked path, double[] x, double[] y, Ink ink) {
        int end = x.length - 1;
        String text = path.diverged() < 0
                ? path.name() + (end == commonEnd ? "" : ", update " + Numbers.count(path.update(end)))
                : path.name() + ", diverged at update " + Numbers.count(path.diverged());
        if (inside(x[end], y[end])) {
            points.add(path.diverged() < 0
                    ? new Mark.Symbol(Mark.Shape.DISC, x[end], y[end], 4.2, ink, Ink.GROUND)
                    : new Mark.Symbol(Mark.Shape.CROSS, x[end], y[end], 5.5, ink, Ink.GROUND));
            labels.avoid(new Box(x[end] - 6, y[end] - 6, x[end] + 6, y[end] + 6));
            words.add(new EndLabels.End(text, x[end], y[end], ink, false));
            return;
        }
        while (end > 0 && !inside(x[end], y[end])) {
            end--;
        }
        double[] share = plot.share(x[end], y[end], x[end + 1], y[end + 1]);
        if (share.length == 0) {
            return;
        }
        double dx = x[end + 1] - x[end];
        double dy = y[end + 1] - y[end];
        double length = Math.hypot(dx, dy);
        arrow(x[end] + share[1] * dx, y[end] + share[1] * dy, dx / length, dy / length, ink);
        words.add(new EndLabels.End(path.diverged() < 0 ? path.name() + " leaves the picture" : text,
                x[end] + share[1] * dx - 14 * dx / length, y[end] + share[1] * dy - 14 * dy / length, ink, false));
    }

    /// A head whose tip lies on the plot's border.
    private void arrow(double tipX, double tipY, double dx, double dy, Ink ink) {
        points.addAll(ArrowHead.marks(tipX, tipY, dx, dy, ink));
        labels.avoid(new Box(tipX - 10, tipY - 10, tipX + 10, tipY + 10));
    }

    /// One ring and word per different start.
    private void starts() {
        List<double[]> known = new ArrayList<>();
        for (ContourChart.Walked path : paths) {
            if (path.x().length == 0) {
                continue;
            }
            double x = frame.x().pixel(path.x()[0]);
            double y = frame.y().pixel(path.y()[0]);
            if (inside(x, y) && known.stream().noneMatch(p -> Math.hypot(p[0] - x, p[1] - y) < 4)) {
                known.add(new double[] {x, y});
                points.add(new Mark.Symbol(Mark.Shape.DISC, x, y, 4.5, Ink.TEXT, Ink.GROUND));
                labels.avoid(new Box(x - 6, y - 6, x + 6, y + 6));
                words.add(new EndLabels.End("start", x, y, Ink.TEXT, false));
            }
        }
    }
}
