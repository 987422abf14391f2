package dev.descent.bench;

import java.util.Arrays;

/// Times ways against each other, in turn, so that what slows the machine for a while hits all alike.
public final class Turns {

    private static final int WARM_UPS = 10;

    private Turns() {
    }

    /// Nanoseconds a call of each way in each round, after warm-up. Each round begins with another way, so that none always
    /// finds the caches as the same one left them.
    ///
    /// @param rounds how many, an odd number
    /// @param calls  of a way in a round, timed together
    public static double[][] interleaved(int rounds, int calls, Runnable... ways) {
        double[][] nanos = new double[ways.length][rounds];
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (int turn = 0; turn < ways.length; turn++) {
                int way = Math.floorMod(round + turn, ways.length);
                long start = System.nanoTime();
                for (int call = 0; call < calls; call++) {
                    ways[way].run();
                }
                if (round >= 0) {
                    nanos[way][round] = (System.nanoTime() - start) / (double) calls;
                }
            }
        }
        return nanos;
    }

    /// The middle one of an odd number of values.
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The median of the rounds' ratios a / b.
    public static double ratio(double[] a, double[] b) {
        double[] ratios = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            ratios[i] = a[i] / b[i];
        }
        return median(ratios);
    }
}
