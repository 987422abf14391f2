package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws the quiet ground of a [ContourChart]: pale areas, lighter where the loss is lower, thin lines between them,
/// and the levels' values on the lines where nothing is in the way.
final class ReliefDrawing {

    private static final double VALUE_SIZE = 10.5;
    /// No line is drawn further than this many pixels from where it is.
    private static final double TOLERANCE = 0.12;

    private final double lowest;
    /// The surface as the root of its height: near a minimum that rises evenly with the distance, so that straight
    /// interpolation between grid points is nearly exact there.
    private final Relief roots;
    private final Scale x;
    private final Scale y;
    private final Box plot;
    private final double[] levels;
    private final List<Mark> marks = new ArrayList<>();

    ReliefDrawing(Relief relief, Scale x, Scale y, Box plot) {
        this.lowest = Arrays.stream(relief.values()).flatMapToDouble(Arrays::stream).filter(Double::isFinite).min()
                .orElse(0);
        this.roots = new Relief(relief.x(), relief.y(), Arrays.stream(relief.values())
                .map(row -> Arrays.stream(row).map(this::root).toArray()).toArray(double[][]::new));
        this.x = x;
        this.y = y;
        this.plot = plot;
        this.levels = Levels.of(relief);
    }

    private double root(double value) {
        return value < lowest ? 0 : Math.sqrt(value - lowest);
    }

    /// Areas and lines.
    List<Mark> ground() {
        marks.add(new Mark.Area(List.of(new double[] {plot.left(), plot.right(), plot.right(), plot.left()}),
                List.of(new double[] {plot.top(), plot.top(), plot.bottom(), plot.bottom()}), Ink.RELIEF_LOW, 1));
        for (int k = 0; k < levels.length; k++) {
            List<double[]> xs = new ArrayList<>();
            List<double[]> ys = new ArrayList<>();
            for (double[][] ring : MarchingSquares.rings(roots, root(levels[k]))) {
                double[][] pixels = pixels(ring);
                if (pixels[0].length > 2) {
                    xs.add(pixels[0]);
                    ys.add(pixels[1]);
                }
            }
            marks.add(new Mark.Area(xs, ys, between((k + 1.0) / levels.length), 1));
        }
        for (double level : levels) {
            for (double[][] line : MarchingSquares.lines(roots, root(level))) {
                double[][] pixels = pixels(line);
                marks.add(new Mark.Line(pixels[0], pixels[1], Mark.Stroke.solid(Ink.RELIEF_LINE, 0.9)));
            }
        }
        return marks;
    }

    /// The levels' values.
    ///
    /// @param loud  lines in pixels to keep away from
    /// @param taken boxes that other words fill; each value's own is added
    List<Mark> values(List<double[][]> loud, List<Box> taken) {
        List<Mark> values = new ArrayList<>();
        for (double level : levels) {
            Mark.Text best = null;
            double bestScore = 0;
            for (double[][] line : MarchingSquares.lines(roots, root(level))) {
                double[][] pixels = pixels(line);
                for (Mark.Text candidate : along(pixels, Tick.minus(Numbers.setting(level)))) {
                    double score = score(candidate, loud, taken);
                    if (score > bestScore) {
                        best = candidate;
                        bestScore = score;
                    }
                }
            }
            if (best != null) {
                values.add(best);
                taken.add(around(best));
            }
        }
        return values;
    }

    /// Texts on the straighter stretches of a line, every few pixels, upright and turned along it.
    private static List<Mark.Text> along(double[][] line, String text) {
        List<Mark.Text> candidates = new ArrayList<>();
        double width = VALUE_SIZE * Typeface.width(text, false) + 6;
        double[] length = new double[line[0].length];
        for (int i = 1; i < length.length; i++) {
            length[i] = length[i - 1] + Math.hypot(line[0][i] - line[0][i - 1], line[1][i] - line[1][i - 1]);
        }
        double whole = length.length == 0 ? 0 : length[length.length - 1];
        for (double at = width; at < whole - width; at += 6) {
            double[] from = at(line, length, at - width / 2);
            double[] to = at(line, length, at + width / 2);
            double[] middle = at(line, length, at);
            double chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
            if (chord < 0.97 * width) {
                continue;
            }
            double angle = Math.toDegrees(Math.atan2(to[1] - from[1], to[0] - from[0]));
            double upright = angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
            double turn = Math.toRadians(upright);
            double down = VALUE_SIZE * 0.35;
            candidates.add(new Mark.Text(text, middle[0] - down * Math.sin(turn), middle[1] + down * Math.cos(turn),
                    VALUE_SIZE, false, Mark.Anchor.MIDDLE, upright, Ink.RELIEF_VALUE, between(0.5)));
        }
        return candidates;
    }

    private static double[] at(double[][] line, double[] length, double distance) {
        int i = Arrays.binarySearch(length, distance);
        int after = Math.clamp(i < 0 ? -i - 1 : i, 1, length.length - 1);
        double step = length[after] - length[after - 1];
        double share = step == 0 ? 0 : (distance - length[after - 1]) / step;
        return new double[] {line[0][after - 1] + share * (line[0][after] - line[0][after - 1]),
                line[1][after - 1] + share * (line[1][after] - line[1][after - 1])};
    }

    /// Zero where the text may not stand; else the better the further it is from the loud things, up to a point.
    private double score(Mark.Text text, List<double[][]> loud, List<Box> taken) {
        Box box = around(text);
        if (!plot.grown(-4).holds(box)) {
            return 0;
        }
        double near = 70;
        for (Box other : taken) {
            if (box.overlaps(other.grown(8))) {
                return 0;
            }
            near = Math.min(near, Math.hypot((other.left() + other.right()) / 2 - text.x(),
                    (other.top() + other.bottom()) / 2 - text.y()));
        }
        double half = (box.right() - box.left()) / 2;
        for (double[][] line : loud) {
            for (int i = 1; i < line[0].length; i++) {
                near = Math.min(near, Polyline.fromSegment(text.x(), text.y(), line[0][i - 1], line[1][i - 1],
                        line[0][i], line[1][i]) - half);
            }
        }
        // Nearly level text reads best.
        return near < 6 ? 0 : near + 20 * Math.cos(Math.toRadians(text.angle()));
    }

    /// The box of a turned text.
    static Box around(Mark.Text text) {
        double width = text.size() * Typeface.width(text.text(), text.bold()) / 2;
        double turn = Math.toRadians(text.angle());
        double h = text.size() / 2;
        double dx = Math.abs(width * Math.cos(turn)) + Math.abs(h * Math.sin(turn));
        double dy = Math.abs(width * Math.sin(turn)) + Math.abs(h * Math.cos(turn));
        double middleX = text.x() + text.size() * 0.35 * Math.sin(turn);
        double middleY = text.y() - text.size() * 0.35 * Math.cos(turn);
        return new Box(middleX - dx, middleY - dy, middleX + dx, middleY + dy);
    }

    private double[][] pixels(double[][] line) {
        double[] px = Arrays.stream(line[0]).map(x::pixel).toArray();
        double[] py = Arrays.stream(line[1]).map(y::pixel).toArray();
        return Polyline.simplified(px, py, TOLERANCE);
    }

    private static Ink between(double share) {
        return new Ink(mixed(Ink.RELIEF_LOW.light(), Ink.RELIEF_HIGH.light(), share),
                mixed(Ink.RELIEF_LOW.dark(), Ink.RELIEF_HIGH.dark(), share));
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }
}
