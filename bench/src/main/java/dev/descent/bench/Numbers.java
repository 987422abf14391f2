package dev.descent.bench;

import java.util.SplittableRandom;

/// Seeded operands of the benchmarks. Magnitudes stay far from the subnormal numbers, which some processors handle slowly.
public final class Numbers {

    private Numbers() {
    }

    /// `count` numbers from −1 to −0.1 and from 0.1 to 1.
    public static float[] dense(int count, int seed) {
        return sparse(count, 1, seed);
    }

    /// The same with exact zeros among them.
    ///
    /// @param density the share that is not zero
    public static float[] sparse(int count, double density, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float size = (float) random.nextDouble(0.1, 1);
            float signed = random.nextBoolean() ? size : -size;
            values[i] = random.nextDouble() < density ? signed : 0;
        }
        return values;
    }

    /// The same, none below 0: pixels, and what ReLU lets through.
    public static float[] pixels(int count, double density, int seed) {
        float[] values = sparse(count, density, seed);
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }
}
