package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import java.util.Arrays;

/// A thread's working rows, kept between calls so that a kernel allocates nothing. Kernels do not call kernels, so one
/// set is enough for all.
final class Scratch {

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private float[][] floats = {};
    private double[][] doubles = {};
    private double[][] chains = {};

    private Scratch() {
    }

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /// At least `count` rows of a tile; what they hold is left over.
    float[][] floats(int count) {
        if (floats.length < count) {
            int had = floats.length;
            floats = Arrays.copyOf(floats, count);
            for (int i = had; i < count; i++) {
                floats[i] = new float[TiledFloats.TILE];
            }
        }
        return floats;
    }

    /// At least `count` rows of a tile; what they hold is left over.
    double[][] doubles(int count) {
        if (doubles.length < count) {
            int had = doubles.length;
            doubles = Arrays.copyOf(doubles, count);
            for (int i = had; i < count; i++) {
                doubles[i] = new double[TiledDoubles.TILE];
            }
        }
        return doubles;
    }

    /// At least `count` sets of chains, those all +0.
    double[][] chains(int count) {
        if (chains.length < count) {
            int had = chains.length;
            chains = Arrays.copyOf(chains, count);
            for (int i = had; i < count; i++) {
                chains[i] = new double[FixedSum.CHAINS];
            }
        }
        for (int i = 0; i < count; i++) {
            Arrays.fill(chains[i], 0);
        }
        return chains;
    }
}
