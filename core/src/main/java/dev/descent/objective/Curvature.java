package dev.descent.objective;

import java.util.Arrays;

/// How strongly an objective bends at a point: the eigenvalues of its Hessian.
///
/// @param eigenvalues of the matrix of second derivatives, ascending
public record Curvature(double[] eigenvalues) {

    /// Eigenvalues nearer to 0 count as level.
    private static final double LEVEL = 0.05;

    /// What a place with a short gradient is; only the curvature tells.
    public enum Place {
        /// It bends upwards every way.
        MINIMUM("a minimum"),
        /// It bends upwards one way and downwards another.
        SADDLE("a saddle"),
        /// It bends downwards some way and upwards none.
        HILLTOP("a hilltop"),
        /// It hardly bends downwards, and some way it hardly bends at all.
        PLATEAU("a plateau");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        /// With its article: `a saddle`.
        public String words() {
            return words;
        }
    }

    /// The eigenvalues of a small symmetric matrix, all of them; [Spectrum] finds the ends of a large one's.
    ///
    /// @param hessian (n, n) symmetric, left as it is; with a number that is not finite all eigenvalues are NaN
    public static Curvature of(double[][] hessian) {
        if (Arrays.stream(hessian).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            return new Curvature(Jacobi.of(hessian).values());
        }
        double[] unknown = new double[hessian.length];
        Arrays.fill(unknown, Double.NaN);
        return new Curvature(unknown);
    }

    /// λ_max, the largest eigenvalue.
    public double largest() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /// The smallest eigenvalue; below 0 the objective falls away along some direction.
    public double smallest() {
        return eigenvalues[0];
    }

    /// What this is, if the gradient is short here; eigenvalues within 0.05 of 0 count as level.
    public Place place() {
        if (smallest() < -LEVEL) {
            return largest() > LEVEL ? Place.SADDLE : Place.HILLTOP;
        }
        return smallest() > LEVEL ? Place.MINIMUM : Place.PLATEAU;
    }

    /// 2/λ_max: plain gradient descent with a rate above it grows along the direction of the largest curvature.
    /// Infinite where nothing bends upwards.
    public double stableRate() {
        return largest() > 0 ? 2 / largest() : Double.POSITIVE_INFINITY;
    }

    /// λ_max / λ_min of a bowl, infinite where the smallest eigenvalue is not positive.
    public double condition() {
        return smallest() > 0 ? largest() / smallest() : Double.POSITIVE_INFINITY;
    }
}
