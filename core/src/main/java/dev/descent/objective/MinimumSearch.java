package dev.descent.objective;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds minima of a formula by Newton's method from many starts.
///
/// The step solves (H + μI)·s = −g; μ is what makes the matrix positive definite, raised until the value falls, so the
/// walk cannot end on a saddle or a maximum other than by starting there. (Nocedal and Wright, Numerical Optimization,
/// §3.4: Newton with a modified Hessian.)
final class MinimumSearch {

    private static final int STEPS = 200;
    /// Starts per side of the window.
    private static final int GRID = 9;

    private MinimumSearch() {
    }

    /// The minima of a formula of two coordinates that are reached from a grid over the window, lowest first.
    static List<Minimum> in(Formula formula, Window window) {
        List<Minimum> found = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                // Off the middle: starts on an axis of symmetry would only find what lies on it.
                double x = window.xLow() + (window.xHigh() - window.xLow()) * (i + 0.37) / GRID;
                double y = window.yLow() + (window.yHigh() - window.yLow()) * (j + 0.41) / GRID;
                from(formula, x, y).filter(minimum -> isNew(minimum, found)).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingDouble(Minimum::value));
        return List.copyOf(found);
    }

    /// The minimum that Newton's method reaches from a point, if it reaches one.
    static Optional<Minimum> from(Formula formula, double... start) {
        int n = formula.size();
        double[] theta = start.clone();
        double[] gradient = new double[n];
        double value = formula.valueAndGradient(theta, gradient);
        for (int step = 0; step < STEPS && Double.isFinite(value); step++) {
            Curvature curvature = formula.curvature(theta);
            if (norm(gradient) == 0) {
                break;
            }
            double shift = curvature.smallest() > 0 ? 0 : 1e-3 - curvature.smallest();
            double[] next = theta;
            double nextValue = value;
            for (int attempt = 0; attempt < 60; attempt++) {
                double[] candidate = plus(theta, solve(formula.hessian(theta), shift, gradient));
                double candidateValue = formula.value(candidate);
                if (candidateValue < value) {
                    next = candidate;
                    nextValue = candidateValue;
                    break;
                }
                shift = Math.max(shift * 4, 1e-3 * Math.max(1, Math.abs(curvature.largest())));
            }
            if (nextValue >= value) {
                break;
            }
            theta = next;
            value = formula.valueAndGradient(theta, gradient);
        }
        Curvature curvature = formula.curvature(theta);
        // Flat within rounding of the terms that cancel there: a plateau's floor is not a minimum.
        double flat = 1e-6 * Math.max(1, Math.abs(curvature.largest()));
        boolean minimum = Double.isFinite(value) && norm(gradient) <= flat
                && curvature.smallest() > 1e-9 * curvature.largest();
        return minimum ? Optional.of(polish(formula, theta, value)) : Optional.empty();
    }

    /// Near a minimum the value no longer shows progress (it is flat to second order), but the gradient does.
    private static Minimum polish(Formula formula, double[] start, double startValue) {
        double[] theta = start;
        double value = startValue;
        double[] gradient = new double[theta.length];
        for (int step = 0; step < 10; step++) {
            formula.valueAndGradient(theta, gradient);
            double[] candidate = plus(theta, solve(formula.hessian(theta), 0, gradient));
            double[] candidateGradient = new double[theta.length];
            double candidateValue = formula.valueAndGradient(candidate, candidateGradient);
            if (!(norm(candidateGradient) < norm(gradient))) {
                break;
            }
            theta = candidate;
            value = candidateValue;
        }
        return new Minimum(theta, value);
    }

    private static boolean isNew(Minimum minimum, List<Minimum> found) {
        return found.stream().noneMatch(other -> {
            double distance = 0;
            for (int i = 0; i < minimum.point().length; i++) {
                distance = Math.max(distance, Math.abs(minimum.point()[i] - other.point()[i]));
            }
            return distance < 1e-5;
        });
    }

    /// Solves (matrix + shift·I)·s = −gradient by Gaussian elimination with row exchange.
    private static double[] solve(double[][] matrix, double shift, double[] gradient) {
        int n = gradient.length;
        double[] s = new double[n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] += shift;
            s[i] = -gradient[i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapRow = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swapRow;
            double swap = s[column];
            s[column] = s[pivot];
            s[pivot] = swap;
            for (int row = column + 1; row < n; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                for (int k = column; k < n; k++) {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                s[row] -= factor * s[column];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int k = row + 1; k < n; k++) {
                s[row] -= matrix[row][k] * s[k];
            }
            s[row] /= matrix[row][row];
        }
        return s;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        double sum = 0;
        for (double x : a) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }
}
