package dev.descent.nn;

import dev.descent.bench.Numbers;
import dev.descent.bench.RowCheck;
import dev.descent.bench.Turns;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.KernelMode;
import java.util.Arrays;

/// Prints which share of an update its checks for finite numbers take: those over stored numbers, by leaving them out and by
/// running them alone, and the one inside the row kernel at batch 1, by hand with it and without. What is compared is run in
/// turn, and medians are given.
final class CheckShare {

    private static final int WIDTH = 512;
    private static final int ROWS = 784 + 500;

    /// Short rounds and many: what disturbs them then hits few pairs, or both of a pair.
    private static final int ROUNDS = 401;
    private static final double ROUND_NANOS = 1e6;
    private static final long WARM_UP_NANOS = 1_500_000_000L;

    private CheckShare() {
    }

    public static void main(String[] arguments) {
        // Vectors from the first call on: what is timed never changes its code on the way.
        System.setProperty(KernelMode.PROPERTY, "vector");
        System.out.println("784-500-500-10, SGD, one thread");
        for (double density : new double[] {0.2, 1}) {
            for (int batch : new int[] {1, 10, 100}) {
                update(batch, density);
            }
            rows(density);
        }
    }

    private static void update(int batch, double density) {
        DenseKernels kernels = DenseKernels.vectors();
        Checks.Stretches stretches = new Checks.Stretches();
        work(batch, density, new Checks(kernels, stretches)).update();
        Checks.Switch check = new Checks.Switch(kernels);
        UpdateWork work = work(batch, density, new Checks(kernels, check));
        Runnable checked = () -> {
            check.on = true;
            work.update();
        };
        Runnable unchecked = () -> {
            check.on = false;
            work.update();
        };
        Runnable alone = () -> {
            if (!stretches.run(kernels)) {
                throw new IllegalStateException("an update is not finite");
            }
        };
        double[][] nanos = pairs(checked, unchecked);
        double[][] beside = pairs(checked, alone);
        System.out.printf("density %3.1f  batch %3d  %8.1f µs an update  checks left out %+5.2f%%  alone %5.2f%%%n",
                density, batch, Turns.median(nanos[0]) / 1e3, 100 * (1 - Turns.ratio(nanos[1], nanos[0])),
                100 * Turns.ratio(beside[1], beside[0]));
    }

    private static UpdateWork work(int batch, double density, DenseKernels kernels) {
        return new UpdateWork(batch, 500, density, kernels, Backprop.Path.FASTEST);
    }

    /// The weights that an update at batch 1 touches: half of the hidden units are silent.
    private static void rows(double density) {
        float[] theta = Numbers.dense(ROWS * WIDTH, 1);
        float[] delta = Numbers.dense(WIDTH, 2);
        int[] touched = new int[(int) (784 * density) + 250];
        Arrays.setAll(touched, n -> (int) ((long) n * ROWS / touched.length));
        float[] x = Numbers.pixels(touched.length, 1, 3);
        Runnable checked = () -> {
            if (!RowCheck.checked(theta, touched, x, delta, 1e-6f)) {
                throw new IllegalStateException("an update is not finite");
            }
        };
        Runnable unchecked = () -> RowCheck.unchecked(theta, touched, x, delta, 1e-6f);
        double[][] nanos = pairs(checked, unchecked);
        System.out.printf("density %3.1f  batch   1  %8.1f µs in rows    the rows' check left out %+5.2f%%%n", density,
                Turns.median(nanos[0]) / 1e3, 100 * (1 - Turns.ratio(nanos[1], nanos[0])));
    }

    private static double[][] pairs(Runnable one, Runnable other) {
        warmUp(other);
        double nanos = warmUp(one);
        return Turns.interleaved(ROUNDS, (int) Math.max(1, ROUND_NANOS / nanos), one, other);
    }

    /// @return nanoseconds of a call at the end, once it is compiled
    private static double warmUp(Runnable way) {
        long start = System.nanoTime();
        long before = start;
        long last = start;
        while (last - start < WARM_UP_NANOS) {
            before = last;
            way.run();
            last = System.nanoTime();
        }
        return last - before;
    }
}
