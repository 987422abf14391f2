package dev.descent.objective;

import java.util.Arrays;

/// How strongly an objective bends at a point: the eigenvalues of its Hessian.
///
/// @param eigenvalues of the matrix of second derivatives, ascending
public record Curvature(double[] eigenvalues) {

    /// Sweeps of rotations; small symmetric matrices need 5 to 8, as convergence is quadratic.
    private static final int MAX_SWEEPS = 50;

    /// The eigenvalues of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, §8.5).
    ///
    /// @param hessian (n, n) symmetric, left as it is; with a number that is not finite all eigenvalues are NaN
    public static Curvature of(double[][] hessian) {
        int n = hessian.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = hessian[i].clone();
            if (!Arrays.stream(a[i]).allMatch(Double::isFinite)) {
                double[] unknown = new double[n];
                Arrays.fill(unknown, Double.NaN);
                return new Curvature(unknown);
            }
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && rotateAll(a); sweep++) {
            // Each sweep rotates every pair once.
        }
        double[] eigenvalues = new double[n];
        for (int i = 0; i < n; i++) {
            eigenvalues[i] = a[i][i];
        }
        Arrays.sort(eigenvalues);
        return new Curvature(eigenvalues);
    }

    /// λ_max, the largest eigenvalue.
    public double largest() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /// The smallest eigenvalue; below 0 the objective falls away along some direction.
    public double smallest() {
        return eigenvalues[0];
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

    /// @return whether anything off the diagonal was left to rotate away
    private static boolean rotateAll(double[][] a) {
        boolean rotated = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double scale = Math.abs(a[p][p]) + Math.abs(a[q][q]);
                if (Math.abs(a[p][q]) > scale * 0x1p-60) {
                    rotate(a, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cosine * kp - sine * kq;
            a[k][q] = sine * kp + cosine * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = cosine * pk - sine * qk;
            a[q][k] = sine * pk + cosine * qk;
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }
}
