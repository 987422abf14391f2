package dev.descent.kernel;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// A kernel that starts as scalar code and becomes vector code when that pays and is ready. Both give the same bits, so
/// nobody but the clock can tell when it changed.
///
/// Vector code is slow until HotSpot's second compiler has seen it: every vector is an object, a first pass over 10
/// million parameters takes 170 ms instead of 12, and an update of 5,000 parameters takes milliseconds. Scalar code has
/// no such start (29 ms, and microseconds). So a kernel that has done [#WORTH] elements has its vector twin generated
/// and run on scratch arrays by one background thread, until it is about as fast as the scalar one; then it takes over.
final class WarmingFloats implements FloatKernel {

    /// Elements after which vectors are worth the background work: a few milliseconds of scalar code.
    static final int WORTH = 1 << 20;

    /// Elements of a warm-up call: whole vectors of any width and a tail, so that both loops are seen running.
    private static final int SCRATCH = 32 * 16 + 5;
    /// HotSpot's second compiler starts after 600 calls with 15,000 turns of the loop; this many are timed together.
    private static final int CALLS = 50;
    private static final int ENOUGH = 700;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// One thread at most, and none while nothing warms up.
    private static final ThreadPoolExecutor BACKGROUND = background();

    private final int arrays;
    private final int scalarCount;
    private final int sumCount;
    private final FloatKernel scalar;
    private final Supplier<FloatKernel> vector;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile FloatKernel current;
    /// Counted without care for races: it only decides when to begin.
    private int done;

    /// @param graph  says how many arrays, scalars and sums there are
    /// @param scalar what to begin with
    /// @param vector makes the twin; called once, in the background
    WarmingFloats(Graph graph, FloatKernel scalar, Supplier<FloatKernel> vector) {
        this.arrays = graph.loop().arrays().size();
        this.scalarCount = graph.loop().scalars().size();
        this.sumCount = graph.sums().size();
        this.scalar = scalar;
        this.vector = vector;
        this.current = scalar;
    }

    @Override
    public void run(float[][] data, int[] offsets, float[] scalars, int count, double[] sums) {
        current.run(data, offsets, scalars, count, sums);
        if (done < WORTH) {
            done += Math.min(count, WORTH);
            if (done >= WORTH && asked.compareAndSet(false, true)) {
                BACKGROUND.execute(this::warmUp);
            }
        }
    }

    /// Runs a warm-up on the one background thread.
    static void inBackground(Runnable warmUp) {
        BACKGROUND.execute(warmUp);
    }

    /// Whether the vectors have taken over.
    @SuppressWarnings("ReferenceEquality")
    boolean warm() {
        return current != scalar;
    }

    private void warmUp() {
        FloatKernel twin = vector.get();
        float[][] data = new float[arrays][SCRATCH + 1];
        for (float[] a : data) {
            Arrays.fill(a, 0.5f);
        }
        float[] scalars = new float[scalarCount];
        Arrays.fill(scalars, 0.5f);
        double[] sums = new double[sumCount];
        // With one offset for all arrays, and with a gradient tile's offset beside that of its parameters: two forms.
        int[] aligned = new int[arrays];
        int[] shifted = new int[arrays];
        if (arrays > 1) {
            shifted[1] = 1;
        }
        long start = System.nanoTime();
        int fast = 0;
        for (int calls = CALLS; fast < 2 && System.nanoTime() - start < LONGEST_NANOS; calls += CALLS) {
            if (calls > ENOUGH) {
                // Nothing is left but to wait for the compiler, which may need the core.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            }
            boolean one = isFast(twin, data, aligned, scalars, sums);
            boolean other = isFast(twin, data, shifted, scalars, sums);
            fast = one && other ? fast + 1 : 0;
        }
        if (fast == 2) {
            current = twin;
        }
    }

    private boolean isFast(FloatKernel twin, float[][] data, int[] offsets, float[] scalars, double[] sums) {
        long expected = time(scalar, data, offsets, scalars, sums);
        return time(twin, data, offsets, scalars, sums) <= expected + expected / 2;
    }

    private static long time(FloatKernel kernel, float[][] data, int[] offsets, float[] scalars, double[] sums) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            kernel.run(data, offsets, scalars, SCRATCH, sums);
        }
        return System.nanoTime() - start;
    }

    private static ThreadPoolExecutor background() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "descent-kernel-warm-up");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
