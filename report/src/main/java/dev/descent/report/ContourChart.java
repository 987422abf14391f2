package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A loss surface over two parameters from above, with the paths that optimizers took on it.
///
/// A value to configure: every method returns a changed copy.
public final class ContourChart implements Chart {

    /// A path; `diverged` is the update at which it left the finite numbers, -1 if it did not.
    record Walked(String name, double[] x, double[] y, long diverged, @Nullable Places places) {

        /// After which update the path was at its point `i`.
        long update(int i) {
            return places == null ? i : places.updates[i];
        }
    }

    /// What a path's points are where they are not one update apart.
    record Places(long[] updates, boolean[] hollow, String words) {
    }

    /// A known minimum.
    record Minimum(double x, double y, String words) {
    }

    record Settings(String title, String xName, String yName, int markersEvery, boolean equalAspect, double width,
            double height) {
    }

    private final Settings settings;
    private final Relief relief;
    private final List<Walked> paths;
    private final List<Minimum> minima;

    private ContourChart(Settings settings, Relief relief, List<Walked> paths, List<Minimum> minima) {
        this.settings = settings;
        this.relief = relief;
        this.paths = List.copyOf(paths);
        this.minima = List.copyOf(minima);
    }

    /// A relief without paths.
    ///
    /// @param title  what it shows
    /// @param xName  name of the first coordinate
    /// @param yName  name of the second coordinate
    /// @param relief the surface; its range is the picture's window
    public static ContourChart of(String title, String xName, String yName, Relief relief) {
        return new ContourChart(new Settings(title, xName, yName, 0, false, 760, 560), relief, List.of(), List.of());
    }

    /// Adds a path, point 0 being the start. A single path is drawn in the loud colour, several in their optimizers'.
    ///
    /// @param name shown at the path's end
    /// @param xs   first coordinates; the path ends before the first point that is not finite
    /// @param ys   second coordinates
    public ContourChart path(String name, double[] xs, double[] ys) {
        int length = 0;
        while (length < xs.length && Double.isFinite(xs[length]) && Double.isFinite(ys[length])) {
            length++;
        }
        List<Walked> all = new ArrayList<>(paths);
        all.add(new Walked(name, Arrays.copyOf(xs, length), Arrays.copyOf(ys, length), -1, null));
        return new ContourChart(settings, relief, all, minima);
    }

    /// The last path left the finite numbers: it ends in ✕ or, where it leaves the window, in an arrow, with
    /// "diverged at update n".
    public ContourChart diverged(long update) {
        List<Walked> all = new ArrayList<>(paths);
        Walked last = all.removeLast();
        all.add(new Walked(last.name, last.x, last.y, update, last.places));
        return new ContourChart(settings, relief, all, minima);
    }

    /// The points of the last path are places along it, each with a dot.
    ///
    /// @param updates after which update each was reached
    /// @param hollow  whether its dot is a ring
    /// @param words   what the rings mean
    public ContourChart places(long[] updates, boolean[] hollow, String words) {
        List<Walked> all = new ArrayList<>(paths);
        Walked last = all.removeLast();
        all.add(new Walked(last.name, last.x, last.y, last.diverged,
                new Places(updates.clone(), hollow.clone(), words)));
        return new ContourChart(settings, relief, all, minima).markersEvery(1);
    }

    /// Marks a known minimum.
    public ContourChart minimum(double x, double y, String words) {
        List<Minimum> all = new ArrayList<>(minima);
        all.add(new Minimum(x, y, words));
        return new ContourChart(settings, relief, paths, all);
    }

    /// A dot on the paths at every `updates`-th update; without it a round number that gives at most 40.
    public ContourChart markersEvery(int updates) {
        return with(new Settings(settings.title, settings.xName, settings.yName, updates, settings.equalAspect,
                settings.width, settings.height));
    }

    /// The same length for one unit on both axes; the height, or for tall windows the width of the plot, gives way.
    public ContourChart equalAspect(boolean equal) {
        return with(new Settings(settings.title, settings.xName, settings.yName, settings.markersEvery, equal,
                settings.width, settings.height));
    }

    /// Size in pixels; 760 × 560 if not said. With [#equalAspect] the height follows from the width.
    public ContourChart size(double width, double height) {
        return with(new Settings(settings.title, settings.xName, settings.yName, settings.markersEvery,
                settings.equalAspect, width, height));
    }

    private ContourChart with(Settings changed) {
        return new ContourChart(changed, relief, paths, minima);
    }

    @Override
    public Scene scene() {
        ContourDrawing drawing = new ContourDrawing(settings, relief, paths, minima);
        return new Scene(settings.width, drawing.height(), settings.title, description(), drawing.marks());
    }

    private String description() {
        String walked = paths.stream().map(path -> path.name + (path.x.length == 0
                ? " has no finite point"
                : " starts at " + point(path, 0) + " and is at " + point(path, path.x.length - 1) + " after "
                        + Numbers.count(path.update(path.x.length - 1)) + " updates")
                + (path.diverged < 0 ? "" : "; it diverged at update " + Numbers.count(path.diverged)))
                .collect(Collectors.joining(". "));
        return "Lines of equal loss over " + settings.xName + " and " + settings.yName + "."
                + (walked.isEmpty() ? "" : " " + walked + ".");
    }

    private static String point(Walked path, int i) {
        return "(" + Numbers.setting(path.x[i]) + ", " + Numbers.setting(path.y[i]) + ")";
    }
}
