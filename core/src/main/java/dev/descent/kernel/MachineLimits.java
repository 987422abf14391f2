package dev.descent.kernel;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What this machine can do at most, measured where Descent runs: the rate of multiply-adds and of moving bytes.
///
/// Benchmarks state their result as a share of these, because the share is what carries over from machine to machine.
/// Each figure is the best of several short trials: a limit is what is reached when nothing else disturbs.
public final class MachineLimits {

    /// How long one trial takes. Long enough for the clock to settle, short enough for a benchmark to start soon.
    private static final long TRIAL_NANOS = 60_000_000;

    private static final int TRIALS = 5;

    /// Until the loop has been compiled it says nothing about the machine.
    private static final long WARM_UP_NANOS = 300_000_000;

    /// With their many rounds these calls are more than HotSpot's last compiler waits for.
    private static final int WARM_UP_CALLS = 200;

    private MachineLimits() {
    }

    /// Multiply-adds a second from registers, a multiply-add counted as two operations; NaN without the Vector API.
    ///
    /// @param threads how many run at once; the rates are added
    public static double floatOperationsPerSecond(int threads) {
        if (!Lanes.available()) {
            return Double.NaN;
        }
        return best(threads, WARM_UP_CALLS, thread -> {
            int rounds = 4_000; // the few operations around them then do not count
            return 2.0 * VectorLanes.multiplyAdds(rounds, 1e-9f * thread);
        });
    }

    /// Bytes read and written a second by `y ← y + a·x` over two arrays of `bytes` together, in whatever cache they
    /// fit.
    ///
    /// @param bytes   the size of both arrays
    /// @param threads how many run at once, each on arrays of its own share of the size
    public static double bytesPerSecond(long bytes, int threads) {
        int floats = Math.toIntExact(Math.max(1_024, bytes / 8 / threads));
        float[][] x = new float[threads][floats];
        float[][] y = new float[threads][floats];
        return best(threads, 0, thread -> {
            addScaled(x[thread], y[thread], 1e-3f);
            return 12.0 * floats;
        });
    }

    private static void addScaled(float[] x, float[] y, float a) {
        for (int i = 0; i < x.length; i++) {
            y[i] += a * x[i];
        }
    }

    /// The largest sum of rates over the trials.
    ///
    /// @param warmUpCalls how often the work is done at least before it counts
    /// @param work        does a piece of work for a thread and returns how much it was
    private static double best(int threads, int warmUpCalls, IntToDoubleFunction work) {
        long until = System.nanoTime() + WARM_UP_NANOS;
        for (int call = 0; call < warmUpCalls || System.nanoTime() < until; call++) {
            double _ = work.applyAsDouble(0);
        }
        double best = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            best = Math.max(best, rate(threads, work));
        }
        return best;
    }

    private static double rate(int threads, IntToDoubleFunction work) {
        DoubleAdder total = new DoubleAdder();
        CyclicBarrier start = new CyclicBarrier(threads);
        IntStream.range(0, threads).mapToObj(thread -> Thread.ofPlatform().start(() -> {
            try {
                start.await();
            } catch (Exception interrupted) {
                throw new IllegalStateException(interrupted);
            }
            long began = System.nanoTime();
            double done = 0;
            long now = began;
            while (now - began < TRIAL_NANOS) {
                done += work.applyAsDouble(thread);
                now = System.nanoTime();
            }
            total.add(done / ((now - began) * 1e-9));
        })).toList().forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return total.sum();
    }
}
