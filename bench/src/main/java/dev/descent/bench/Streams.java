package dev.descent.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The bare memory traffic of an update rule: all arrays read, all but the gradient written, and next to no arithmetic.
/// What no rule with as many streams can beat.
final class Streams {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private Streams() {
    }

    /// Adds the gradient to every other array.
    ///
    /// @param arrays θ, the gradient, then up to two states
    static void run(float[][] arrays, int from, int to) {
        switch (arrays.length) {
            case 2 -> two(arrays[0], arrays[1], from, to);
            case 3 -> three(arrays[0], arrays[1], arrays[2], from, to);
            case 4 -> four(arrays[0], arrays[1], arrays[2], arrays[3], from, to);
            default -> throw new IllegalArgumentException("2 to 4 arrays, given " + arrays.length);
        }
    }

    private static void two(float[] theta, float[] g, int from, int to) {
        int i = from;
        for (int bound = from + S.loopBound(to - from); i < bound; i += S.length()) {
            add(theta, FloatVector.fromArray(S, g, i), i);
        }
        for (; i < to; i++) {
            theta[i] += g[i];
        }
    }

    private static void three(float[] theta, float[] g, float[] m, int from, int to) {
        int i = from;
        for (int bound = from + S.loopBound(to - from); i < bound; i += S.length()) {
            FloatVector gradient = FloatVector.fromArray(S, g, i);
            add(m, gradient, i);
            add(theta, gradient, i);
        }
        for (; i < to; i++) {
            m[i] += g[i];
            theta[i] += g[i];
        }
    }

    private static void four(float[] theta, float[] g, float[] m, float[] v, int from, int to) {
        int i = from;
        for (int bound = from + S.loopBound(to - from); i < bound; i += S.length()) {
            FloatVector gradient = FloatVector.fromArray(S, g, i);
            add(m, gradient, i);
            add(v, gradient, i);
            add(theta, gradient, i);
        }
        for (; i < to; i++) {
            m[i] += g[i];
            v[i] += g[i];
            theta[i] += g[i];
        }
    }

    private static void add(float[] to, FloatVector what, int at) {
        FloatVector.fromArray(S, to, at).add(what).intoArray(to, at);
    }
}
