package dev.descent.lab.pages;

import dev.descent.data.Batches;

/// The gradients of some mini-batches at one point, and how far they turn from the gradient of all rows.
///
/// @param gradients (2·count) one after the other
/// @param degrees   the root of the mean squared angle to the whole gradient; NaN where that is zero
record GradientFan(double[] gradients, double degrees) {

    /// How many.
    static final int COUNT = 40;

    /// The first whole batches of a size, however many epochs that takes.
    ///
    /// @param whole the gradient of all rows at that point
    static GradientFan of(LeastSquares loss, Orders orders, int size, double[] theta, double[] whole) {
        Batches batches = orders.batches(size);
        int perEpoch = Math.max(1, loss.rows() / size);
        double[] gradients = new double[2 * COUNT];
        double[] gradient = new double[2];
        double squares = 0;
        for (int k = 0; k < COUNT; k++) {
            int[] order = batches.perEpoch() == 1 ? batches.order(0) : orders.of(k / perEpoch);
            loss.gradient(theta, order, batches.from(k % perEpoch), batches.count(k % perEpoch), gradient);
            System.arraycopy(gradient, 0, gradients, 2 * k, 2);
            double angle = batches.perEpoch() == 1 ? 0
                    : StrictMath.atan2(whole[0] * gradient[1] - whole[1] * gradient[0],
                            whole[0] * gradient[0] + whole[1] * gradient[1]);
            squares += angle * angle;
        }
        return new GradientFan(gradients, Math.hypot(whole[0], whole[1]) > 0
                ? StrictMath.toDegrees(Math.sqrt(squares / COUNT))
                : Double.NaN);
    }

    /// What the angles would be if they were small: the scatter of single rows' gradients across the whole one, of which a
    /// mean over B has the share 1/√B.
    ///
    /// @return degrees at batch size 1; infinite where the whole gradient is zero
    static double ofOneRow(LeastSquares loss, double[] theta, double[] whole) {
        double length = Math.hypot(whole[0], whole[1]);
        double[] gradient = new double[2];
        double squares = 0;
        for (int row = 0; row < loss.rows(); row++) {
            loss.gradient(theta, new int[] {row}, 0, 1, gradient);
            double across = (whole[0] * gradient[1] - whole[1] * gradient[0]) / length;
            squares += across * across / loss.rows();
        }
        return StrictMath.toDegrees(Math.sqrt(squares) / length);
    }
}
