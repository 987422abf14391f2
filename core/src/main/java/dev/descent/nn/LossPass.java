package dev.descent.nn;

import dev.descent.data.Task;
import dev.descent.equation.Elementary;
import dev.descent.equation.ElementwiseFunction;

/// The end of the way forward and the start of the way back: losses of a batch's rows, their mean, and the derivative
/// of the mean by each output.
///
/// Losses of rows are added in double, in the order of the rows.
final class LossPass {

    private final Loss loss;
    private final int outputs;
    private final int stride;

    /// (B) targets, factors on the rows' losses, and losses, of the batch in hand.
    final float[] targets;
    final float[] weights;
    private final float[] losses;

    /// Regressions and the logistic loss: (B) the only output. Cross-entropy: (B, stride) e^(x − m).
    private final float[] work;
    private final float[] derivatives;
    private final Elementwise value;
    private final Elementwise slope;

    LossPass(Network network, int maxRows) {
        loss = network.loss();
        outputs = network.outputs();
        stride = Layout.padded(outputs);
        targets = new float[maxRows];
        weights = new float[maxRows];
        losses = new float[maxRows];
        if (loss == Loss.CROSS_ENTROPY) {
            work = new float[maxRows * stride];
            derivatives = new float[0];
            value = new Elementwise(ElementwiseFunction.of("softmax", "exp(x)", "x").loop("y"), 1);
            slope = value;
        } else {
            work = new float[maxRows];
            derivatives = new float[maxRows];
            ElementwiseFunction f = ElementwiseFunction.of(loss.option(), loss.equation(), "x", "y");
            value = new Elementwise(f.loop("loss"), 1);
            slope = new Elementwise(f.derivativeLoop("x", "slope"), 1);
        }
    }

    /// The sum of the rows' losses times their weights.
    ///
    /// @param z (rows, stride) outputs of the last layer, left as they are
    double sum(float[] z, int rows) {
        if (loss == Loss.CROSS_ENTROPY) {
            softmax(z, rows);
        } else {
            gather(z, rows);
            value.run(work, targets, losses, rows);
        }
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += (double) losses[r] * weights[r];
        }
        return sum;
    }

    /// After [#sum]: the derivative of the batch's mean loss by each output.
    ///
    /// @param delta (rows, stride) overwritten; padding is +0
    /// @return whether all are finite
    boolean slopes(float[] delta, int rows) {
        if (loss != Loss.CROSS_ENTROPY) {
            slope.run(work, targets, derivatives, rows);
        }
        // 0·x is ±0 for finite x and NaN otherwise.
        float zero = 0;
        for (int r = 0; r < rows; r++) {
            float scale = (float) ((double) weights[r] / rows);
            if (loss != Loss.CROSS_ENTROPY) {
                delta[r * stride] = derivatives[r] * scale;
                zero += 0 * delta[r * stride];
                continue;
            }
            int target = (int) targets[r];
            for (int j = 0; j < outputs; j++) {
                float p = work[r * stride + j];
                delta[r * stride + j] = (j == target ? p - 1 : p) * scale;
                zero += 0 * delta[r * stride + j];
            }
        }
        return zero == 0;
    }

    /// What the outputs predict: a number, the probability of class 1, or the probability of each class.
    ///
    /// @param z   (rows, stride) outputs of the last layer, left as they are
    /// @param out (rows, outputs) from `outAt` on, overwritten
    void predictions(float[] z, int rows, float[] out, int outAt) {
        if (loss == Loss.CROSS_ENTROPY) {
            softmax(z, rows);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(work, r * stride, out, outAt + r * outputs, outputs);
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            float x = z[r * stride];
            out[outAt + r] = loss.task() == Task.CLASSIFICATION ? Elementary.sigmoid(x) : x;
        }
    }

    private void gather(float[] z, int rows) {
        for (int r = 0; r < rows; r++) {
            work[r] = z[r * stride];
        }
    }

    /// Fills `work` with the probabilities and `losses` with the losses. The largest output is taken off first, so that
    /// no e^x overflows and the sum is at least 1.
    private void softmax(float[] z, int rows) {
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            float largest = z[at];
            for (int j = 1; j < outputs; j++) {
                largest = Math.max(largest, z[at + j]);
            }
            for (int j = 0; j < stride; j++) {
                work[at + j] = z[at + j] - largest;
            }
            losses[r] = -work[at + (int) targets[r]];
        }
        value.run(0, work, 0, work, 0, rows * stride);
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            float sum = 0;
            for (int j = 0; j < outputs; j++) {
                sum += work[at + j];
            }
            losses[r] += Elementary.log(sum);
            for (int j = 0; j < outputs; j++) {
                work[at + j] /= sum;
            }
        }
    }
}
