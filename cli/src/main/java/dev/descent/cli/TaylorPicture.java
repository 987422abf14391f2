package dev.descent.cli;

import dev.descent.objective.Formula;
import dev.descent.objective.TaylorCircle;
import dev.descent.report.Chart;
import dev.descent.report.CircleChart;
import dev.descent.report.LineChart;
import dev.descent.report.Relief;
import dev.descent.report.Series;
import dev.descent.report.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pictures of a circle: the loss and its linear model around it, and how fast the model's error falls.
final class TaylorPicture {

    /// How much is seen around the circle, in radii from its centre.
    private static final double SEEN = 1.5;
    /// Loss and model are as smooth as straight lines at this scale.
    private static final int GRID = 161;

    private final TaylorCircle circle;
    private final String radius;

    TaylorPicture(TaylorCircle circle, String radius) {
        this.circle = circle;
        this.radius = radius;
    }

    Chart circle() {
        Formula formula = circle.formula();
        double[] c = circle.centre();
        double r = SEEN * circle.radius();
        Window window = new Window(c[0] - r, c[0] + r, c[1] - r, c[1] + r);
        Relief loss = Relief.of((x, y) -> formula.value(x, y), window, GRID, GRID);
        Relief model = Relief.of((x, y) -> circle.s() + circle.gradient()[0] * (x - c[0])
                + circle.gradient()[1] * (y - c[1]), window, GRID, GRID);
        CircleChart chart = CircleChart.of("The loss and its linear model, d = " + radius,
                formula.coordinates().get(0), formula.coordinates().get(1), loss, model, c, circle.radius());
        double[] lowest = circle.lowest().delta();
        chart = chart.point(c[0] + lowest[0], c[1] + lowest[1], "lowest loss in the circle");
        double[] step = circle.linear().delta();
        return circle.slope() == 0 ? chart : chart.arrow(c[0] + step[0], c[1] + step[1], "−η∇L, lowest of the model");
    }

    /// Error against radius, both logarithmic; null where there is no error to draw.
    @Nullable
    Chart errors() {
        List<TaylorCircle.Ring> rings = circle.rings().stream()
                .filter(ring -> ring.error() > 0 && Double.isFinite(ring.error())).toList().reversed();
        if (rings.size() < 2 || Double.isNaN(circle.order())) {
            return null;
        }
        double[] d = rings.stream().mapToDouble(TaylorCircle.Ring::radius).toArray();
        double[] error = rings.stream().mapToDouble(TaylorCircle.Ring::error).toArray();
        double[] promised = rings.stream().mapToDouble(TaylorCircle.Ring::promised).toArray();
        LineChart chart = LineChart.of("The error falls with d², the promise with d", "radius d", "loss").logX(true)
                .yCap(Double.POSITIVE_INFINITY)
                .series(Series.of("largest error", d, error));
        return circle.slope() == 0 ? chart : chart.series(Series.of("promised", d, promised));
    }
}
