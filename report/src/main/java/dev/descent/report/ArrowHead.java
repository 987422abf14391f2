package dev.descent.report;

import java.util.List;

/// The head of an arrow, with a casing that keeps it apart from what it lies on.
final class ArrowHead {

    private ArrowHead() {
    }

    /// @param tipX where it points to, in pixels
    /// @param tipY where it points to, in pixels
    /// @param dx   first component of its direction, whose length is 1
    /// @param dy   second component of its direction
    static List<Mark> marks(double tipX, double tipY, double dx, double dy, Ink ink) {
        double[] x = {tipX, tipX - 13 * dx + 6 * dy, tipX - 10 * dx, tipX - 13 * dx - 6 * dy};
        double[] y = {tipY, tipY - 13 * dy - 6 * dx, tipY - 10 * dy, tipY - 13 * dy + 6 * dx};
        return List.of(new Mark.Line(new double[] {x[0], x[1], x[2], x[3], x[0]},
                new double[] {y[0], y[1], y[2], y[3], y[0]}, Mark.Stroke.solid(Ink.GROUND, 3)),
                new Mark.Area(List.of(x), List.of(y), ink, 1));
    }
}
