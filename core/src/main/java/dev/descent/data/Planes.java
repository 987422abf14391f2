package dev.descent.data;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.List;

/// The bundled data sets of two features: `line`, `moons` and `spirals`. Row i does not depend on how many there are.
final class Planes {

    private static final double LINE_NOISE = 0.5;
    private static final double MOONS_NOISE = 0.12;
    private static final double SPIRALS_NOISE = 0.06;
    private static final double SPIRALS_TURNS = 1.5;

    private Planes() {
    }

    /// y = b + w₁x₁ + w₂x₂ with b = 1, w₁ = 2 and w₂ = 0.002, where x₂ is spread a thousand times as wide as x₁: both
    /// explain y alike, but unscaled the loss is a ravine whose curvatures differ by a factor of a million.
    static Table line(long seed, int rows) {
        CounterRandom first = CounterRandom.of(seed, Purpose.DATA, 0);
        CounterRandom second = CounterRandom.of(seed, Purpose.DATA, 1);
        CounterRandom noise = CounterRandom.of(seed, Purpose.DATA, 2);
        double[] x1 = new double[rows];
        double[] x2 = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x1[i] = rounded(first.gaussian(i));
            x2[i] = rounded(1_000 * second.gaussian(i));
            y[i] = rounded(1 + 2 * x1[i] + 0.002 * x2[i] + LINE_NOISE * noise.gaussian(i));
        }
        return new Table("line", List.of(new Column.Numeric("x1", x1), new Column.Numeric("x2", x2),
                new Column.Numeric("y", y)));
    }

    /// Two half circles, one turned over and pushed into the other.
    static Table moons(long seed, int rows) {
        return classes("moons", seed, rows, MOONS_NOISE, List.of("upper", "lower"), (u, lower) -> {
            double angle = StrictMath.PI * u;
            double x = StrictMath.cos(angle);
            double y = StrictMath.sin(angle);
            return lower ? new double[] {1 - x, 0.5 - y} : new double[] {x, y};
        });
    }

    /// Two arms that wind around each other.
    static Table spirals(long seed, int rows) {
        return classes("spirals", seed, rows, SPIRALS_NOISE, List.of("one", "other"), (u, other) -> {
            double radius = 0.15 + 0.85 * StrictMath.sqrt(u);
            double angle = 2 * StrictMath.PI * SPIRALS_TURNS * radius + (other ? StrictMath.PI : 0);
            return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
        });
    }

    /// A point of a curve, from a number in [0, 1) and which of the two curves it is.
    @FunctionalInterface
    private interface Curve {
        double[] at(double u, boolean second);
    }

    private static Table classes(String name, long seed, int rows, double noise, List<String> names, Curve curve) {
        CounterRandom along = CounterRandom.of(seed, Purpose.DATA, 0);
        CounterRandom which = CounterRandom.of(seed, Purpose.DATA, 1);
        CounterRandom away = CounterRandom.of(seed, Purpose.DATA, 2);
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            codes[i] = which.uniform(i) < 0.5 ? 0 : 1;
            double[] point = curve.at(along.uniform(i), codes[i] == 1);
            x[i] = rounded(point[0] + noise * away.gaussian(2L * i));
            y[i] = rounded(point[1] + noise * away.gaussian(2L * i + 1));
        }
        return new Table(name, List.of(new Column.Numeric("x", x), new Column.Numeric("y", y),
                new Column.Categorical("class", names, codes)));
    }

    /// To six digits after the point, as a file would hold it.
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
