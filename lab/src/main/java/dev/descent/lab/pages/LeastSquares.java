package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.objective.Curvature;
import dev.descent.objective.Minimum;
import dev.descent.objective.Objective;
import java.util.ArrayList;
import java.util.List;

/// The mean squared error of ŷ = w₁·z₁ + w₂·z₂ over a few rows: the smallest loss that comes from data, and one that can
/// be drawn. The features are standardised and the target is centred over these rows, so the best constant is 0 and two
/// weights are all there is.
///
/// @param z (rows, 2) standardised features
/// @param y (rows) centred target
record LeastSquares(double[][] z, double[] y) implements Objective {

    /// The first rows of a table that have all three cells.
    ///
    /// @param columns which of the table's numeric columns (from 0): two features, the target
    /// @param most    how many rows at most
    static LeastSquares of(Table table, int[] columns, int most) {
        List<Column.Numeric> numeric = numeric(table, columns);
        List<double[]> rows = complete(table, columns, most);
        double[][] z = new double[rows.size()][2];
        double[] y = new double[rows.size()];
        for (int c = 0; c < columns.length; c++) {
            double mean = 0;
            for (double[] row : rows) {
                mean += row[c] / rows.size();
            }
            double variance = 0;
            for (double[] row : rows) {
                variance += (row[c] - mean) * (row[c] - mean) / rows.size();
            }
            if (variance == 0) {
                throw DescentException.data(numeric.get(columns[c]).name() + " of " + table.name()
                        + " is the same in the first " + rows.size() + " rows; choose another column.");
            }
            for (int row = 0; row < rows.size(); row++) {
                double centred = rows.get(row)[c] - mean;
                if (c < 2) {
                    z[row][c] = centred / Math.sqrt(variance);
                } else {
                    y[row] = centred;
                }
            }
        }
        return new LeastSquares(z, y);
    }

    /// The rows, at most so many and the first, that have all of some numeric columns.
    ///
    /// @return arrays of as many numbers as there are columns, at least two
    static List<double[]> complete(Table table, int[] columns, int most) {
        List<Column.Numeric> numeric = numeric(table, columns);
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < table.rows() && rows.size() < most; row++) {
            double[] cells = new double[columns.length];
            boolean complete = true;
            for (int c = 0; c < columns.length; c++) {
                cells[c] = numeric.get(columns[c]).values()[row];
                complete &= Double.isFinite(cells[c]);
            }
            if (complete) {
                rows.add(cells);
            }
        }
        if (rows.size() < 2) {
            throw DescentException.data(table.name() + " has " + rows.size()
                    + " rows with all three numbers; at least 2 are needed.");
        }
        return rows;
    }

    /// A table's columns of numbers, which must be enough for these places.
    static List<Column.Numeric> numeric(Table table, int[] columns) {
        List<Column.Numeric> numeric = table.columns().stream().filter(Column.Numeric.class::isInstance)
                .map(Column.Numeric.class::cast).toList();
        for (int column : columns) {
            if (column >= numeric.size()) {
                throw DescentException.usage(table.name() + " has " + numeric.size()
                        + " columns of numbers; three are needed, two features and a target.");
            }
        }
        return numeric;
    }

    int rows() {
        return y.length;
    }

    /// The loss of one row alone.
    LeastSquares row(int row) {
        return new LeastSquares(new double[][] {z[row]}, new double[] {y[row]});
    }

    /// The loss of a batch alone.
    ///
    /// @param rows  numbers of rows
    /// @param from  the batch's first element of `rows`
    /// @param count how many it has
    LeastSquares part(int[] rows, int from, int count) {
        double[][] features = new double[count][];
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            features[i] = z[rows[from + i]];
            targets[i] = y[rows[from + i]];
        }
        return new LeastSquares(features, targets);
    }

    /// The gradient of [#part], without making it.
    void gradient(double[] theta, int[] rows, int from, int count, double[] gradient) {
        double first = 0;
        double second = 0;
        for (int i = from; i < from + count; i++) {
            double[] features = z[rows[i]];
            double error = theta[0] * features[0] + theta[1] * features[1] - y[rows[i]];
            first += error * features[0];
            second += error * features[1];
        }
        gradient[0] = 2 * first / count;
        gradient[1] = 2 * second / count;
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public List<String> coordinates() {
        return List.of("w1", "w2");
    }

    double value(double w1, double w2) {
        double sum = 0;
        for (int row = 0; row < y.length; row++) {
            double error = w1 * z[row][0] + w2 * z[row][1] - y[row];
            sum += error * error;
        }
        return sum / y.length;
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        double first = 0;
        double second = 0;
        for (int row = 0; row < y.length; row++) {
            double error = theta[0] * z[row][0] + theta[1] * z[row][1] - y[row];
            first += error * z[row][0];
            second += error * z[row][1];
        }
        gradient[0] = 2 * first / y.length;
        gradient[1] = 2 * second / y.length;
        return value(theta[0], theta[1]);
    }

    /// How strongly it bends, the same everywhere.
    Curvature curvature() {
        double[][] h = hessian();
        return Curvature.of(h);
    }

    /// Where it is lowest; where the features say the same, the nearest such point to zero.
    Minimum minimum() {
        double[][] h = hessian();
        double[] slope = new double[2];
        valueAndGradient(new double[2], slope);
        double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        double[] at;
        if (determinant > 1e-12 * h[0][0] * h[1][1]) {
            at = new double[] {(h[0][1] * slope[1] - h[1][1] * slope[0]) / determinant,
                    (h[1][0] * slope[0] - h[0][0] * slope[1]) / determinant};
        } else {
            double trace = h[0][0] + h[1][1];
            at = new double[] {-slope[0] / trace, -slope[1] / trace};
        }
        return new Minimum(at, value(at[0], at[1]));
    }

    /// The loss as a formula in w1 and w2 with all digits: a parabola in two variables.
    String formula() {
        double[][] h = hessian();
        double[] slope = new double[2];
        double constant = valueAndGradient(new double[2], slope);
        return Printer.number(h[0][0] / 2) + "*w1^2 + " + Printer.number(h[1][1] / 2) + "*w2^2"
                + term(h[0][1], "*w1*w2") + term(slope[0], "*w1") + term(slope[1], "*w2") + term(constant, "");
    }

    private static String term(double factor, String of) {
        return (factor < 0 ? " - " : " + ") + Printer.number(Math.abs(factor)) + of;
    }

    /// Its second derivatives, the same everywhere.
    double[][] hessian() {
        double[][] h = new double[2][2];
        for (double[] row : z) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    h[i][j] += 2 * row[i] * row[j] / z.length;
                }
            }
        }
        return h;
    }
}
