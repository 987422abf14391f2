package dev.descent.cli;

import dev.descent.objective.Minimum;
import dev.descent.objective.Numbers;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.report.ContourChart;
import dev.descent.report.Relief;
import dev.descent.report.Window;
import java.util.ArrayList;
import java.util.List;

/// The picture of walks: contours, the paths, the known minima.
final class WalkPicture {

    /// More minima than these are marked without words.
    private static final int NAMED = 4;
    private static final int TITLE = 44;

    private WalkPicture() {
    }

    static ContourChart chart(Surface surface, List<Trajectory> paths) {
        Window window = window(surface, paths);
        List<String> names = surface.formula().coordinates();
        ContourChart chart = ContourChart.of(title(surface, paths), names.get(0), names.get(1),
                Relief.of((x, y) -> surface.formula().value(x, y), window));
        for (Trajectory path : paths) {
            chart = chart.path(path.by().label(), column(path, 0), column(path, 1));
            if (path.stop() == Trajectory.Stop.DIVERGED) {
                chart = chart.diverged(path.updates() + 1L);
            }
        }
        List<Minimum> seen = surface.minima().stream().filter(minimum -> inside(window, minimum.point())).toList();
        for (Minimum minimum : seen) {
            chart = chart.minimum(minimum.point()[0], minimum.point()[1], seen.size() > NAMED ? "" : "minimum");
        }
        return chart;
    }

    private static String title(Surface surface, List<Trajectory> paths) {
        String what = surface.name().length() > TITLE ? surface.name().substring(0, TITLE - 1) + "…" : surface.name();
        return paths.size() > 1 ? what
                : what + " · " + paths.getFirst().by().label() + ", η = "
                        + Numbers.text(paths.getFirst().by().lr());
    }

    /// A named surface's own part of the plane; of a typed formula what the walks and the minimum near their ends need.
    /// Paths widen it, but not without end.
    private static Window window(Surface surface, List<Trajectory> paths) {
        double[] xs = paths.stream().flatMap(path -> path.steps().stream()).mapToDouble(step -> step.point()[0])
                .toArray();
        double[] ys = paths.stream().flatMap(path -> path.steps().stream()).mapToDouble(step -> step.point()[1])
                .toArray();
        List<double[]> anchors = new ArrayList<>();
        if (surface.about().isEmpty()) {
            anchors.add(paths.getFirst().first().point());
            paths.forEach(path -> surface.nearest(path.last().point()).map(Minimum::point).ifPresent(anchors::add));
        } else {
            var own = surface.window();
            anchors.add(new double[] {own.xLow(), own.yLow()});
            anchors.add(new double[] {own.xHigh(), own.yHigh()});
        }
        return Window.around(xs, ys, anchors.toArray(double[][]::new));
    }

    private static boolean inside(Window window, double[] point) {
        return point[0] > window.left() && point[0] < window.right() && point[1] > window.bottom()
                && point[1] < window.top();
    }

    private static double[] column(Trajectory path, int coordinate) {
        return path.steps().stream().mapToDouble(step -> step.point()[coordinate]).toArray();
    }
}
