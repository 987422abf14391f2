package dev.descent.objective;

import org.jspecify.annotations.Nullable;

/// A step along a direction that satisfies the strong Wolfe conditions: the value falls by at least a share c₁ of what the
/// slope promised, and the slope shrinks to at most a share c₂ of itself. Nocedal and Wright 2006, algorithms 3.5 and 3.6.
///
/// The first condition keeps steps from being too long, the second from being too short, so that what [Lbfgs] learns from
/// the change of the gradient is worth having.
final class LineSearch {

    /// A point of the objective, at a step along the direction.
    ///
    /// @param slope the gradient along the direction
    record Point(double step, double[] theta, double value, double[] gradient, double slope) {
    }

    /// Sufficient decrease; the usual value.
    private static final double C1 = 1e-4;
    /// Curvature; the usual value for quasi-Newton directions.
    private static final double C2 = 0.9;
    private static final int LONGER = 30;
    private static final int CLOSER = 40;

    private final Objective objective;
    private final double[] origin;
    private final double[] direction;
    private final Point start;

    /// @param direction downhill: its slope at the origin is below 0
    LineSearch(Objective objective, double[] origin, double value, double[] gradient, double[] direction) {
        this.objective = objective;
        this.origin = origin;
        this.direction = direction;
        start = new Point(0, origin, value, gradient, dot(gradient, direction));
    }

    /// The point found, or the lowest one seen where rounding lets no step satisfy both conditions; null where no step
    /// lowers the value.
    @Nullable
    Point from(double first) {
        Point before = start;
        double step = first;
        for (int i = 0; i < LONGER; i++) {
            Point here = at(step);
            if (!falls(here) || i > 0 && here.value >= before.value) {
                return between(before, here);
            }
            if (flat(here)) {
                return here;
            }
            if (here.slope >= 0) {
                return between(here, before);
            }
            before = here;
            step *= 2;
        }
        return before;
    }

    /// Narrows down on a step between two: `low` falls enough and is the lower one; the other end may be on either side.
    private @Nullable Point between(Point lowEnd, Point otherEnd) {
        Point low = lowEnd;
        Point other = otherEnd;
        for (int i = 0; i < CLOSER; i++) {
            Point here = at(guess(low, other));
            if (!falls(here) || here.value >= low.value) {
                other = here;
            } else {
                if (flat(here)) {
                    return here;
                }
                if (here.slope * (other.step - low.step) >= 0) {
                    other = low;
                }
                low = here;
            }
        }
        return low.step > 0 && low.value < start.value ? low : null;
    }

    /// The minimum of the cubic through both values and slopes, kept away from the ends so that the interval shrinks.
    private static double guess(Point a, Point b) {
        double width = b.step - a.step;
        double d = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
        double root = StrictMath.sqrt(d * d - a.slope * b.slope);
        double signed = Math.signum(width) * root;
        double share = 1 - (b.slope + signed - d) / (b.slope - a.slope + 2 * signed);
        // NaN where there is no such cubic, as with an end that is not finite.
        return a.step + width * (share >= 0.1 && share <= 0.9 ? share : 0.5);
    }

    private boolean falls(Point point) {
        return point.value <= start.value + C1 * point.step * start.slope;
    }

    private boolean flat(Point point) {
        return Math.abs(point.slope) <= -C2 * start.slope;
    }

    private Point at(double step) {
        double[] theta = new double[origin.length];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = origin[i] + step * direction[i];
        }
        double[] gradient = new double[theta.length];
        double value = objective.valueAndGradient(theta, gradient);
        double slope = dot(gradient, direction);
        boolean finite = Double.isFinite(value) && Double.isFinite(slope);
        return new Point(step, theta, finite ? value : Double.POSITIVE_INFINITY, gradient, slope);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
