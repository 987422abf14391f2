package dev.descent.objective;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;

/// The few operations on vectors that the search for eigenvalues takes; sums run in the order of the elements.
final class Vectors {

    private Vectors() {
    }

    /// A direction in which every eigenvector has a part: normally distributed, of length 1, the same each time.
    static double[] start(int n) {
        CounterRandom random = CounterRandom.of(0, Purpose.START);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = random.gaussian(i);
        }
        scale(v, 1 / norm(v));
        return v;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }

    /// a ← a + factor·b.
    static void add(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }
}
