package dev.descent.nn;

import java.util.Arrays;

/// What a layer's products read and write: its sizes, where its parameters lie, its own matrices, and the parameters and
/// inputs of the step in hand. The ways through a layer share one.
final class Operands {

    final int inputs;
    final int outputs;

    /// From row to row of the weights, of z, a and δ.
    final int stride;

    /// From row to row of the inputs.
    final int inputStride;

    /// Where the layer's weights and biases begin in the parameters.
    final int weightsAt;
    final int biasesAt;

    /// (B, stride) weighted sums, activations, and δ = ∂loss/∂z; padding of δ is +0.
    final float[] z;
    final float[] a;
    final float[] delta;

    /// The flat parameters, and (B, padded inputs).
    float[] theta = {};
    float[] input = {};
    int rows;

    /// @param maxBatch rows of a training batch
    /// @param maxRows  rows of the largest pass, evaluation included
    Operands(Dense layer, Layout.View weights, Layout.View biases, int maxBatch, int maxRows) {
        inputs = layer.inputs();
        outputs = layer.outputs();
        stride = weights.stride();
        inputStride = Layout.padded(inputs);
        weightsAt = weights.offset();
        biasesAt = biases.offset();
        z = new float[maxRows * stride];
        a = layer.activation() == Activation.IDENTITY ? z : new float[maxRows * stride];
        delta = new float[maxBatch * stride];
    }

    /// Multiply-adds of one of the step's products.
    long work() {
        return (long) rows * inputs * stride;
    }

    /// Padding has gradient +0, and nearly every rule provably leaves it at +0. This makes it so for the others.
    ///
    /// @param first row of the weights
    /// @param last  behind the last row; the biases are the row behind the weights
    void clearPadding(int first, int last) {
        for (int r = first; r < last && outputs < stride; r++) {
            Arrays.fill(theta, weightsAt + r * stride + outputs, weightsAt + (r + 1) * stride, 0);
        }
    }
}
