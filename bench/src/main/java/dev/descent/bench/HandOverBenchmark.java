package dev.descent.bench;

import dev.descent.kernel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Handing an empty job to the workers and waiting until it is done: what each step of a layer pays for its threads. After
/// measuring, a job that marks its tasks shows that each is done, and done once.
public class HandOverBenchmark extends Twin {

    /// Longer than helpers spin.
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(200);

    private static final Workers.Job EMPTY = (task, thread) -> {
    };

    @Param("2")
    int threads = 2;

    private Workers workers = Workers.single();
    private float[] done = {};

    @Override
    protected void prepare() {
        workers = Workers.of(threads);
        done = new float[threads];
    }

    @Override
    protected float[] plain() {
        float[] once = new float[threads];
        Arrays.fill(once, 1);
        return once;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("a job", this::mark, done));
    }

    private void mark() {
        Arrays.fill(done, 0);
        workers.run(threads, (task, thread) -> done[task]++);
    }

    @Override
    @TearDown(Level.Trial)
    public void check() {
        super.check();
        workers.close();
    }

    /// Helpers still spin from the last job.
    @Benchmark
    public void spinning() {
        workers.run(threads, EMPTY);
    }

    /// Helpers have gone to sleep and must be woken.
    @Benchmark
    public void parked(Pause pause) {
        workers.run(threads, EMPTY);
    }

    /// A pause before each call, which is not timed.
    @State(Scope.Thread)
    public static class Pause {

        /// JMH calls it before each call.
        @Setup(Level.Invocation)
        public void sleep() {
            long until = System.nanoTime() + PAUSE;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
