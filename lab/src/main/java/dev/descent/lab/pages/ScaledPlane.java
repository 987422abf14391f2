package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Scale;
import dev.descent.objective.Curvature;
import dev.descent.objective.Minimum;
import dev.descent.objective.Objective;
import dev.descent.objective.Window;
import dev.descent.optim.PointState;
import dev.descent.optim.Optimizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The loss of two weights on features of one scaling, as its curvature and its minimum: exact, and a look at it costs the
/// same for any number of rows.
///
/// Features and target are centred, which is what the best bias does anyway, and the target has a standard deviation of 1,
/// so that a loss of 1 is that of predicting the mean. What is left of a scaling is the length of its unit.
///
/// @param loss    over the rows
/// @param units   (2) how much of each column makes one unit of the feature
/// @param hessian (2, 2)
/// @param minimum where it is lowest
record ScaledPlane(LeastSquares loss, double[] units, double[][] hessian, Minimum minimum) implements Objective {

    /// Height of the pictures, in widths.
    private static final double TALL = 0.85;
    private static final double ROOM = 1.25;

    /// @param rows  two features and the target, complete
    /// @param scale what the features' units come from
    /// @param morph the share of the scaling that is applied, 0 to 1, counted in orders of magnitude
    static ScaledPlane of(List<double[]> rows, Scale scale, double morph) {
        double[][] z = new double[rows.size()][2];
        double[] y = new double[rows.size()];
        double[] units = new double[2];
        for (int c = 0; c < 3; c++) {
            int column = c;
            double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double unit = c == 2 ? unit(values, Scale.STANDARD) : Math.pow(unit(values, scale), morph);
            for (int row = 0; row < values.length; row++) {
                double value = (values[row] - mean) / unit;
                if (c < 2) {
                    z[row][c] = value;
                } else {
                    y[row] = value;
                }
            }
            if (c < 2) {
                units[c] = unit;
            }
        }
        LeastSquares loss = new LeastSquares(z, y);
        return new ScaledPlane(loss, units, loss.hessian(), loss.minimum());
    }

    /// How much of a column a scaling makes one.
    static double unit(double[] values, Scale scale) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(values).average().orElseThrow();
        double unit = switch (scale) {
            case NONE -> 1;
            case STANDARD -> Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
            case MINMAX -> sorted[sorted.length - 1] - sorted[0];
            case ROBUST -> quantile(sorted, 0.75) - quantile(sorted, 0.25);
        };
        if (!(unit > 0)) {
            throw DescentException.data("A chosen column has no spread in these rows, so it cannot be scaled by "
                    + scale.option() + "; choose another column or another scaling.");
        }
        return unit;
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /// A loss as it is.
    static ScaledPlane of(LeastSquares loss) {
        return new ScaledPlane(loss, new double[] {1, 1}, loss.hessian(), loss.minimum());
    }

    /// To the left of the minimum and above it, as far as both weights are from zero.
    double[] usualStart() {
        double[] at = minimum.point();
        double reach = Math.max(Math.max(Math.abs(at[0]), Math.abs(at[1])), 1e-3);
        return new double[] {at[0] - 1.3 * reach, at[1] + reach};
    }

    /// Around the minimum, as wide as the start needs.
    Window window(double[] start) {
        double x = minimum.point()[0];
        double y = minimum.point()[1];
        double half = ROOM * Math.max(Math.abs(start[0] - x), Math.abs(start[1] - y) / TALL);
        half = half > 0 ? half : 1;
        return new Window(x - half, x + half, y - TALL * half, y + TALL * half);
    }

    Curvature curvature() {
        return Curvature.of(hessian);
    }

    /// How far above the minimum.
    double height(double[] theta) {
        double first = theta[0] - minimum.point()[0];
        double second = theta[1] - minimum.point()[1];
        return (first * (hessian[0][0] * first + hessian[0][1] * second)
                + second * (hessian[1][0] * first + hessian[1][1] * second)) / 2;
    }

    double value(double w1, double w2) {
        return valueAndGradient(new double[] {w1, w2}, new double[2]);
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        double first = theta[0] - minimum.point()[0];
        double second = theta[1] - minimum.point()[1];
        gradient[0] = hessian[0][0] * first + hessian[0][1] * second;
        gradient[1] = hessian[1][0] * first + hessian[1][1] * second;
        return minimum.value() + (first * gradient[0] + second * gradient[1]) / 2;
    }

    /// How many updates until a share of the height over the minimum is left; null where `most` do not do.
    @Nullable
    Integer updatesTo(double share, double[] start, Optimizer optimizer, int most) {
        PointState state = PointState.of(optimizer, 2);
        double[] theta = start.clone();
        double[] gradient = new double[2];
        double wanted = share * (valueAndGradient(theta, gradient) - minimum.value());
        for (int update = 0; update <= most; update++) {
            double height = valueAndGradient(theta, gradient) - minimum.value();
            if (height <= wanted) {
                return update;
            }
            if (!Double.isFinite(height)) {
                return null;
            }
            state.update(optimizer.lr(), theta, gradient);
        }
        return null;
    }

    /// At most so many are needed: along the slowest direction each update leaves the share 1 − r of the way, where r is the
    /// smaller of η·λ_min and 2 − η·λ_max. At η = 1/λ_max this is κ/2·ln(1/share). Infinite where it is not stable.
    double predicted(double share, double lr) {
        Curvature curvature = curvature();
        double rate = Math.min(lr * curvature.smallest(), 2 - lr * curvature.largest());
        return rate <= 0 ? Double.POSITIVE_INFINITY : Math.ceil(Math.log(1 / share) / (2 * rate));
    }
}
