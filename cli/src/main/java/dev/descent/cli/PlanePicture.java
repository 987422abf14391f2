package dev.descent.cli;

import dev.descent.objective.Window;
import dev.descent.report.ContourChart;
import dev.descent.report.Relief;
import dev.descent.study.LossPlane;
import dev.descent.study.LossPlane.Marker;
import java.util.List;
import java.util.stream.IntStream;

/// The picture of a loss plane.
final class PlanePicture {

    private PlanePicture() {
    }

    static ContourChart of(String run, LossPlane plane, double[][] losses) {
        Window window = plane.window();
        List<Marker> markers = plane.markers();
        boolean[] hollow = new boolean[markers.size()];
        for (int k = 0; k < hollow.length; k++) {
            hollow[k] = markers.get(k).isOff();
        }
        int last = losses.length - 1;
        Relief relief = new Relief(
                IntStream.rangeClosed(0, last).mapToDouble(i -> between(window.xLow(), window.xHigh(), i, last))
                        .toArray(),
                IntStream.rangeClosed(0, last).mapToDouble(j -> between(window.yLow(), window.yHigh(), j, last))
                        .toArray(),
                losses);
        return ContourChart
                .of("Training loss around the way of " + run, "first direction, "
                        + BasinText.percent(plane.plane().firstShare()) + " of the movement",
                        "second, " + BasinText.percent(plane.plane().secondShare()), relief)
                .equalAspect(true)
                .path(run, markers.stream().mapToDouble(Marker::x).toArray(),
                        markers.stream().mapToDouble(Marker::y).toArray())
                .places(markers.stream().mapToLong(Marker::update).toArray(), hollow,
                        "○ the loss here is more than 10% off the true one");
    }

    private static double between(double low, double high, int i, int last) {
        return low + (high - low) * i / last;
    }
}
