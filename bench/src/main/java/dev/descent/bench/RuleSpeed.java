package dev.descent.bench;

import dev.descent.kernel.Workers;
import dev.descent.optim.Optimizer;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Times update rules alone against the bare memory traffic of as many streams over the same arrays, in turn, and prints a
/// JSON object for each. Arguments: rules by name, separated by commas; threads; parameters.
final class RuleSpeed {

    private static final int WARM_UPS = 6;
    private static final int PAIRS = 15;

    /// Elements of one call, as training and the hand-written loops take them.
    private static final int BLOCK = 16_384;

    private RuleSpeed() {
    }

    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[1]);
        int n = Integer.parseInt(arguments[2]);
        try (Workers workers = Workers.of(threads)) {
            for (String rule : List.of(arguments[0].split(","))) {
                measure(Optimizers.parse(rule), n, workers);
            }
        }
    }

    private static void measure(Optimizer rule, int n, Workers workers) {
        OptimizerState state = OptimizerState.of(rule, n);
        float[] theta = random(n, 1);
        float[] gradient = random(n, 2);
        float[][] arrays = new float[2 + state.arrays().length][];
        arrays[0] = theta;
        arrays[1] = gradient;
        System.arraycopy(state.arrays(), 0, arrays, 2, arrays.length - 2);
        OptimizerState.Updater[] updaters = new OptimizerState.Updater[workers.threads()];
        Arrays.setAll(updaters, thread -> state.updater());
        float before = theta[n - 1];
        double[] nanos = new double[PAIRS];
        double[] traffic = new double[PAIRS];
        double[] shares = new double[PAIRS];
        for (int round = -WARM_UPS; round < PAIRS; round++) {
            long start = System.nanoTime();
            state.begin(rule.lr());
            slices(n, workers, (task, from, to) -> updaters[task].update(theta, from, gradient, from, to - from));
            long middle = System.nanoTime();
            slices(n, workers, (task, from, to) -> Streams.run(arrays, from, to));
            long end = System.nanoTime();
            if (round >= 0) {
                nanos[round] = (middle - start) / (double) n;
                traffic[round] = (end - middle) / (double) n;
                shares[round] = traffic[round] / nanos[round];
            }
        }
        if (theta[n - 1] == before) {
            throw new IllegalStateException(rule.name() + " changed nothing");
        }
        int bytes = Float.BYTES * (2 * arrays.length - 1);
        System.out.printf("{\"peer\":\"descent\",\"form\":\"\",\"work\":\"%s\",\"batch\":0,\"threads\":%d,"
                + "\"nanosPerParameter\":%.4f,\"gigabytes\":%.1f,\"trafficNanos\":%.4f,\"shareOfTraffic\":%.3f}%n",
                rule.name(), workers.threads(), Turns.median(nanos), bytes / Turns.median(nanos), Turns.median(traffic),
                Turns.median(shares));
    }

    private interface Slice {
        void run(int task, int from, int to);
    }

    /// Each thread takes one stretch of the arrays, in blocks.
    private static void slices(int n, Workers workers, Slice slice) {
        int tasks = workers.threads();
        workers.run(tasks, (task, thread) -> {
            int end = (int) ((long) n * (task + 1) / tasks);
            for (int from = (int) ((long) n * task / tasks); from < end; from += BLOCK) {
                slice.run(task, from, Math.min(end, from + BLOCK));
            }
        });
    }

    /// Numbers well above 0, so that none becomes subnormal, which some processors handle slowly.
    private static float[] random(int n, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(0.1, 1);
        }
        return values;
    }
}
