package dev.descent.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// SGD over rows of one entry, the rule at batch 1, as the generated row kernel does it, with the check that every stored
/// number is finite and without. The generated kernel always checks; what that costs is seen between these two.
public final class RowCheck {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    private RowCheck() {
    }

    /// `θ[row, j] −= η·(x·δ[j] + 0)` for every listed row.
    ///
    /// @param theta  (any, width), overwritten
    /// @param rows   numbers of the rows
    /// @param x      an input for each of them
    /// @param delta  (width), a multiple of four vectors
    /// @return whether every number stored is surely finite
    public static boolean checked(float[] theta, int[] rows, float[] x, float[] delta, float rate) {
        FloatVector p0 = FloatVector.zero(S);
        FloatVector p1 = p0;
        FloatVector eta = FloatVector.broadcast(S, rate);
        for (int n = 0; n < rows.length; n++) {
            FloatVector input = FloatVector.broadcast(S, x[n]);
            int at = rows[n] * delta.length;
            for (int j = 0; j < delta.length; j += 4 * W) {
                FloatVector t0 = moved(theta, at + j, input, delta, j, eta);
                t0.intoArray(theta, at + j);
                FloatVector t1 = moved(theta, at + j + W, input, delta, j + W, eta);
                t1.intoArray(theta, at + j + W);
                p0 = t0.fma(t1, p0);
                FloatVector t2 = moved(theta, at + j + 2 * W, input, delta, j + 2 * W, eta);
                t2.intoArray(theta, at + j + 2 * W);
                FloatVector t3 = moved(theta, at + j + 3 * W, input, delta, j + 3 * W, eta);
                t3.intoArray(theta, at + j + 3 * W);
                p1 = t2.fma(t3, p1);
            }
        }
        FloatVector sum = p0.add(p1);
        return sum.sub(sum).compare(VectorOperators.EQ, 0).allTrue();
    }

    /// The same without the check.
    public static void unchecked(float[] theta, int[] rows, float[] x, float[] delta, float rate) {
        FloatVector eta = FloatVector.broadcast(S, rate);
        for (int n = 0; n < rows.length; n++) {
            FloatVector input = FloatVector.broadcast(S, x[n]);
            int at = rows[n] * delta.length;
            for (int j = 0; j < delta.length; j += 4 * W) {
                moved(theta, at + j, input, delta, j, eta).intoArray(theta, at + j);
                moved(theta, at + j + W, input, delta, j + W, eta).intoArray(theta, at + j + W);
                moved(theta, at + j + 2 * W, input, delta, j + 2 * W, eta).intoArray(theta, at + j + 2 * W);
                moved(theta, at + j + 3 * W, input, delta, j + 3 * W, eta).intoArray(theta, at + j + 3 * W);
            }
        }
    }

    private static FloatVector moved(float[] theta, int at, FloatVector input, float[] delta, int j, FloatVector eta) {
        FloatVector gradient = input.fma(FloatVector.fromArray(S, delta, j), FloatVector.zero(S)).add(0);
        return FloatVector.fromArray(S, theta, at).sub(eta.mul(gradient));
    }
}
