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

    /// The window that shows these points with some room around them; points that are not finite are left out, and
    /// a path that flies away (further than `reach` times the spread of `anchors`) does not widen it.
    ///
    /// @param xs      a path's first coordinates
    /// @param ys      a path's second coordinates
    /// @param anchors points that must be seen, as `{x, y}`: start, minima
    public static Window around(double[] xs, double[] ys, double[]... anchors) {
        throw new UnsupportedOperationException("" + xs.length + ys.length + anchors.length);
    }
}
