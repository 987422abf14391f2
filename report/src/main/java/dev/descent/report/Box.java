package dev.descent.report;

/// A rectangle in pixels.
record Box(double left, double top, double right, double bottom) {

    /// The box that a text fills, letters with their descenders.
    static Box of(Mark.Text text) {
        double width = text.size() * Typeface.width(text.text(), text.bold());
        double left = switch (text.anchor()) {
            case START -> text.x();
            case MIDDLE -> text.x() - width / 2;
            case END -> text.x() - width;
        };
        return new Box(left, text.y() - text.size() * 0.78, left + width, text.y() + text.size() * 0.24);
    }

    Box grown(double by) {
        return new Box(left - by, top - by, right + by, bottom + by);
    }

    boolean overlaps(Box other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Box other) {
        return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
    }

    /// Whether the segment from (x1, y1) to (x2, y2) touches the box.
    boolean touches(double x1, double y1, double x2, double y2) {
        return share(x1, y1, x2, y2).length > 0;
    }

    /// From and to which share of its length a segment lies in the box, by clipping against each side in turn; empty
    /// if it does not touch it.
    double[] share(double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double enter = 0;
        double leave = 1;
        double[] towards = {-dx, dx, -dy, dy};
        double[] distance = {x1 - left, right - x1, y1 - top, bottom - y1};
        for (int side = 0; side < 4; side++) {
            if (towards[side] == 0) {
                if (distance[side] < 0) {
                    return new double[0];
                }
            } else if (towards[side] < 0) {
                enter = Math.max(enter, distance[side] / towards[side]);
            } else {
                leave = Math.min(leave, distance[side] / towards[side]);
            }
        }
        return enter <= leave ? new double[] {enter, leave} : new double[0];
    }
}
