package dev.descent.nn;

import dev.descent.equation.ElementwiseFunction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One layer of a [NetworkObjective]: its numbers for a block of rows, and with each of them how it changes as the
/// parameters move along a direction (Pearlmutter's R-operator; his paper writes R{z} for what is `zAlong` here).
///
/// Arrays are (rows, H) unless said otherwise. The parameters of the layer begin at `at` of the flat array: weights
/// (D, H), then biases.
final class CurvedLayer {

    final double[] a;
    final double[] aAlong;
    final double[] delta;
    final double[] deltaAlong;
    private final int inputs;
    private final int outputs;
    private final int at;
    private final boolean linear;
    private final double[] z;
    private final double[] zAlong;
    private final double[] slope;
    private final double[] bend;
    private final double[] transposed;
    private final ElementwiseDouble value;
    private final ElementwiseDouble first;
    private final ElementwiseDouble second;

    CurvedLayer(Dense layer, int at, int rows) {
        inputs = layer.inputs();
        outputs = layer.outputs();
        this.at = at;
        linear = layer.activation() == Activation.IDENTITY;
        int size = Math.multiplyExact(rows, outputs);
        z = new double[size];
        zAlong = new double[size];
        a = linear ? z : new double[size];
        aAlong = linear ? zAlong : new double[size];
        slope = new double[size];
        bend = new double[size];
        delta = new double[size];
        deltaAlong = new double[size];
        transposed = new double[Math.multiplyExact(inputs, outputs)];
        ElementwiseFunction f = ElementwiseFunction.of(layer.activation().option(), layer.activation().equation(), "x");
        value = new ElementwiseDouble(f.loop("y"));
        first = new ElementwiseDouble(f.derivativeLoop("x", "slope"));
        second = new ElementwiseDouble(f.slope("x").derivativeLoop("x", "bend"));
    }

    /// Forward, with the slopes that the way back takes.
    ///
    /// @param below (rows, D) what the layer below gives
    void forward(double[] theta, double[] below, int rows) {
        rowsOf(theta, at + inputs * outputs, z, rows);
        product(below, inputs, theta, at, outputs, z, rows);
        if (!linear) {
            value.run(z, a, rows * outputs);
            first.run(z, slope, rows * outputs);
        }
    }

    /// After [#forward]: how its results change along a direction.
    ///
    /// @param belowAlong how `below` changes; null where it is data and does not
    void forwardAlong(double[] theta, double[] direction, double[] below, double @Nullable [] belowAlong, int rows) {
        rowsOf(direction, at + inputs * outputs, zAlong, rows);
        product(below, inputs, direction, at, outputs, zAlong, rows);
        if (belowAlong != null) {
            product(belowAlong, inputs, theta, at, outputs, zAlong, rows);
        }
        if (!linear) {
            second.run(z, bend, rows * outputs);
            for (int i = 0; i < rows * outputs; i++) {
                aAlong[i] = slope[i] * zAlong[i];
            }
        }
    }

    /// Turns the loss's derivatives by `a`, in `delta`, into those by `z`.
    ///
    /// @param along whether `deltaAlong` too
    void chain(int rows, boolean along) {
        if (linear) {
            return;
        }
        for (int i = 0; i < rows * outputs; i++) {
            if (along) {
                deltaAlong[i] = deltaAlong[i] * slope[i] + delta[i] * bend[i] * zAlong[i];
            }
            delta[i] *= slope[i];
        }
    }

    /// After [#chain]: adds δ's share to the gradient.
    void addGradient(double[] below, int rows, double[] gradient) {
        outer(below, delta, rows, gradient);
        sumRows(delta, rows, gradient);
    }

    /// After [#chain]: adds to H·v.
    void addProduct(double[] below, double @Nullable [] belowAlong, int rows, double[] product) {
        outer(below, deltaAlong, rows, product);
        if (belowAlong != null) {
            outer(belowAlong, delta, rows, product);
        }
        sumRows(deltaAlong, rows, product);
    }

    /// After [#chain]: the derivatives by what the layer below gives, into its `delta`.
    ///
    /// @param direction how the parameters move; null asks for `delta` alone
    void down(CurvedLayer below, double[] theta, double @Nullable [] direction, int rows) {
        Arrays.fill(below.delta, 0, rows * inputs, 0);
        transpose(theta);
        product(delta, outputs, transposed, 0, inputs, below.delta, rows);
        if (direction != null) {
            Arrays.fill(below.deltaAlong, 0, rows * inputs, 0);
            product(deltaAlong, outputs, transposed, 0, inputs, below.deltaAlong, rows);
            transpose(direction);
            product(delta, outputs, transposed, 0, inputs, below.deltaAlong, rows);
        }
    }

    /// H, the units.
    int outputs() {
        return outputs;
    }

    /// After [#forward]: adds each unit's slopes, in size, over the rows.
    ///
    /// @param sums (H) added to
    void addSlopes(int rows, double[] sums) {
        for (int i = 0; i < rows * outputs; i++) {
            sums[i % outputs] += linear ? 1 : Math.abs(slope[i]);
        }
    }

    private void transpose(double[] theta) {
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                transposed[j * inputs + i] = theta[at + i * outputs + j];
            }
        }
    }

    private void rowsOf(double[] theta, int biases, double[] into, int rows) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(theta, biases, into, r * outputs, outputs);
        }
    }

    /// out ← out + x·M, row by row of M, so that the inner loop has no sum in it.
    private static void product(double[] x, int d, double[] m, int mAt, int h, double[] out, int rows) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < d; i++) {
                double factor = x[r * d + i];
                if (factor == 0) {
                    continue; // ReLU's silent units and pixels of the background
                }
                int from = mAt + i * h;
                int to = r * h;
                for (int j = 0; j < h; j++) {
                    out[to + j] += factor * m[from + j];
                }
            }
        }
    }

    /// Weights' part: sum ← sum + xᵀ·d.
    private void outer(double[] x, double[] d, int rows, double[] sum) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < inputs; i++) {
                double factor = x[r * inputs + i];
                if (factor == 0) {
                    continue;
                }
                int to = at + i * outputs;
                int from = r * outputs;
                for (int j = 0; j < outputs; j++) {
                    sum[to + j] += factor * d[from + j];
                }
            }
        }
    }

    /// Biases' part.
    private void sumRows(double[] d, int rows, double[] sum) {
        int to = at + inputs * outputs;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < outputs; j++) {
                sum[to + j] += d[r * outputs + j];
            }
        }
    }
}
