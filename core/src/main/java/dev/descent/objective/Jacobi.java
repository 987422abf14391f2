package dev.descent.objective;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix
/// Computations, §8.5): slow for large ones, and hard to beat in accuracy.
///
/// @param values  (n) ascending
/// @param vectors (n, n) row k is the unit eigenvector of `values[k]`
record Jacobi(double[] values, double[][] vectors) {

    /// Sweeps of rotations; small symmetric matrices need 5 to 8, as convergence is quadratic.
    private static final int MAX_SWEEPS = 50;

    /// @param matrix (n, n) symmetric and finite, left as it is
    static Jacobi of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && rotateAll(a, v); sweep++) {
            // Each sweep rotates every pair once.
        }
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> a[i][i]))
                .mapToInt(i -> i).toArray();
        return new Jacobi(Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
                Arrays.stream(order).mapToObj(i -> v[i]).toArray(double[][]::new));
    }

    /// @return whether anything off the diagonal was left to rotate away
    private static boolean rotateAll(double[][] a, double[][] v) {
        boolean rotated = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double scale = Math.abs(a[p][p]) + Math.abs(a[q][q]);
                if (Math.abs(a[p][q]) > scale * 0x1p-60) {
                    rotate(a, v, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        for (double[] row : a) {
            double kp = row[p];
            double kq = row[q];
            row[p] = cosine * kp - sine * kq;
            row[q] = sine * kp + cosine * kq;
        }
        rows(a[p], a[q], cosine, sine);
        rows(v[p], v[q], cosine, sine);
        a[p][q] = 0;
        a[q][p] = 0;
    }

    private static void rows(double[] p, double[] q, double cosine, double sine) {
        for (int k = 0; k < p.length; k++) {
            double pk = p[k];
            double qk = q[k];
            p[k] = cosine * pk - sine * qk;
            q[k] = sine * pk + cosine * qk;
        }
    }
}
