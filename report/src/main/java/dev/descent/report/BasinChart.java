package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A map of the plane in coloured cells: the colour says where a walk from there ends, and the darker it is the longer
/// the walk took. Thin lines of equal loss lie over it, a list beside it says what the colours mean.
///
/// A value to configure: every method returns a changed copy.
public final class BasinChart implements Chart {

    private static final double WIDTH = 820;
    private static final double LEGEND = 210;
    private static final double ROW = 18;
    /// Ends that the list beside the map names.
    private static final int LISTED = 16;
    /// Away from each other in hue and lightness, also with the common colour-vision deficiencies; letters tell the rest.
    private static final List<Integer> HUES = List.of(0x0072b2, 0xd55e00, 0x009e73, 0x8a5bc7, 0xb8860b, 0xc2498f,
            0x178a9e, 0x7f7a1c);
    private static final Ink NOWHERE = new Ink(0xc3cad1, 0x454f59);
    private static final Ink LOST = new Ink(0x3a434c, 0x0b0e11);
    /// How much of a hue the shades have, quick walks first.
    private static final double[] SHADES = {0.22, 0.4, 0.58, 0.76};

    /// An end of walks.
    private record End(String letter, String words, double x, double y, boolean place, Ink[] inks) {
    }

    private final String title;
    private final String xName;
    private final String yName;
    private final Relief loss;
    private final int[] cells;
    private final int[] time;
    private final int side;
    private final List<End> ends;

