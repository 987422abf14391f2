package dev.descent.nn;

import dev.descent.bench.Numbers;
import dev.descent.bench.RowCheck;
import dev.descent.bench.Turns;
import dev.descent.kernel.DenseKernels;
import java.util.Arrays;

/// Prints which share of an update its checks for finite numbers take: those over stored numbers, by leaving them out and by
/// running them alone, and the one inside the row kernel at batch 1, by hand with it and without. What is compared is run in
/// turn, and medians are given.
final class CheckShare {

    private static final int WIDTH = 512;
    private static final int ROWS = 784 + 500;
    private static final double ROUND_NANOS = 2e7;

    private CheckShare() {
    }

    public static void main(String[] arguments) {
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
        UpdateWork checked = work(batch, density, Checks.with(kernels));
        UpdateWork unchecked = work(batch, density, Checks.without(kernels));
        Runnable alone = () -> {
            if (!stretches.run(kernels)) {
                throw new IllegalStateException("an update is not finite");
            }
        };
        double[][] nanos = Turns.interleaved(calls(checked::update), checked::update, unchecked::update, alone);
        System.out.printf("density %3.1f  batch %3d  %8.1f µs an update  checks left out %+5.2f%%  alone %5.2f%%%n",
                density, batch, Turns.median(nanos[0]) / 1e3, 100 * (1 - Turns.ratio(nanos[1], nanos[0])),
                100 * Turns.ratio(nanos[2], nanos[0]));
    }

    private static UpdateWork work(int batch, double density, DenseKernels kernels) {
        return new UpdateWork(batch, 500, density, kernels, Backprop.Path.FASTEST);
    }

    /// The weights that an update at batch 1 touches: half of the hidden units are silent.
    private static void rows(double density) {
        float[] theta = Numbers.dense(ROWS * WIDTH, 1);
        float[] other = theta.clone();
        float[] delta = Numbers.dense(WIDTH, 2);
        int[] touched = new int[(int) (784 * density) + 250];
        Arrays.setAll(touched, n -> (int) ((long) n * ROWS / touched.length));
        float[] x = Numbers.pixels(touched.length, 1, 3);
        Runnable checked = () -> {
            if (!RowCheck.checked(theta, touched, x, delta, 1e-6f)) {
                throw new IllegalStateException("an update is not finite");
            }
        };
        Runnable unchecked = () -> RowCheck.unchecked(other, touched, x, delta, 1e-6f);
        double[][] nanos = Turns.interleaved(calls(checked), checked, unchecked);
        System.out.printf("density %3.1f  batch   1  %8.1f µs in rows    the rows' check left out %+5.2f%%%n", density,
                Turns.median(nanos[0]) / 1e3, 100 * (1 - Turns.ratio(nanos[1], nanos[0])));
    }

    /// So many that a round is far longer than the clock's grain. It warms up, too.
    private static int calls(Runnable way) {
        for (int i = 0; i < 300; i++) {
            way.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            way.run();
        }
        return (int) Math.max(1, ROUND_NANOS * 10 / (System.nanoTime() - start));
    }
}
