package dev.descent.report;

/// A loss surface over two parameters from above, with the paths that optimizers took on it.
///
/// A value to configure: every method returns a changed copy.
public final class ContourChart implements Chart {

    private ContourChart() {
    }

    /// A relief without paths.
    ///
    /// @param title  what it shows
    /// @param xName  name of the first coordinate
    /// @param yName  name of the second coordinate
    /// @param relief the surface; its range is the picture's window
    public static ContourChart of(String title, String xName, String yName, Relief relief) {
        throw new UnsupportedOperationException(title + xName + yName + relief.x().length);
    }

    /// Adds a path, point 0 being the start. A single path is drawn in the loud colour, several in their optimizers'.
    ///
    /// @param name shown at the path's end
    public ContourChart path(String name, double[] xs, double[] ys) {
        throw new UnsupportedOperationException(name + xs.length + ys.length);
    }

    /// The last path left the finite numbers: it ends in ✕ or, where it leaves the window, in an arrow, with
    /// "diverged at update n".
    public ContourChart diverged(long update) {
        throw new UnsupportedOperationException("" + update);
    }

    /// Marks a known minimum.
    public ContourChart minimum(double x, double y, String words) {
        throw new UnsupportedOperationException(words + x + y);
    }

    /// A dot on the paths at every `updates`-th update; without it a round number that gives at most 40.
    public ContourChart markersEvery(int updates) {
        throw new UnsupportedOperationException("" + updates);
    }

    /// The same length for one unit on both axes.
    public ContourChart equalAspect(boolean equal) {
        throw new UnsupportedOperationException("" + equal);
    }

    /// Size in pixels; 760 × 560 if not said. With [#equalAspect] the height follows from the width.
    public ContourChart size(double width, double height) {
        throw new UnsupportedOperationException("" + width + height);
    }

    @Override
    public Scene scene() {
        throw new UnsupportedOperationException();
    }
}
