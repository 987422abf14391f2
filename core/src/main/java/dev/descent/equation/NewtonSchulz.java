package dev.descent.equation;

/// `orthogonalise(M)`: the matrix with M's singular vectors and singular values near 1, by five steps of the iteration of
/// Jordan et al. 2024 (Muon):
///
/// ```
/// X ← M/(‖M‖ + 1e-7)
/// X ← 3.4445·X − 4.7750·X·(XᵀX) + 2.0315·X·(XᵀX)²          five times
/// ```
///
/// Each step maps every singular value s to 3.4445·s − 4.7750·s³ + 2.0315·s⁵. That polynomial is steep at 0, so that five
/// steps bring all that are not tiny between about 0.7 and 1.2, and not to 1: more would cost more products and buys
/// nothing. Where M has fewer rows than columns the iteration runs on Mᵀ, whose XᵀX is smaller; the result is the same.
///
/// Here in double, as the specification; the kernels do the same in float, each product one chain.
public final class NewtonSchulz {

    /// Of X, X·(XᵀX) and X·(XᵀX)².
    public static final double A = 3.4445;
    /// See [#A].
    public static final double B = -4.7750;
    /// See [#A].
    public static final double C = 2.0315;
    /// How often.
    public static final int STEPS = 5;
    /// Added to the norm, which may be 0.
    public static final double EPSILON = 1e-7;

    private NewtonSchulz() {
    }

    /// Orthogonalises a matrix.
    ///
    /// @param m (rows, columns) row-major, left as it is
    /// @return (rows, columns), new
    public static double[] orthogonalise(double[] m, int rows, int columns) {
        double norm = 0;
        for (int i = 0; i < rows; i++) {
            double[] squares = new double[columns];
            for (int j = 0; j < columns; j++) {
                squares[j] = m[i * columns + j] * m[i * columns + j];
            }
            norm += FixedSum.of(squares, 0, columns);
        }
        double divisor = StrictMath.sqrt(norm) + EPSILON;
        boolean wide = rows < columns;
        int p = Math.max(rows, columns);
        int q = Math.min(rows, columns);
        double[][] x = new double[p][q];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                x[i][j] = m[wide ? j * columns + i : i * columns + j] / divisor;
            }
        }
        for (int step = 0; step < STEPS; step++) {
            x = step(x, p, q);
        }
        double[] result = new double[rows * columns];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                result[wide ? j * columns + i : i * columns + j] = x[i][j];
            }
        }
        return result;
    }

    private static double[][] step(double[][] x, int p, int q) {
        double[][] gram = new double[q][q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                for (int k = 0; k < p; k++) {
                    gram[i][j] += x[k][i] * x[k][j];
                }
            }
        }
        double[][] factor = product(gram, gram, q, q);
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                factor[i][j] = B * gram[i][j] + C * factor[i][j];
            }
        }
        double[][] next = product(x, factor, p, q);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                next[i][j] += A * x[i][j];
            }
        }
        return next;
    }

    /// (p, q) times (q, q).
    private static double[][] product(double[][] a, double[][] b, int p, int q) {
        double[][] c = new double[p][q];
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < q; k++) {
                for (int j = 0; j < q; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }
}