    private BasinChart(String title, String xName, String yName, Relief loss, int[] cells, int[] time, int side,
            List<End> ends) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
        this.loss = loss;
        this.cells = cells;
        this.time = time;
        this.side = side;
        this.ends = List.copyOf(ends);
    }

    /// A map without its ends.
    ///
    /// @param loss  the surface; its range is the map's window
    /// @param cells (side·side) row by row from the lowest y: which of the ends, in the order in which they are added
    /// @param time  (side·side) how long each walk took; below 0 where that has no meaning
    public static BasinChart of(String title, String xName, String yName, Relief loss, int[] cells, int[] time) {
        return new BasinChart(title, xName, yName, loss, cells.clone(), time.clone(),
                (int) Math.sqrt(cells.length), List.of());
    }

    /// Adds an end at a place, with a letter for the map and words for the list.
    public BasinChart minimum(String letter, double x, double y, String words) {
        int hue = HUES.get((int) ends.stream().filter(End::place).count() % HUES.size());
        Ink[] inks = new Ink[SHADES.length];
        for (int i = 0; i < inks.length; i++) {
            inks[i] = new Ink(mixed(Ink.GROUND.light(), hue, SHADES[i]), mixed(Ink.GROUND.dark(), hue, SHADES[i]));
        }
        return with(new End(letter, words, x, y, true, inks));
    }

    /// Adds an end that is no place: walks that did not arrive, or that were lost.
    public BasinChart nowhere(String words, boolean lost) {
        return with(new End("", words, 0, 0, false, new Ink[] {lost ? LOST : NOWHERE}));
    }

    private BasinChart with(End end) {
        List<End> all = new ArrayList<>(ends);
        all.add(end);
        return new BasinChart(title, xName, yName, loss, cells, time, side, all);
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            mixed |= (int) Math.round(a + share * ((to >> shift & 0xff) - a)) << shift;
        }
        return mixed;
    }

    @Override
    public Scene scene() {
        Frame first = frame(560);
        double unit = (first.x().to() - first.x().from()) / (first.x().max() - first.x().min());
        double wanted = unit * (first.y().max() - first.y().min());
        double height = 560 + Math.clamp(wanted, 240, 640) - (first.y().from() - first.y().to());
        Frame frame = frame(height);
        Box plot = new Box(frame.x().from(), frame.y().to(), frame.x().to(), frame.y().from());
        int[] bounds = bounds();
        List<Mark> marks = new ArrayList<>();
        for (int e = 0; e < ends.size(); e++) {
            for (int shade = 0; shade < ends.get(e).inks.length; shade++) {
                area(e, shade, bounds, frame, marks);
            }
        }
        ReliefDrawing ground = new ReliefDrawing(loss, frame.x(), frame.y(), plot);
        List<Mark> lines = ground.ground().stream().filter(Mark.Line.class::isInstance).toList();
        marks.add(new Mark.Clip(plot.left(), plot.top(), plot.right() - plot.left(), plot.bottom() - plot.top(),
                lines));
        marks.addAll(frame.marks());
        for (End end : ends) {
            if (end.place) {
                place(end, frame, plot, marks);
            }
        }
        legend(plot, bounds, marks);
        return new Scene(WIDTH, Math.max(height, legendHeight(plot)), title, description(), marks);
    }

    private Frame frame(double height) {
        double[] x = loss.x();
        double[] y = loss.y();
        return Frame.of(WIDTH, height, title, xName, yName, new Scale(x[0], x[x.length - 1], 0, 1, false, false),
                new Scale(y[0], y[y.length - 1], 0, 1, false, false), LEGEND, 0, false);
    }

    /// The longest times of the shades but the last: quarters of the walks that have a time.
    private int[] bounds() {
        int[] sorted = Arrays.stream(time).filter(t -> t >= 0).sorted().toArray();
        int[] bounds = new int[SHADES.length - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = sorted.length == 0 ? 0
                    : sorted[Math.min(sorted.length - 1, (i + 1) * sorted.length / SHADES.length)];
        }
        return bounds;
    }

    private int shade(int cell, int[] bounds) {
        if (!ends.get(cells[cell]).place) {
            return 0;
        }
        int shade = 0;
        while (shade < bounds.length && time[cell] > bounds[shade]) {
            shade++;
        }
        return shade;
    }

    /// All cells of one end and shade as one area of runs, so that no seams are seen between them.
    private void area(int end, int shade, int[] bounds, Frame frame, List<Mark> marks) {
        List<double[]> xs = new ArrayList<>();
        List<double[]> ys = new ArrayList<>();
        double across = (frame.x().to() - frame.x().from()) / side;
        double up = (frame.y().from() - frame.y().to()) / side;
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                int from = i;
                while (i < side && cells[j * side + i] == end && shade(j * side + i, bounds) == shade) {
                    i++;
                }
                if (i > from) {
                    double left = frame.x().from() + from * across;
                    double right = frame.x().from() + i * across;
                    double bottom = frame.y().from() - j * up;
                    xs.add(new double[] {left, right, right, left});
                    ys.add(new double[] {bottom, bottom, bottom - up, bottom - up});
                }
            }
        }
        if (!xs.isEmpty()) {
            marks.add(new Mark.Area(xs, ys, ends.get(end).inks[shade], 1));
        }
    }

    private static void place(End end, Frame frame, Box plot, List<Mark> marks) {
        double x = frame.x().pixel(end.x);
        double y = frame.y().pixel(end.y);
        if (x < plot.left() || x > plot.right() || y < plot.top() || y > plot.bottom()) {
            return;
        }
        marks.add(new Mark.Symbol(Mark.Shape.RING, x, y, 6, Ink.TEXT, Ink.GROUND));
        marks.add(new Mark.Text(end.letter, x + 10, y - 7, Frame.LABEL_SIZE, true, Mark.Anchor.START, 0, Ink.TEXT,
                Ink.GROUND));
        marks.add(new Mark.Hover(x, y, 8, end.letter + ": " + end.words));
    }

    private double legendHeight(Box plot) {
        return plot.top() + 20 + ROW * (Math.min(ends.size(), LISTED + 1) + SHADES.length + 2);
    }

    private void legend(Box plot, int[] bounds, List<Mark> marks) {
        double left = plot.right() + 16;
        double y = plot.top() + 8;
        for (End end : ends.size() > LISTED ? ends.subList(0, LISTED) : ends) {
            swatch(left, y, end.inks[end.inks.length / 2], marks);
            String words = (end.letter.isEmpty() ? "" : end.letter + "  ") + end.words;
            text(words, left + 20, y + 11, marks);
            y += ROW;
        }
        if (ends.size() > LISTED) {
            text("and " + (ends.size() - LISTED) + " more", left + 20, y + 11, marks);
            y += ROW;
        }
        y += ROW / 2;
        text("updates until there", left, y + 11, marks);
        y += ROW;
        for (int i = 0; i < SHADES.length; i++) {
            swatch(left, y, new Ink(mixed(Ink.GROUND.light(), HUES.getFirst(), SHADES[i]),
                    mixed(Ink.GROUND.dark(), HUES.getFirst(), SHADES[i])), marks);
            text(i < bounds.length ? "≤ " + Numbers.count(bounds[i]) : "more", left + 20, y + 11, marks);
            y += ROW;
        }
    }

    private static void swatch(double left, double top, Ink ink, List<Mark> marks) {
        marks.add(new Mark.Area(List.of(new double[] {left, left + 13, left + 13, left}),
                List.of(new double[] {top, top, top + 13, top + 13}), ink, 1));
    }

    private static void text(String words, double x, double y, List<Mark> marks) {
        marks.add(new Mark.Text(Frame.fitted(words, WIDTH - x - 8, Frame.TICK_SIZE, false), x, y, Frame.TICK_SIZE,
                false, Mark.Anchor.START, 0, Ink.TEXT, null));
    }

    private String description() {
        return "Where walks from every place of " + xName + " and " + yName + " end: "
                + ends.stream().map(end -> (end.letter.isEmpty() ? "" : end.letter + " ") + end.words)
                        .collect(Collectors.joining("; "))
                + ".";
    }
}
