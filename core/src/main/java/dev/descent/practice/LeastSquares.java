package dev.descent.practice;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Examples;
import dev.descent.data.Table;
import dev.descent.objective.Curvature;
import dev.descent.objective.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The mean squared error of a linear model over rows, in double, with everything about it known exactly: the Hessian
/// 2/N·XᵀX, its eigenvalues, the minimum.
final class LeastSquares implements Objective {

    private final double[][] x;
    private final double[] y;
    private final List<String> names;

    private LeastSquares(double[][] x, double[] y, List<String> names) {
        this.x = x;
        this.y = y;
        this.names = List.copyOf(names);
    }

    /// A model with a bias, which comes first, over some features.
    ///
    /// @param columns which features
    /// @param rows    how many of the examples, from the first on
    static LeastSquares of(Examples examples, int[] columns, int rows, List<String> names) {
        double[][] x = new double[rows][columns.length + 1];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            x[row][0] = 1;
            for (int c = 0; c < columns.length; c++) {
                x[row][c + 1] = examples.x()[row * examples.features() + columns[c]];
            }
            y[row] = examples.targets()[row];
        }
        return new LeastSquares(x, y, names);
    }

    /// The first rows of a table that have all three cells: two features, standardised over these rows, and a centred
    /// target, so that the best bias is 0 and two weights are all there is.
    ///
    /// @param most how many rows at most
    static LeastSquares ofFirstRows(Table table, String first, String second, String target, int most) {
        List<String> columns = List.of(first, second, target);
        List<double[]> cells = new ArrayList<>();
        for (int row = 0; row < table.rows() && cells.size() < most; row++) {
            double[] at = new double[columns.size()];
            for (int c = 0; c < at.length; c++) {
                at[c] = table.column(columns.get(c)) instanceof Column.Numeric numbers ? numbers.values()[row]
                        : Double.NaN;
            }
            if (Arrays.stream(at).allMatch(Double::isFinite)) {
                cells.add(at);
            }
        }
        int rows = cells.size();
        double[][] x = new double[rows][2];
        double[] y = new double[rows];
        for (int c = 0; c < columns.size(); c++) {
            double mean = 0;
            double variance = 0;
            for (double[] row : cells) {
                mean += row[c] / rows;
            }
            for (double[] row : cells) {
                variance += (row[c] - mean) * (row[c] - mean) / rows;
            }
            if (!(variance > 0)) {
                throw DescentException.data(columns.get(c) + " of " + table.name() + " is the same in the first " + rows
                        + " rows; choose others with --features or --drop");
            }
            for (int row = 0; row < rows; row++) {
                double centred = cells.get(row)[c] - mean;
                if (c < 2) {
                    x[row][c] = centred / Math.sqrt(variance);
                } else {
                    y[row] = centred;
                }
            }
        }
        return new LeastSquares(x, y, List.of("w₁", "w₂"));
    }

    /// The loss of one row alone.
    LeastSquares row(int row) {
        return new LeastSquares(new double[][] {x[row]}, new double[] {y[row]}, names);
    }

    int rows() {
        return x.length;
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public List<String> coordinates() {
        return names;
    }

    double value(double... theta) {
        return valueAndGradient(theta, new double[theta.length]);
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int row = 0; row < x.length; row++) {
            double error = -y[row];
            for (int j = 0; j < theta.length; j++) {
                error += theta[j] * x[row][j];
            }
            sum += error * error;
            for (int j = 0; j < theta.length; j++) {
                gradient[j] += error * x[row][j];
            }
        }
        for (int j = 0; j < theta.length; j++) {
            gradient[j] *= 2.0 / x.length;
        }
        return sum / x.length;
    }

    double[][] hessian() {
        int n = size();
        double[][] hessian = new double[n][n];
        for (double[] row : x) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    hessian[i][j] += 2 * row[i] * row[j] / x.length;
                }
            }
        }
        return hessian;
    }

    /// The same loss less its minimum, from its curvature and minimum alone: ½·(θ − θ*)ᵀH(θ − θ*). One look at it costs
    /// D² instead of N·D, and small heights above the minimum keep their digits.
    Objective bowl() {
        double[][] hessian = hessian();
        double[] bottom = minimum();
        return new Objective() {

            @Override
            public int size() {
                return bottom.length;
            }

            @Override
            public double valueAndGradient(double[] theta, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < bottom.length; i++) {
                    gradient[i] = 0;
                    for (int j = 0; j < bottom.length; j++) {
                        gradient[i] += hessian[i][j] * (theta[j] - bottom[j]);
                    }
                    sum += (theta[i] - bottom[i]) * gradient[i];
                }
                return sum / 2;
            }
        };
    }

    Curvature curvature() {
        return Curvature.of(hessian());
    }

    /// Where the loss is lowest: the normal equations by Cholesky's factors, their columns first brought to one length, so
    /// that features of very different scale do no harm.
    double[] minimum() {
        int n = size();
        double[][] a = hessian();
        double[] scale = new double[n];
        double[] b = new double[n];
        valueAndGradient(new double[n], b);
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(a[i][i]);
        }
        for (int i = 0; i < n; i++) {
            b[i] *= -scale[i];
            for (int j = 0; j < n; j++) {
                a[i][j] *= scale[i] * scale[j];
            }
        }
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                a[j][j] -= a[j][k] * a[j][k];
            }
            a[j][j] = Math.sqrt(a[j][j]);
            for (int i = j + 1; i < n; i++) {
                for (int k = 0; k < j; k++) {
                    a[i][j] -= a[i][k] * a[j][k];
                }
                a[i][j] /= a[j][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] -= a[k][i] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = 0; i < n; i++) {
            b[i] *= scale[i];
        }
        return b;
    }
}
