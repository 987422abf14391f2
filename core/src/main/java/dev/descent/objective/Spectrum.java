package dev.descent.objective;

import java.util.ArrayList;
import java.util.List;

/// The two ends of a large symmetric matrix's eigenvalues, by the method of Lanczos (1950): after k products with the
/// matrix the ends of a k × k matrix are near those of the large one, the more so the further they stand out.
///
/// Every new direction is made orthogonal to all earlier ones, twice (Parlett, The Symmetric Eigenvalue Problem, §6.9 and
/// chapter 13): without that rounding brings back copies of ends that are found already. The start is fixed, so the same
/// matrix gives the same bits.
///
/// An error is the length of the residual A·v − λ·v: an eigenvalue surely lies that near.
///
/// @param smallest          the smallest eigenvalue
/// @param smallestError     how far off it can be
/// @param smallestDirection (n) the unit vector along which it is
/// @param largest           the largest eigenvalue
/// @param largestError      how far off it can be
/// @param products          how many products with the matrix it took
public record Spectrum(double smallest, double smallestError, double[] smallestDirection, double largest,
        double largestError, int products) {

    /// Doubles that the directions may take together.
    private static final int MEMORY = 1 << 23;
    /// Good enough: this share of the largest eigenvalue in size.
    private static final double ENOUGH = 1e-4;
    /// Below this share of the matrix's size what is left of a new direction is rounding.
    private static final double NOTHING = 1e-13;
    private static final int LOOK_EVERY = 5;

    /// The ends of an objective's Hessian at a point.
    ///
    /// @param theta (size) the point, left as it is
    /// @param steps at most so many products
    public static Spectrum of(CurvedObjective objective, double[] theta, int steps) {
        return of((v, product) -> objective.hessianTimes(theta, v, product), objective.size(), steps);
    }

    /// The ends of an n × n matrix; all NaN where a product is not finite.
    ///
    /// @param steps at most so many products; fewer where n is so large that the directions would not fit
    public static Spectrum of(SymmetricProduct matrix, int n, int steps) {
        int most = Math.min(Math.min(n, steps), Math.max(8, MEMORY / n));
        List<double[]> basis = new ArrayList<>(List.of(Vectors.start(n)));
        double[] diagonal = new double[most];
        double[] beside = new double[most];
        double size = 0;
        for (int k = 0;; k++) {
            double[] next = new double[n];
            matrix.times(basis.get(k), next);
            diagonal[k] = Vectors.dot(basis.get(k), next);
            for (int pass = 0; pass < 2; pass++) {
                for (double[] earlier : basis) {
                    Vectors.add(next, -Vectors.dot(earlier, next), earlier);
                }
            }
            double rest = Vectors.norm(next);
            if (!Double.isFinite(rest) || !Double.isFinite(diagonal[k])) {
                return new Spectrum(Double.NaN, Double.NaN, new double[n], Double.NaN, Double.NaN, k + 1);
            }
            size = Math.max(size, Math.abs(diagonal[k]) + rest);
            boolean complete = rest <= NOTHING * size;
            if (complete || k + 1 == most || (k + 1) % LOOK_EVERY == 0) {
                Spectrum found = ends(diagonal, beside, complete ? 0 : rest, basis);
                double enough = ENOUGH * Math.max(Math.abs(found.smallest), Math.abs(found.largest));
                if (complete || k + 1 == most || found.smallestError <= enough && found.largestError <= enough) {
                    return found;
                }
            }
            beside[k] = rest;
            Vectors.scale(next, 1 / rest);
            basis.add(next);
        }
    }

    /// λ_max of a matrix by power iteration: multiply and normalise, until the direction stands. It takes two vectors of
    /// memory where Lanczos takes dozens, and more products.
    ///
    /// Power iteration finds the eigenvalue that is largest in size. Where that is a negative one, it is shifted to 0 and
    /// the iteration repeated.
    ///
    /// @param relative stop where the residual is at most this share of the eigenvalue
    /// @param most     at most so many products
    /// @return `smallest` is not known and NaN
    public static Spectrum byPower(SymmetricProduct matrix, int n, double relative, int most) {
        Spectrum found = power(matrix, n, 0, relative, most);
        if (!(found.largest < 0) || found.products >= most) {
            return found;
        }
        Spectrum shifted = power(matrix, n, -found.largest, relative, most - found.products);
        return new Spectrum(Double.NaN, Double.NaN, shifted.smallestDirection, shifted.largest, shifted.largestError,
                found.products + shifted.products);
    }

    /// Whether the smallest eigenvalue is surely below 0, by more than `share` of the largest in size.
    public boolean fallsAway(double share) {
        return smallest + smallestError < -share * Math.max(Math.abs(largest), Math.abs(smallest));
    }

    /// 2/λ_max: plain gradient descent with a rate above it grows along the direction of the largest curvature.
    public double stableRate() {
        return new Curvature(new double[] {largest}).stableRate();
    }

    private static Spectrum power(SymmetricProduct matrix, int n, double shift, double relative, int most) {
        double[] v = Vectors.start(n);
        double[] product = new double[n];
        for (int k = 1;; k++) {
            matrix.times(v, product);
            Vectors.add(product, shift, v);
            double eigenvalue = Vectors.dot(v, product);
            double norm = Vectors.norm(product);
            double[] residual = product.clone();
            Vectors.add(residual, -eigenvalue, v);
            double error = Vectors.norm(residual);
            if (!(error > relative * Math.abs(eigenvalue)) || !(norm > 0) || k >= most) {
                return new Spectrum(Double.NaN, Double.NaN, v, eigenvalue - shift, error, k);
            }
            Vectors.scale(product, 1 / norm);
            System.arraycopy(product, 0, v, 0, n);
        }
    }

    /// @param rest the length of what the last product had outside the basis
    private static Spectrum ends(double[] diagonal, double[] beside, double rest, List<double[]> basis) {
        int k = basis.size();
        double[][] small = new double[k][k];
        for (int i = 0; i < k; i++) {
            small[i][i] = diagonal[i];
            if (i > 0) {
                small[i][i - 1] = beside[i - 1];
                small[i - 1][i] = beside[i - 1];
            }
        }
        Jacobi eigen = Jacobi.of(small);
        double[] low = eigen.vectors()[0];
        double[] high = eigen.vectors()[k - 1];
        double[] direction = new double[basis.getFirst().length];
        for (int i = 0; i < k; i++) {
            Vectors.add(direction, low[i], basis.get(i));
        }
        return new Spectrum(eigen.values()[0], rest * Math.abs(low[k - 1]), direction, eigen.values()[k - 1],
                rest * Math.abs(high[k - 1]), k);
    }
}
