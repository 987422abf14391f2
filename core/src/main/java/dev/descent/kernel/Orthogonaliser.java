package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.NewtonSchulz;
import java.util.Arrays;

/// [NewtonSchulz] in float on the dense kernels, on memory that is kept from call to call. Every product is one chain per
/// output, so the bits depend on the matrix alone.
public final class Orthogonaliser {

    private static final float A = (float) NewtonSchulz.A;
    private static final float B = (float) NewtonSchulz.B;
    private static final float C = (float) NewtonSchulz.C;

    private final DenseKernels kernels;
    /// The matrix, (p, q) with p ≥ q, and what a step makes of it.
    private float[] x = {};
    private float[] next = {};
    /// XᵀX, and its square.
    private float[] gram = {};
    private float[] square = {};
    private float[] zero = {};

    /// On the fastest kernels.
    public Orthogonaliser() {
        this(DenseKernels.best());
    }

    Orthogonaliser(DenseKernels kernels) {
        this.kernels = kernels;
    }

    /// Orthogonalises a matrix in place.
    ///
    /// @param values element (i, j) is `values[at + i·stride + j]`, overwritten; what lies between rows is left as it is
    public void orthogonalise(float[] values, int at, int rows, int columns, int stride) {
        boolean wide = rows < columns;
        int p = Math.max(rows, columns);
        int q = Math.min(rows, columns);
        // Strides of the dense kernels are multiples of 16; what is beyond q is 0 and stays so.
        int width = (q + 15) / 16 * 16;
        reserve(p, q, width);
        double divisor = norm(values, at, rows, columns, stride) + NewtonSchulz.EPSILON;
        Arrays.fill(x, 0, p * width, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                x[wide ? j * width + i : i * width + j] = (float) (values[at + i * stride + j] / divisor);
            }
        }
        for (int step = 0; step < NewtonSchulz.STEPS; step++) {
            step(p, q, width);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[at + i * stride + j] = x[wide ? j * width + i : i * width + j];
            }
        }
    }

    private void reserve(int p, int q, int width) {
        if (x.length < p * width) {
            x = new float[Math.multiplyExact(p, width)];
            next = new float[x.length];
        }
        if (gram.length < q * width) {
            gram = new float[q * width];
            square = new float[q * width];
        }
        if (zero.length < width) {
            zero = new float[width];
        }
    }

    /// In double: squares of ordinary floats may leave the floats.
    private static double norm(float[] values, int at, int rows, int columns, int stride) {
        double sum = 0;
        double[] chains = new double[FixedSum.CHAINS];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(chains, 0);
            for (int j = 0; j < columns; j++) {
                double value = values[at + i * stride + j];
                chains[j % FixedSum.CHAINS] += value * value;
            }
            sum += FixedSum.combine(chains);
        }
        return StrictMath.sqrt(sum);
    }

    private void step(int p, int q, int width) {
        kernels.multiplyTransposed(q, p, width, x, 0, width, x, 0, width, zero, 0, 0, gram, 0, width);
        kernels.multiply(q, q, width, gram, 0, width, gram, 0, width, zero, 0, 0, square, 0, width);
        for (int i = 0; i < q * width; i++) {
            square[i] = B * gram[i] + C * square[i];
        }
        for (int i = 0; i < p * width; i++) {
            next[i] = A * x[i];
        }
        kernels.multiply(p, q, width, x, 0, width, square, 0, width, next, 0, width, next, 0, width);
        float[] old = x;
        x = next;
        next = old;
    }
}
