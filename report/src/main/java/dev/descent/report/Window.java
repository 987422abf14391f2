package dev.descent.report;

/// A part of the plane.
public record Window(double left, double right, double bottom, double top) {

    /// Refuses an empty or infinite window.
    public Window {
        if (!(left < right) || !(bottom < top) || !Double.isFinite(right - left) || !Double.isFinite(top - bottom)) {
            throw new IllegalArgumentException("window " + left + ".." + right + " by " + bottom + ".." + top
                    + ": expected left < right and bottom < top, all finite");
        }
    }

    /// Beyond this many times the spread of the anchors a path no longer widens the picture.
    private static final double REACH = 2.5;
    /// The same for a path that ends out there.
    private static final double REACH_OF_LOST = 0.8;
    private static final double MARGIN = 0.12;
    /// Neither side is shorter than this share of the other.
    private static final double FLATTEST = 0.35;

    /// The window that shows these points with some room around them; points that are not finite are left out, and
    /// a path that flies away (far beyond the spread of the anchors) does not widen it.
    ///
    /// @param xs      a path's first coordinates
    /// @param ys      a path's second coordinates
    /// @param anchors points that must be seen, as `{x, y}`: start, minima
    public static Window around(double[] xs, double[] ys, double[]... anchors) {
        double[] across = range(xs, anchors, 0);
        double[] along = range(ys, anchors, 1);
        double spread = Math.max(across[1] - across[0], along[1] - along[0]);
        if (spread == 0) {
            spread = Math.max(1, Math.max(Math.abs(across[0]), Math.abs(along[0])));
        }
        double x0 = (across[0] + across[1]) / 2;
        double y0 = (along[0] + along[1]) / 2;
        int last = xs.length - 1;
        boolean lost = last >= 0 && !(within(xs[last], x0, REACH * spread) && within(ys[last], y0, REACH * spread));
        double reach = (lost ? REACH_OF_LOST : REACH) * spread;
        for (int i = 0; i < xs.length; i++) {
            if (within(xs[i], x0, reach) && within(ys[i], y0, reach)) {
                across = new double[] {Math.min(across[0], xs[i]), Math.max(across[1], xs[i])};
                along = new double[] {Math.min(along[0], ys[i]), Math.max(along[1], ys[i])};
            }
        }
        double widest = Math.max(across[1] - across[0], along[1] - along[0]);
        double least = FLATTEST * (widest > 0 ? widest : spread);
        double halfX = Math.max(across[1] - across[0], least) / 2 * (1 + 2 * MARGIN);
        double halfY = Math.max(along[1] - along[0], least) / 2 * (1 + 2 * MARGIN);
        double x = (across[0] + across[1]) / 2;
        double y = (along[0] + along[1]) / 2;
        return new Window(x - halfX, x + halfX, y - halfY, y + halfY);
    }

    /// False for what is not a number.
    private static boolean within(double value, double middle, double reach) {
        return Math.abs(value - middle) <= reach;
    }

    /// Lowest and highest anchor; the path's first point where there is no anchor, 0 where there is neither.
    private static double[] range(double[] values, double[][] anchors, int axis) {
        if (anchors.length == 0) {
            double first = values.length > 0 && Double.isFinite(values[0]) ? values[0] : 0;
            return new double[] {first, first};
        }
        double low = anchors[0][axis];
        double high = low;
        for (double[] anchor : anchors) {
            low = Math.min(low, anchor[axis]);
            high = Math.max(high, anchor[axis]);
        }
        return new double[] {low, high};
    }
}
