package dev.descent.report;

import java.util.ArrayList;
import java.util.List;

/// What stands around every chart: title, axes with ticks and names, grid. It decides where the plot lies.
final class Frame {

    static final double TITLE_SIZE = 15;
    static final double LABEL_SIZE = 12.5;
    static final double TICK_SIZE = 11.5;
    private static final double EDGE = 14;
    private static final double TICK = 4;

    private final Scale x;
    private final Scale y;
    private final List<Mark> marks = new ArrayList<>();

    private Frame(Scale x, Scale y) {
        this.x = x;
        this.y = y;
    }

    /// Draws the frame.
    ///
    /// @param xs      the x axis' values; its pixels are set here
    /// @param ys      the y axis' values; its pixels are set here
    /// @param right   room right of the plot, for end labels
    /// @param strip   room between the plot's lines and the x axis, inside the plot, for brackets
    /// @param grid    whether lines run across the plot at the labelled ticks of y
    static Frame of(double width, double height, String title, String xName, String yName, Scale xs, Scale ys,
            double right, double strip, boolean grid) {
        double top = 2 * EDGE + TITLE_SIZE + LABEL_SIZE;
        double bottom = height - EDGE - LABEL_SIZE - 8 - TICK_SIZE - TICK - 3;
        Scale y = new Scale(ys.min(), ys.max(), bottom - strip, top, ys.log(), ys.whole());
        List<Tick> yTicks = y.ticks((int) Math.max(3, (bottom - top) / 44));
        double left = EDGE + TICK + 4 + yTicks.stream().mapToDouble(t -> wide(t.label())).max().orElse(0);
        Scale x = new Scale(xs.min(), xs.max(), left, width - EDGE - right, xs.log(), xs.whole());
        Frame frame = new Frame(x, y);
        frame.horizontal(yTicks, bottom, grid);
        frame.vertical(bottom);
        frame.text(fitted(title, width - 2 * EDGE, TITLE_SIZE, true), EDGE, EDGE + TITLE_SIZE * 0.8, TITLE_SIZE, true,
                Mark.Anchor.START, Ink.TEXT);
        frame.text(yName, EDGE, top - EDGE * 0.75, LABEL_SIZE, false, Mark.Anchor.START, Ink.QUIET);
        frame.text(xName, (x.from() + x.to()) / 2, height - EDGE, LABEL_SIZE, false, Mark.Anchor.MIDDLE, Ink.QUIET);
        return frame;
    }

    Scale x() {
        return x;
    }

    Scale y() {
        return y;
    }

    /// Marks of the frame, to which a chart adds its own.
    List<Mark> marks() {
        return marks;
    }

    private void horizontal(List<Tick> ticks, double bottom, boolean grid) {
        for (Tick tick : ticks) {
            double at = y.pixel(tick.value());
            if (tick.major() && grid) {
                line(x.from(), at, x.to(), at, Ink.GRID);
            }
            line(x.from() - (tick.major() ? TICK : TICK / 2), at, x.from(), at, Ink.AXIS);
            if (tick.major()) {
                text(tick.label(), x.from() - TICK - 4, at + TICK_SIZE * 0.36, TICK_SIZE, false, Mark.Anchor.END,
                        Ink.QUIET);
            }
        }
        line(x.from(), y.to(), x.from(), bottom, Ink.AXIS);
    }

    private void vertical(double bottom) {
        for (Tick tick : roomy()) {
            double at = x.pixel(tick.value());
            line(at, bottom, at, bottom + (tick.major() ? TICK : TICK / 2), Ink.AXIS);
            if (tick.major()) {
                text(tick.label(), at, bottom + TICK + 3 + TICK_SIZE, TICK_SIZE, false, Mark.Anchor.MIDDLE, Ink.QUIET);
            }
        }
        line(x.from(), bottom, x.to(), bottom, Ink.AXIS);
    }

    /// As many ticks as leave an em between neighbouring labels.
    private List<Tick> roomy() {
        for (int count = (int) Math.max(2, (x.to() - x.from()) / 70);; count--) {
            List<Tick> ticks = x.ticks(count);
            double end = Double.NEGATIVE_INFINITY;
            boolean fits = true;
            for (Tick tick : ticks) {
                if (tick.major()) {
                    double half = wide(tick.label()) / 2;
                    fits &= x.pixel(tick.value()) - half > end + TICK_SIZE;
                    end = x.pixel(tick.value()) + half;
                }
            }
            if (fits || count <= 2) {
                return ticks;
            }
        }
    }

    private static double wide(String label) {
        return TICK_SIZE * Typeface.width(label, false);
    }

    private void line(double x1, double y1, double x2, double y2, Ink ink) {
        marks.add(new Mark.Line(new double[] {x1, x2}, new double[] {y1, y2}, Mark.Stroke.solid(ink, 1)));
    }

    private void text(String text, double atX, double atY, double size, boolean bold, Mark.Anchor anchor, Ink ink) {
        marks.add(new Mark.Text(text, atX, atY, size, bold, anchor, 0, ink, null));
    }

    /// A text that fits into a width, cut with an ellipsis where needed.
    static String fitted(String text, double width, double size, boolean bold) {
        if (size * Typeface.width(text, bold) <= width) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        int keep = letters.length;
        while (keep > 0 && size * Typeface.width(new String(letters, 0, keep) + "…", bold) > width) {
            keep--;
        }
        return new String(letters, 0, keep).stripTrailing() + "…";
    }
}
