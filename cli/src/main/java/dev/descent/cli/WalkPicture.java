package dev.descent.cli;

import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.report.ContourChart;
import dev.descent.report.Relief;
import dev.descent.report.Window;
import java.nio.file.Path;
import java.util.List;

/// The picture of a walk: contours, the path, the known minima.
final class WalkPicture {

    private WalkPicture() {
    }

    /// Writes `base.svg` and `base.png`.
    static List<Path> write(Surface surface, Trajectory path, Path base, Terminal terminal) {
        ContourChart chart = chart(surface, path);
        Path svg = base.resolveSibling(base.getFileName() + ".svg");
        Path png = base.resolveSibling(base.getFileName() + ".png");
        terminal.writing(svg);
        chart.writeSvg(svg);
        terminal.writing(png);
        chart.writePng(png);
        return List.of(svg, png);
    }

    private static ContourChart chart(Surface surface, Trajectory path) {
        double[] xs = path.steps().stream().mapToDouble(step -> step.point()[0]).toArray();
        double[] ys = path.steps().stream().mapToDouble(step -> step.point()[1]).toArray();
        dev.descent.objective.Window part = surface.window();
        Window window = Window.around(xs, ys, new double[] {part.xLow(), part.yLow()},
                new double[] {part.xHigh(), part.yHigh()});
        List<String> names = surface.formula().coordinates();
        ContourChart chart = ContourChart.of(surface.name() + " — " + path.optimizer().name(), names.get(0),
                names.get(1), Relief.of((x, y) -> surface.formula().value(x, y), window))
                .path(path.optimizer().name(), xs, ys);
        if (path.stop() == Trajectory.Stop.DIVERGED) {
            chart = chart.diverged(path.updates() + 1);
        }
        for (var minimum : surface.minima()) {
            chart = chart.minimum(minimum.point()[0], minimum.point()[1], "minimum");
        }
        return chart;
    }
}
