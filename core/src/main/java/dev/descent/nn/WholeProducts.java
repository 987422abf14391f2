package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import java.util.Arrays;

/// A layer's products of whole matrices, in register blocks. Where enough rows use a matrix it is packed into panels
/// first: the weights, their transposed, or δ, whichever the product in hand reads.
final class WholeProducts {

    /// Least k for which packing pays.
    private static final int PANEL_DEPTH = 32;

    private static final float[] ONE = {1};

    private final Operands of;
    private final DenseKernels kernels;
    private final Scratch scratch;

    /// Where each row of the weights begins; the last one's beginning again for rows that are padding.
    private final int[] rowAt;

    WholeProducts(Operands of, DenseKernels kernels, Scratch scratch) {
        this.of = of;
        this.kernels = kernels;
        this.scratch = scratch;
        rowAt = new int[of.inputStride];
        for (int i = 0; i < rowAt.length; i++) {
            rowAt[i] = of.weightsAt + Math.min(i, of.inputs - 1) * of.stride;
        }
    }

    /// Whether the way forward wants the weights in panels.
    boolean multiplyPacks() {
        return of.rows >= DenseKernels.PANEL_ROWS && of.inputs >= PANEL_DEPTH;
    }

    /// Packs some columns of the weights.
    void packWeights(int first, int last) {
        DenseKernels.pack(of.inputs, of.stride, of.theta, of.weightsAt, of.stride, first, last, scratch.panels());
    }

    /// `z = input·W + b` for some rows and columns.
    void multiply(boolean packed, int firstRow, int lastRow, int first, int last) {
        int inputAt = firstRow * of.inputStride;
        int zAt = firstRow * of.stride;
        if (packed) {
            kernels.multiplyPanels(false, lastRow - firstRow, of.inputs, of.input, inputAt, of.inputStride,
                    scratch.panels(), of.stride, first, last, of.theta, of.biasesAt, 0, of.z, zAt, of.stride);
        } else {
            kernels.multiply(lastRow - firstRow, of.inputs, last - first, of.input, inputAt, of.inputStride, of.theta,
                    of.weightsAt + first, of.stride, of.theta, of.biasesAt + first, 0, of.z, zAt + first, of.stride);
        }
    }

    /// Whether the way back wants the transposed weights in panels. It decides about bits.
    boolean inputDeltaPacks() {
        return DenseKernels.mirrorPays(of.rows, of.stride);
    }

    /// Packs some columns of the transposed weights.
    void packTransposed(int first, int last) {
        kernels.packTransposed(of.inputs, of.stride, of.inputStride, of.theta, of.weightsAt, of.stride, first, last,
                scratch.panels());
    }

    /// `δ·Wᵀ` for some rows and inputs; padding becomes +0.
    ///
    /// @param out (B, padded inputs) overwritten there
    void inputDelta(boolean packed, int firstRow, int lastRow, int first, int last, float[] out, int thread) {
        if (packed) {
            kernels.multiplyPanels(false, lastRow - firstRow, of.stride, of.delta, firstRow * of.stride, of.stride,
                    scratch.panels(), of.inputStride, first, last, scratch.zeros(), 0, 0, out,
                    firstRow * of.inputStride, of.inputStride);
            return;
        }
        int count = Math.min(last, of.inputs) - first;
        kernels.dots(lastRow - firstRow, of.stride, of.delta, firstRow * of.stride, of.stride, of.theta, rowAt, first,
                count, out, firstRow * of.inputStride + first, of.inputStride, scratch.operands(thread));
        for (int row = firstRow; row < lastRow && count < last - first; row++) {
            Arrays.fill(out, row * of.inputStride + first + count, row * of.inputStride + last, 0);
        }
    }

    /// Whether the weight gradient wants δ in panels.
    boolean gradientPacks() {
        return of.rows >= DenseKernels.PANEL_ROWS;
    }

    /// Packs some columns of δ, which must be complete.
    void packDelta(int first, int last) {
        DenseKernels.pack(of.rows, of.stride, of.delta, 0, of.stride, first, last, scratch.panels());
    }

    /// The gradient of rows `first` to `last`−1 of the weights: inputᵀ·δ, one chain over the batch for each weight.
    ///
    /// @param tile from `at` on overwritten
    void gradient(boolean packed, int first, int last, float[] tile, int at) {
        if (packed) {
            kernels.multiplyPanels(true, last - first, of.rows, of.input, first, of.inputStride, scratch.panels(),
                    of.stride, 0, of.stride, scratch.zeros(), 0, 0, tile, at, of.stride);
        } else {
            kernels.multiplyTransposed(last - first, of.rows, of.stride, of.input, first, of.inputStride, of.delta, 0,
                    of.stride, scratch.zeros(), 0, 0, tile, at, of.stride);
        }
    }

    /// The gradient of the biases: the sum of δ over the batch, as if their input were 1.
    ///
    /// @param tile a row from `at` on is overwritten
    void biasGradient(float[] tile, int at) {
        kernels.multiplyTransposed(1, of.rows, of.stride, ONE, 0, 0, of.delta, 0, of.stride, scratch.zeros(), 0, 0,
                tile, at, of.stride);
    }
}
