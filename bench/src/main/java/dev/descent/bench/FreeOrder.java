package dev.descent.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums in whatever order is fastest on this machine: what the kernels would be without the promise of the same bits. Each
/// takes several vectors of accumulators and leaves the order of the last additions to the machine.
final class FreeOrder {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    /// Rows of W that a block of dots shares δ for.
    private static final int ROWS = 4;

    private FreeOrder() {
    }

    /// `out[r, n] = Σⱼ δ[r, j]·w[n, j]`.
    ///
    /// @param columns a multiple of two vectors
    /// @param count   rows of w, a multiple of 4
    static void dots(int rows, int columns, float[] delta, float[] w, int count, float[] out) {
        for (int n = 0; n < count; n += ROWS) {
            for (int r = 0; r < rows; r++) {
                fourDots(columns, delta, r * columns, w, n * columns, out, r * count + n);
            }
        }
    }

    private static void fourDots(int columns, float[] delta, int at, float[] w, int wAt, float[] out, int outAt) {
        int w1 = wAt + columns;
        int w2 = w1 + columns;
        int w3 = w2 + columns;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        for (int j = 0; j < columns; j += 2 * W) {
            FloatVector d = FloatVector.fromArray(S, delta, at + j);
            a0 = d.fma(FloatVector.fromArray(S, w, wAt + j), a0);
            a1 = d.fma(FloatVector.fromArray(S, w, w1 + j), a1);
            a2 = d.fma(FloatVector.fromArray(S, w, w2 + j), a2);
            a3 = d.fma(FloatVector.fromArray(S, w, w3 + j), a3);
            FloatVector e = FloatVector.fromArray(S, delta, at + j + W);
            b0 = e.fma(FloatVector.fromArray(S, w, wAt + j + W), b0);
            b1 = e.fma(FloatVector.fromArray(S, w, w1 + j + W), b1);
            b2 = e.fma(FloatVector.fromArray(S, w, w2 + j + W), b2);
            b3 = e.fma(FloatVector.fromArray(S, w, w3 + j + W), b3);
        }
        out[outAt] = a0.add(b0).reduceLanes(VectorOperators.ADD);
        out[outAt + 1] = a1.add(b1).reduceLanes(VectorOperators.ADD);
        out[outAt + 2] = a2.add(b2).reduceLanes(VectorOperators.ADD);
        out[outAt + 3] = a3.add(b3).reduceLanes(VectorOperators.ADD);
    }

    /// `c = start + a·b`, four chains an output.
    ///
    /// @param depth   a multiple of 4
    /// @param columns a multiple of a vector
    static void product(int rows, int depth, int columns, float[] a, float[] b, float[] start, float[] c) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j += W) {
                FloatVector c0 = FloatVector.fromArray(S, start, j);
                FloatVector c1 = FloatVector.zero(S);
                FloatVector c2 = c1;
                FloatVector c3 = c1;
                for (int k = 0; k < depth; k += 4) {
                    int at = r * depth + k;
                    int bAt = k * columns + j;
                    c0 = FloatVector.fromArray(S, b, bAt).fma(FloatVector.broadcast(S, a[at]), c0);
                    c1 = FloatVector.fromArray(S, b, bAt + columns).fma(FloatVector.broadcast(S, a[at + 1]), c1);
                    c2 = FloatVector.fromArray(S, b, bAt + 2 * columns).fma(FloatVector.broadcast(S, a[at + 2]), c2);
                    c3 = FloatVector.fromArray(S, b, bAt + 3 * columns).fma(FloatVector.broadcast(S, a[at + 3]), c3);
                }
                c0.add(c1).add(c2.add(c3)).intoArray(c, r * columns + j);
            }
        }
    }

    /// Σ g².
    static float squares(float[] g) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i + 4 * W <= g.length; i += 4 * W) {
            FloatVector g0 = FloatVector.fromArray(S, g, i);
            FloatVector g1 = FloatVector.fromArray(S, g, i + W);
            FloatVector g2 = FloatVector.fromArray(S, g, i + 2 * W);
            FloatVector g3 = FloatVector.fromArray(S, g, i + 3 * W);
            s0 = g0.fma(g0, s0);
            s1 = g1.fma(g1, s1);
            s2 = g2.fma(g2, s2);
            s3 = g3.fma(g3, s3);
        }
        float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < g.length; i++) {
            sum = Math.fma(g[i], g[i], sum);
        }
        return sum;
    }
}
