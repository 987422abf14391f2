package dev.descent.report;

import java.util.function.DoubleBinaryOperator;

/// Values on a rectangular grid: the ground of a [ContourChart].
///
/// @param x      (nx) ascending
/// @param y      (ny) ascending
/// @param values (ny, nx) row-major: `values[j][i]` belongs to `(x[i], y[j])`; NaN where there is no value
public record Relief(double[] x, double[] y, double[][] values) {

    /// Evaluates a function on an evenly spaced grid.
    public static Relief of(DoubleBinaryOperator function, Window window, int nx, int ny) {
        double[] x = even(window.left(), window.right(), nx);
        double[] y = even(window.bottom(), window.top(), ny);
        double[][] values = new double[ny][nx];
        for (int j = 0; j < ny; j++) {
            for (int i = 0; i < nx; i++) {
                values[j][i] = function.applyAsDouble(x[i], y[j]);
            }
        }
        return new Relief(x, y, values);
    }

    /// As many values as narrow ravines need for smooth lines.
    public static Relief of(DoubleBinaryOperator function, Window window) {
        return of(function, window, 321, 241);
    }

    private static double[] even(double from, double to, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = from + (to - from) * i / (count - 1);
        }
        return values;
    }
}
