package dev.descent.nn;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.kernel.DenseKernels;
import org.jspecify.annotations.Nullable;

/// What follows a layer's products element by element: a = f(z) forward, δ ⊙ f′(z) on the way back; and the look whether
/// all that the products and f gave is finite, which is taken while it is in the first cache.
final class ActivationPass {

    /// Floats that are computed, then looked at: two or three arrays of so many fit into the first cache.
    static final int PIECE = 4096;

    private final Operands of;
    private final DenseKernels kernels;
    private final @Nullable Elementwise activation;
    private final @Nullable Elementwise chain;

    ActivationPass(Activation f, Operands of, DenseKernels kernels, int threads) {
        this.of = of;
        this.kernels = kernels;
        if (f == Activation.IDENTITY) {
            activation = null;
            chain = null;
        } else {
            ElementwiseFunction function = ElementwiseFunction.of(f.option(), f.equation(), "x");
            activation = new Elementwise(function.loop("y"), threads);
            chain = new Elementwise(function.chainLoop("x"), threads);
        }
    }

    /// a = f(z) for some rows and columns.
    ///
    /// @return whether every z is finite
    boolean forward(int thread, int firstRow, int lastRow, int first, int last) {
        boolean finite = true;
        int step = rowsOfPiece(first, last);
        for (int r = firstRow; r < lastRow; r += step) {
            int at = r * of.stride + first;
            int length = (Math.min(step, lastRow - r) - 1) * of.stride + last - first;
            finite &= kernels.allFinite(of.z, at, length);
            if (activation != null) {
                activation.run(thread, of.z, at, of.a, at, length);
            }
        }
        return finite;
    }

    /// δ ← δ ⊙ f′(z) for some rows and columns.
    ///
    /// @return whether every δ is finite
    boolean back(int thread, int firstRow, int lastRow, int first, int last) {
        boolean finite = true;
        int step = rowsOfPiece(first, last);
        for (int r = firstRow; r < lastRow; r += step) {
            int at = r * of.stride + first;
            int length = (Math.min(step, lastRow - r) - 1) * of.stride + last - first;
            if (chain != null) {
                chain.run(thread, of.z, at, of.delta, at, length);
            }
            finite &= kernels.allFinite(of.delta, at, length);
        }
        return finite;
    }

    /// Rows are one stretch only where all their columns are wanted.
    private int rowsOfPiece(int first, int last) {
        return last - first < of.stride ? 1 : Math.max(1, PIECE / of.stride);
    }
}
