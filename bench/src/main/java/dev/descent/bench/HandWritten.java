package dev.descent.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What the generated kernels are held against: the same work as a person would write it with the Vector API.
final class HandWritten {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private HandWritten() {
    }

    /// Adam's step, operation for operation as its equation has it.
    ///
    /// @param scalars β₁, 1−β₁, β₂, 1−β₂, 1−β₁ᵗ, 1−β₂ᵗ, η, ε
    static void adam(float[] theta, float[] g, float[] m, float[] v, float[] scalars, int from, int to) {
        FloatVector beta1 = FloatVector.broadcast(S, scalars[0]);
        FloatVector rest1 = FloatVector.broadcast(S, scalars[1]);
        FloatVector beta2 = FloatVector.broadcast(S, scalars[2]);
        FloatVector rest2 = FloatVector.broadcast(S, scalars[3]);
        FloatVector correct1 = FloatVector.broadcast(S, scalars[4]);
        FloatVector correct2 = FloatVector.broadcast(S, scalars[5]);
        FloatVector rate = FloatVector.broadcast(S, scalars[6]);
        FloatVector eps = FloatVector.broadcast(S, scalars[7]);
        int i = from;
        for (int bound = from + S.loopBound(to - from); i < bound; i += S.length()) {
            FloatVector gradient = FloatVector.fromArray(S, g, i);
            FloatVector first = beta1.mul(FloatVector.fromArray(S, m, i)).add(rest1.mul(gradient));
            FloatVector second = beta2.mul(FloatVector.fromArray(S, v, i)).add(rest2.mul(gradient.mul(gradient)));
            FloatVector step = rate.mul(first.div(correct1)).div(second.div(correct2).sqrt().add(eps));
            FloatVector moved = FloatVector.fromArray(S, theta, i).sub(step);
            first.intoArray(m, i);
            second.intoArray(v, i);
            moved.intoArray(theta, i);
        }
        for (; i < to; i++) {
            m[i] = scalars[0] * m[i] + scalars[1] * g[i];
            v[i] = scalars[2] * v[i] + scalars[3] * (g[i] * g[i]);
            theta[i] -= scalars[6] * (m[i] / scalars[4]) / ((float) Math.sqrt(v[i] / scalars[5]) + scalars[7]);
        }
    }
}
