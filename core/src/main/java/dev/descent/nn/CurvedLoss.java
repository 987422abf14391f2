package dev.descent.nn;

import dev.descent.equation.ElementwiseFunction;

/// The loss of a [NetworkObjective]: values, first and second derivatives, in double. Those of the regressions and the
/// logistic loss come from the equation; the softmax, whose sum runs over the row, is eˣ, its own derivative, divided by
/// that sum, as in [LossPass].
final class CurvedLoss {

    /// (rows) of the block in hand.
    final double[] targets;
    final double[] weights;
    private final Loss loss;
    private final int outputs;
    private final double[] work;
    private final double[] losses;
    private final double[] slope;
    private final double[] bend;
    private final ElementwiseDouble value;
    private final ElementwiseDouble first;
    private final ElementwiseDouble second;

    CurvedLoss(Network network, int rows) {
        loss = network.loss();
        outputs = network.outputs();
        targets = new double[rows];
        weights = new double[rows];
        losses = new double[rows];
        work = new double[rows * outputs];
        slope = new double[rows];
        bend = new double[rows];
        boolean softmax = loss == Loss.CROSS_ENTROPY;
        ElementwiseFunction f = softmax ? ElementwiseFunction.of("softmax", "exp(x)", "x")
                : ElementwiseFunction.of(loss.option(), loss.equation(), "x", "y");
        value = new ElementwiseDouble(f.loop(softmax ? "e" : "loss"));
        first = new ElementwiseDouble(f.derivativeLoop("x", "slope"));
        second = new ElementwiseDouble(f.slope("x").derivativeLoop("x", "bend"));
    }

    /// The sum of the rows' losses times their weights, and the derivatives of the mean.
    ///
    /// @param z     (rows, outputs) left as it is
    /// @param all   how many rows the mean is over
    /// @param delta (rows, outputs) overwritten
    double sum(double[] z, int rows, int all, double[] delta) {
        if (loss == Loss.CROSS_ENTROPY) {
            softmax(z, rows);
        } else {
            value.run(z, targets, losses, rows);
            first.run(z, targets, slope, rows);
        }
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += losses[r] * weights[r];
            double scale = weights[r] / all;
            if (loss != Loss.CROSS_ENTROPY) {
                delta[r] = slope[r] * scale;
                continue;
            }
            for (int j = 0; j < outputs; j++) {
                double p = work[r * outputs + j];
                delta[r * outputs + j] = (j == (int) targets[r] ? p - 1 : p) * scale;
            }
        }
        return sum;
    }

    /// After [#sum]: how its derivatives change as z does.
    void along(double[] z, double[] zAlong, int rows, int all, double[] deltaAlong) {
        if (loss != Loss.CROSS_ENTROPY) {
            second.run(z, targets, bend, rows);
            for (int r = 0; r < rows; r++) {
                deltaAlong[r] = bend[r] * zAlong[r] * weights[r] / all;
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            int at = r * outputs;
            double mean = 0;
            for (int j = 0; j < outputs; j++) {
                mean += work[at + j] * zAlong[at + j];
            }
            for (int j = 0; j < outputs; j++) {
                deltaAlong[at + j] = work[at + j] * (zAlong[at + j] - mean) * weights[r] / all;
            }
        }
    }

    /// Fills `work` with the probabilities and `losses` with the losses. The largest output is taken off first, so that
    /// nothing overflows.
    private void softmax(double[] z, int rows) {
        for (int r = 0; r < rows; r++) {
            int at = r * outputs;
            double largest = z[at];
            for (int j = 1; j < outputs; j++) {
                largest = Math.max(largest, z[at + j]);
            }
            for (int j = 0; j < outputs; j++) {
                work[at + j] = z[at + j] - largest;
            }
            losses[r] = -work[at + (int) targets[r]];
        }
        value.run(work, work, rows * outputs);
        for (int r = 0; r < rows; r++) {
            int at = r * outputs;
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                sum += work[at + j];
            }
            losses[r] += StrictMath.log(sum);
            for (int j = 0; j < outputs; j++) {
                work[at + j] /= sum;
            }
        }
    }
}
