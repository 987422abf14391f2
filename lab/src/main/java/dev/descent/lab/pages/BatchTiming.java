package dev.descent.lab.pages;

import dev.descent.data.Shuffle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// What an update of each batch size takes on this machine: on one thread, one size after the other, warmed up, several
/// times in rotated order, so that none is always first or always after the same other. No two are measured at once.
///
/// Orders of rows are made while it warms up. What is measured decides nothing but the seconds that are shown.
///
/// @param median seconds per update, for each size
/// @param least  of the repeats
/// @param most   of the repeats
record BatchTiming(double[] median, double[] least, double[] most) {

    static final int REPEATS = 3;
    private static final double WARM_UP_SECONDS = 0.03;
    private static final double SECONDS = 0.015;
    /// Updates between two looks at the clock: rows times updates.
    private static final int ROWS_PER_LOOK = 20_000;
    private static final int MOST_PER_LOOK = 4_000;
    /// Small enough for every batch size to stay where it is.
    private static final double RATE = 1e-3;
    private static final ReentrantLock ALONE = new ReentrantLock(true);

    /// Measures.
    static BatchTiming of(ScaledPlane whole, int[] sizes, double[] start) {
        ALONE.lock();
        try {
            Orders orders = new Orders(whole.loss().rows(), Shuffle.EACH_EPOCH, 0);
            for (int size : sizes) {
                secondsPerUpdate(new BatchWalk(whole, orders, size, RATE, start), size, WARM_UP_SECONDS);
            }
            double[][] seconds = new double[sizes.length][REPEATS];
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                for (int k = 0; k < sizes.length; k++) {
                    int i = (k + repeat) % sizes.length;
                    seconds[i][repeat] = secondsPerUpdate(new BatchWalk(whole, orders, sizes[i], RATE, start),
                            sizes[i], SECONDS);
                }
            }
            Arrays.stream(seconds).forEach(Arrays::sort);
            return new BatchTiming(repeat(seconds, REPEATS / 2), repeat(seconds, 0), repeat(seconds, REPEATS - 1));
        } finally {
            ALONE.unlock();
        }
    }

    private static double[] repeat(double[][] seconds, int which) {
        return Arrays.stream(seconds).mapToDouble(of -> of[which]).toArray();
    }

    private static double secondsPerUpdate(BatchWalk walk, int size, double atLeast) {
        int perLook = Math.clamp(ROWS_PER_LOOK / size, 1, MOST_PER_LOOK);
        long begun = System.nanoTime();
        double spent = 0;
        while (spent < atLeast) {
            for (int i = 0; i < perLook; i++) {
                walk.update();
            }
            spent = (System.nanoTime() - begun) * 1e-9;
        }
        return spent / walk.updates();
    }
}
