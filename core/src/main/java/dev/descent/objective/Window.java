package dev.descent.objective;

/// A rectangle of the plane: the part of a surface that is worth a picture, and where random starts lie.
public record Window(double xLow, double xHigh, double yLow, double yHigh) {

    /// From −5 to 5 both ways: for formulas about which nothing is known.
    public static final Window DEFAULT = new Window(-5, 5, -5, 5);

    public Window {
        if (!(xLow < xHigh && yLow < yHigh)) {
            throw new IllegalArgumentException("empty window " + xLow + ".." + xHigh + " × " + yLow + ".." + yHigh);
        }
    }

    /// Whether a point lies inside.
    public boolean contains(double x, double y) {
        return x >= xLow && x <= xHigh && y >= yLow && y <= yHigh;
    }

    /// The smallest window that holds this one and the point.
    public Window including(double x, double y) {
        return new Window(Math.min(xLow, x), Math.max(xHigh, x), Math.min(yLow, y), Math.max(yHigh, y));
    }
}
