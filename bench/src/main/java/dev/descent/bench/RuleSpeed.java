package dev.descent.bench;

import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.kernel.Workers;
import dev.descent.optim.Optimizer;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import dev.descent.optim.Traffic;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Times update rules alone against the bare memory traffic of as many streams over the same arrays, in turn, and prints a
/// JSON object for each. Arguments: rules by name, separated by commas; threads; parameters.
final class RuleSpeed {

    /// How often the arrays are laid out anew: the speed of memory depends on where they come to lie.
    private static final int PLACES = 3;
    private static final int PAIRS = 5;
    /// A rule is run so long before it is timed: the just-in-time compiler takes that for the largest of them.
    private static final double WARM_UP_SECONDS = 0.5;

    /// Elements of one call, as training and the hand-written loops take them.
    private static final int BLOCK = 16_384;

    /// What a rule took.
    ///
    /// @param passes  how often it goes over the parameters
    /// @param bytes   moved per parameter, in all passes
    /// @param nanos   per parameter
    /// @param traffic what the bare traffic took, per parameter
    /// @param share   the median of the pairs' traffic / nanos: 1 is as fast as memory
    record Result(Optimizer rule, int passes, int bytes, double nanos, double traffic, double share) {

        double gigabytes() {
            return bytes / nanos;
        }
    }

    private RuleSpeed() {
    }

    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[1]);
        int n = Integer.parseInt(arguments[2]);
        try (Workers workers = Workers.of(threads)) {
            for (String rule : List.of(arguments[0].split(","))) {
                Result result = measure(Optimizers.parse(rule), n, workers);
                System.out.printf("{\"peer\":\"descent\",\"form\":\"\",\"work\":\"%s\",\"batch\":0,\"threads\":%d,"
                        + "\"nanosPerParameter\":%.4f,\"gigabytes\":%.1f,\"trafficNanos\":%.4f,\"shareOfTraffic\":%.3f}%n",
                        result.rule.name(), workers.threads(), result.nanos, result.gigabytes(), result.traffic,
                        result.share);
            }
        }
    }

    static Result measure(Optimizer rule, int n, Workers workers) {
        List<Loop> loops = RuleProgram.of(rule.rule()).passes().stream().map(RuleProgram.Pass::loop)
                .filter(loop -> !loop.isEmpty()).toList();
        double[] updates = new double[PLACES * PAIRS];
        double[] traffics = new double[updates.length];
        for (int place = 0; place < PLACES; place++) {
            double[][] nanos = pairs(rule, loops, n, workers, place == 0 ? WARM_UP_SECONDS : 0);
            System.arraycopy(nanos[0], 0, updates, place * PAIRS, PAIRS);
            System.arraycopy(nanos[1], 0, traffics, place * PAIRS, PAIRS);
        }
        return new Result(rule, loops.size(), loops.stream().mapToInt(loop -> Traffic.of(loop).bytes()).sum(),
                Turns.median(updates) / n, Turns.median(traffics) / n, Turns.ratio(traffics, updates));
    }

    /// What updates and the traffic took, in turn, over arrays of their own.
    private static double[][] pairs(Optimizer rule, List<Loop> loops, int n, Workers workers, double warmUp) {
        OptimizerState state = OptimizerState.of(rule, n);
        float[] theta = random(n, 1);
        float[] gradient = random(n, 2);
        float[][] arrays = new float[2 + state.arrays().length][];
        arrays[0] = theta;
        arrays[1] = gradient;
        System.arraycopy(state.arrays(), 0, arrays, 2, arrays.length - 2);
        float before = theta[n - 1];
        Runnable update = update(state, theta, gradient, workers);
        for (long start = System.nanoTime(); System.nanoTime() - start < warmUp * 1e9;) {
            update.run();
        }
        double[][] nanos = Turns.interleaved(PAIRS, 1, update, traffic(loops, arrays, workers));
        if (theta[n - 1] == before) {
            throw new IllegalStateException(rule.name() + " changed nothing");
        }
        return nanos;
    }

    private static Runnable update(OptimizerState state, float[] theta, float[] gradient, Workers workers) {
        double rate = state.optimizer().lr();
        if (state.needsWholeGradient()) {
            return () -> {
                state.begin(rate);
                state.updateAll(theta, gradient, workers);
            };
        }
        OptimizerState.Updater[] updaters = new OptimizerState.Updater[workers.threads()];
        Arrays.setAll(updaters, thread -> state.updater());
        return () -> {
            state.begin(rate);
            slices(theta.length, workers, (task, from, to) -> updaters[task].update(theta, from, gradient, from,
                    to - from));
        };
    }

    /// The traffic of one pass after the other.
    private static Runnable traffic(List<Loop> loops, float[][] arrays, Workers workers) {
        int n = arrays[0].length;
        List<Streams> passes = loops.stream().map(loop -> Streams.of(loop, arrays)).toList();
        return () -> passes.forEach(pass -> slices(n, workers, (task, from, to) -> pass.run(from, to)));
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
