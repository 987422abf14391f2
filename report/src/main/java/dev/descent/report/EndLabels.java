package dev.descent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Names at the ends of lines instead of a legend. A line that ends near the right edge gets its name in the column
/// beside the plot, pushed apart from its neighbours; one that ends earlier gets it beside its end, where it covers
/// least, and in the column with a thin leader if there is no room.
final class EndLabels {

    /// A line's end.
    ///
    /// @param column whether the label belongs into the column
    record End(String text, double x, double y, Ink ink, boolean column) {
    }

    private static final double GAP = 16;
    private static final double AWAY = 9;
    private static final double SIZE = Frame.LABEL_SIZE;

    private final Box plot;
    private final List<double[][]> lines = new ArrayList<>();
    private final List<Box> taken = new ArrayList<>();

    EndLabels(Box plot) {
        this.plot = plot;
    }

    /// A line in pixels that labels should not cover.
    void avoid(double[] x, double[] y) {
        lines.add(new double[][] {x, y});
    }

    /// A place that labels must not cover.
    void avoid(Box box) {
        taken.add(box);
    }

    /// Places that are covered.
    List<Box> taken() {
        return List.copyOf(taken);
    }

    /// The labels and their leaders. Without a column (width 0) a label that finds no room is left out.
    List<Mark> place(List<End> ends, double columnWidth) {
        List<Mark> marks = new ArrayList<>();
        List<End> column = new ArrayList<>(ends.stream().filter(End::column).toList());
        ends.stream().filter(end -> !end.column).sorted(Comparator.comparingDouble(End::x).reversed())
                .forEach(end -> {
                    if (!beside(end, marks) && columnWidth > 0) {
                        column.add(end);
                    }
                });
        double[] wanted = column.stream().mapToDouble(End::y).toArray();
        double[] centres = Spread.apart(wanted, GAP, plot.top() + GAP / 2, plot.bottom() - GAP / 2);
        for (int i = 0; i < centres.length; i++) {
            inColumn(column.get(i), centres[i], columnWidth, marks);
        }
        return marks;
    }

    private void inColumn(End end, double centre, double width, List<Mark> marks) {
        double left = plot.right() + AWAY;
        if (Math.abs(centre - end.y) > 2 || end.x < plot.right() - AWAY) {
            marks.add(new Mark.Line(new double[] {end.x + 2, left - 2.5}, new double[] {end.y, centre},
                    new Mark.Stroke(end.ink, 0.9, List.of(), 0.7)));
        }
        marks.add(new Mark.Text(Frame.fitted(end.text, width, SIZE, false), left, centre + SIZE * 0.33, SIZE, false,
                Mark.Anchor.START, 0, end.ink.readable(), null));
    }

    private boolean beside(End end, List<Mark> marks) {
        Mark.Text best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        for (Mark.Text candidate : candidates(end)) {
            double cost = cost(candidate, end);
            if (cost < bestCost) {
                best = candidate;
                bestCost = cost;
            }
        }
        if (best == null) {
            return false;
        }
        leader(best, end, marks);
        marks.add(best);
        taken.add(Box.of(best));
        return true;
    }

    /// A thin line from a label that had to go far to the end that it names.
    private static void leader(Mark.Text label, End end, List<Mark> marks) {
        Box box = Box.of(label);
        double x = Math.clamp(end.x, box.left(), box.right());
        double y = Math.clamp(end.y, box.top(), box.bottom());
        if (Math.hypot(x - end.x, y - end.y) > 2 * AWAY) {
            marks.add(new Mark.Line(new double[] {end.x, x}, new double[] {end.y, y},
                    new Mark.Stroke(end.ink, 0.9, List.of(), 0.7)));
        }
    }

    private static List<Mark.Text> candidates(End end) {
        List<Mark.Text> candidates = new ArrayList<>();
        for (double away : new double[] {AWAY, 2 * AWAY, 4 * AWAY}) {
            candidates.add(at(end, end.x + away, end.y, Mark.Anchor.START));
            candidates.add(at(end, end.x + away * 0.8, end.y - away, Mark.Anchor.START));
            candidates.add(at(end, end.x + away * 0.8, end.y + away, Mark.Anchor.START));
            candidates.add(at(end, end.x, end.y - away - SIZE * 0.4, Mark.Anchor.MIDDLE));
            candidates.add(at(end, end.x, end.y + away + SIZE * 0.4, Mark.Anchor.MIDDLE));
            candidates.add(at(end, end.x - away * 0.8, end.y - away, Mark.Anchor.END));
            candidates.add(at(end, end.x - away * 0.8, end.y + away, Mark.Anchor.END));
        }
        return candidates;
    }

    private static Mark.Text at(End end, double x, double y, Mark.Anchor anchor) {
        return new Mark.Text(end.text, x, y + SIZE * 0.33, SIZE, false, anchor, 0, end.ink.readable(), Ink.GROUND);
    }

    /// Infinite where the label may not stand; else how many pieces of lines it covers and how far away it is.
    private double cost(Mark.Text candidate, End end) {
        Box box = Box.of(candidate).grown(1.5);
        if (!plot.holds(box) || taken.stream().anyMatch(box::overlaps)) {
            return Double.POSITIVE_INFINITY;
        }
        int covered = 0;
        for (double[][] line : lines) {
            for (int i = 1; i < line[0].length; i++) {
                covered += box.touches(line[0][i - 1], line[1][i - 1], line[0][i], line[1][i]) ? 1 : 0;
            }
        }
        double distance = Math.hypot(Math.max(0, Math.max(box.left() - end.x, end.x - box.right())),
                Math.max(0, Math.max(box.top() - end.y, end.y - box.bottom())));
        return (covered > 0 ? 20 + covered : 0) + distance / 4;
    }
}
