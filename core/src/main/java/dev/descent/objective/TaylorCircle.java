package dev.descent.objective;

import dev.descent.common.DescentException;
import java.util.ArrayList;
import java.util.List;

/// Why descent works, at one point: inside a small enough circle a loss is almost a plane, and the lowest point of a
/// plane in a circle lies straight against its slope.
///
/// With s = L(a, b), u = ∂L/∂θ₁ and v = ∂L/∂θ₂ at the centre, the linear model is `s + u·Δθ₁ + v·Δθ₂`. Over
/// Δθ₁² + Δθ₂² ≤ d² it is lowest at Δθ = −η·(u, v) with η = d/‖(u, v)‖: a step of gradient descent, which promises to
/// lower the loss by d·‖∇L‖. What the loss itself does is searched for in the same circle, and in ever smaller ones: the
/// error of the model falls with d², and the direction of the true lowest point turns into −∇L.
///
/// @param formula  the loss, of two coordinates
/// @param centre   (a, b)
/// @param s        the loss there
/// @param gradient (u, v)
/// @param radius   d
/// @param linear   where the linear model is lowest in the circle; the centre where the gradient is zero
/// @param lowest   where the loss is lowest in the circle
/// @param rings    the circle and smaller ones, each half as large as the one before
/// @param order    the power of d with which the error falls, measured over the smallest circles whose error stands above
///                 rounding: 2 for a smooth loss; NaN where there is no error to measure
/// @param half     from this radius on a step lowers the loss by less than half of what the model promises; infinite where
///                 none such was found up to [#REACH] times the radius
/// @param broken   from this radius on a step no longer lowers the loss at all; infinite as above
public record TaylorCircle(Formula formula, double[] centre, double s, double[] gradient, double radius, Place linear,
        Place lowest, List<Ring> rings, double order, double half, double broken) {

    /// How far the search for the end of the promise goes, in radii.
    public static final double REACH = 1_000;

    private static final int RINGS = 11;
    private static final int ANGLES = 360;
    private static final int SHELLS = 12;
    /// Differences of losses below this share of them are rounding.
    private static final double ROUNDING = 1e4 * 0x1p-52;
    /// Factor between the radii that are tried for the end of the promise.
    private static final double SCAN = 1.01;
    private static final double FIRST = 1e-6;
    /// Circles whose errors the order is measured on.
    private static final int FITTED = 4;

    /// A point of the circle.
    ///
    /// @param delta (Δθ₁, Δθ₂) from the centre
    /// @param model what the linear model says there
    /// @param loss  what the loss is there
    public record Place(double[] delta, double model, double loss) {
    }

    /// What holds in a circle of one radius.
    ///
    /// @param radius    of the circle
    /// @param error     the largest distance between loss and linear model in it; infinite where the loss is not finite
    ///                  everywhere
    /// @param angle     between −∇L and the direction of the lowest point, in degrees; NaN without a gradient
    /// @param promised  by how much the model says that the step lowers the loss, d·‖∇L‖
    /// @param delivered by how much the step lowers it
    public record Ring(double radius, double error, double angle, double promised, double delivered) {
    }

    public TaylorCircle {
        rings = List.copyOf(rings);
    }

    /// Compares a loss with its linear model around a point.
    ///
    /// @param centre (2), left as it is
    /// @param radius d, above 0
    /// @throws DescentException (usage) for a formula that has not two coordinates, a radius that is none, or a centre
    ///                          where loss or gradient are not finite
    public static TaylorCircle of(Formula formula, double[] centre, double radius) {
        if (formula.size() != 2) {
            throw DescentException.usage("The circle lies in a plane, but '" + formula.text() + "' has "
                    + formula.size() + (formula.size() == 1 ? " coordinate: " : " coordinates: ")
                    + String.join(", ", formula.coordinates()) + ". Expected two.");
        }
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw DescentException.usage("The radius is " + Numbers.ascii(radius) + ", expected a length above 0.");
        }
        double[] gradient = new double[2];
        double s = formula.valueAndGradient(centre, gradient);
        if (!Double.isFinite(s) || !Double.isFinite(gradient[0]) || !Double.isFinite(gradient[1])) {
            throw DescentException.usage("At " + Numbers.vector(centre, 2)
                    + " the value or gradient is not a finite number (value " + Numbers.text(s)
                    + "), so there is no linear model. Choose another point.");
        }
        return new Search(formula, centre.clone(), s, gradient).circle(radius);
    }

    /// ‖∇L‖ at the centre.
    public double slope() {
        return length(gradient);
    }

    /// η of the step that ends on the circle: d/‖∇L‖; infinite without a gradient.
    public double eta() {
        return radius / slope();
    }

    /// What the numbers say, a sentence each.
    public List<String> answer() {
        return new CircleAnswer(this).sentences();
    }

    private static double length(double[] vector) {
        double scale = Math.max(Math.abs(vector[0]), Math.abs(vector[1]));
        if (scale == 0) {
            return 0;
        }
        double x = vector[0] / scale;
        double y = vector[1] / scale;
        return scale * Math.sqrt(x * x + y * y);
    }

    /// The searches, all on fixed grids and then refined, so that they give the same everywhere.
    private record Search(Formula formula, double[] centre, double s, double[] gradient) {

        TaylorCircle circle(double radius) {
            List<Ring> rings = new ArrayList<>();
            for (int k = 0; k < RINGS; k++) {
                rings.add(ring(Math.scalb(radius, -k)));
            }
            return new TaylorCircle(formula, centre, s, gradient, radius, step(radius), lowest(radius), rings,
                    order(rings), end(radius, 0.5), end(radius, 0));
        }

        private Place place(double dx, double dy) {
            double loss = formula.value(centre[0] + dx, centre[1] + dy);
            return new Place(new double[] {dx, dy}, s + gradient[0] * dx + gradient[1] * dy, loss);
        }

        private Place polar(double r, double angle) {
            return place(r * StrictMath.cos(angle), r * StrictMath.sin(angle));
        }

        /// The step of gradient descent that is as long as the radius.
        private Place step(double radius) {
            double slope = length(gradient);
            return slope == 0 ? place(0, 0) : place(-radius * (gradient[0] / slope), -radius * (gradient[1] / slope));
        }

        private Ring ring(double radius) {
            Place step = step(radius);
            Place lowest = lowest(radius);
            double error = error(furthest(radius));
            double cross = lowest.delta[0] * -gradient[1] + lowest.delta[1] * gradient[0];
            double along = -lowest.delta[0] * gradient[0] - lowest.delta[1] * gradient[1];
            double slope = length(gradient);
            double angle = slope == 0 ? Double.NaN : StrictMath.toDegrees(StrictMath.atan2(Math.abs(cross), along));
            return new Ring(radius, error, angle, radius * slope, s - step.loss);
        }

        private static double error(Place place) {
            double error = Math.abs(place.loss - place.model);
            return Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
        }

        private Place lowest(double radius) {
            Place best = place(0, 0);
            double bestAngle = Double.NaN;
            for (int shell = 1; shell <= SHELLS; shell++) {
                for (int k = 0; k < ANGLES; k++) {
                    double angle = 2 * StrictMath.PI * k / ANGLES;
                    Place candidate = polar(radius * shell / SHELLS, angle);
                    if (lower(candidate, best)) {
                        best = candidate;
                        bestAngle = shell == SHELLS ? angle : Double.NaN;
                    }
                }
            }
            Place inside = refined(best, radius, false);
            if (Double.isNaN(bestAngle)) {
                return inside;
            }
            Place rim = onTheRim(radius, bestAngle);
            double rounding = ROUNDING * Math.max(Math.abs(s), Math.abs(rim.loss));
            return rim.loss <= inside.loss + rounding ? rim : inside;
        }

        private static boolean lower(Place candidate, Place than) {
            return candidate.loss < than.loss && candidate.loss > Double.NEGATIVE_INFINITY;
        }

        /// The lowest point of the circle's line near an angle: where the slope along the line is 0. The loss itself is flat
        /// there and shows the angle only to half of a double's digits.
        private Place onTheRim(double radius, double near) {
            double low = near - 2 * StrictMath.PI / ANGLES;
            double high = near + 2 * StrictMath.PI / ANGLES;
            if (!(along(radius, low) < 0 && along(radius, high) > 0)) {
                return polar(radius, near);
            }
            for (int i = 0; i < 60; i++) {
                double middle = (low + high) / 2;
                if (along(radius, middle) < 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return polar(radius, (low + high) / 2);
        }

        private double along(double radius, double angle) {
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            double[] at = new double[2];
            formula.valueAndGradient(new double[] {centre[0] + radius * cos, centre[1] + radius * sin}, at);
            return at[1] * cos - at[0] * sin;
        }

        private Place furthest(double radius) {
            Place worst = place(0, 0);
            for (int shell = 1; shell <= SHELLS; shell++) {
                for (int k = 0; k < ANGLES; k++) {
                    Place candidate = polar(radius * shell / SHELLS, 2 * StrictMath.PI * k / ANGLES);
                    if (error(candidate) > error(worst)) {
                        worst = candidate;
                    }
                }
            }
            return refined(worst, radius, true);
        }

        /// The best of ever closer neighbours of a place, kept inside the circle.
        private Place refined(Place from, double radius, boolean byError) {
            Place best = from;
            double reach = 2 * radius / SHELLS;
            while (reach > radius * 1e-9) {
                Place before = best;
                for (int k = 0; k < 8; k++) {
                    double angle = StrictMath.PI * k / 4;
                    double dx = before.delta[0] + reach * StrictMath.cos(angle);
                    double dy = before.delta[1] + reach * StrictMath.sin(angle);
                    double r = length(new double[] {dx, dy});
                    double shrink = r > radius ? radius / r : 1;
                    Place candidate = place(dx * shrink, dy * shrink);
                    if (byError ? error(candidate) > error(best) : lower(candidate, best)) {
                        best = candidate;
                    }
                }
                if (best == before) {
                    reach /= 2;
                }
            }
            return best;
        }

        /// The slope of log error over log radius through the smallest circles that rounding has not reached.
        private double order(List<Ring> rings) {
            List<Ring> usable = rings.stream()
                    .filter(ring -> Double.isFinite(ring.error)
                            && ring.error > ROUNDING * Math.max(Math.abs(s), ring.promised))
                    .toList();
            List<Ring> smallest = usable.subList(Math.max(0, usable.size() - FITTED), usable.size());
            if (smallest.size() < 2) {
                return Double.NaN;
            }
            double meanX = smallest.stream().mapToDouble(ring -> StrictMath.log(ring.radius)).average().orElseThrow();
            double meanY = smallest.stream().mapToDouble(ring -> StrictMath.log(ring.error)).average().orElseThrow();
            double products = 0;
            double squares = 0;
            for (Ring ring : smallest) {
                double x = StrictMath.log(ring.radius) - meanX;
                products += x * (StrictMath.log(ring.error) - meanY);
                squares += x * x;
            }
            return products / squares;
        }

        /// The first radius at which a step delivers no more than a share of what the model promises.
        private double end(double radius, double share) {
            double slope = length(gradient);
            if (slope == 0) {
                return 0;
            }
            double r = Math.max(FIRST * radius, ROUNDING * Math.abs(s) / slope);
            double kept = 0;
            while (r <= REACH * radius) {
                if (!keeps(r, share)) {
                    return bisected(kept, r, share);
                }
                kept = r;
                r *= SCAN;
            }
            return Double.POSITIVE_INFINITY;
        }

        private double bisected(double from, double to, double share) {
            double kept = from;
            double lost = to;
            for (int i = 0; i < 60; i++) {
                double middle = (kept + lost) / 2;
                if (keeps(middle, share)) {
                    kept = middle;
                } else {
                    lost = middle;
                }
            }
            return lost;
        }

        private boolean keeps(double r, double share) {
            return s - step(r).loss > share * r * length(gradient);
        }
    }
}
