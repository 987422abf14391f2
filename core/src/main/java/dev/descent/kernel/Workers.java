package dev.descent.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fixed pool of threads that share the work of one update. Threads choose who computes which task, never what is
/// computed or in which order a sum is taken, so results do not depend on their number.
///
/// Between two runs helpers spin for a moment, because the next layer usually follows within microseconds, and then park:
/// an idle pool burns no CPU. Where there are more threads than cores they park at once.
public final class Workers implements AutoCloseable {

    /// A part of the work.
    @FunctionalInterface
    public interface Job {

        /// Computes one task.
        ///
        /// @param task   its number
        /// @param thread the number of the thread that computes it, below [Workers#threads()]: for scratch memory only
        void run(int task, int thread);
    }

    /// How long to spin before parking, in nanoseconds: longer than the gap between two layers, shorter than anybody
    /// notices.
    private static final long SPIN = 50_000;

    private static final long RUN = 0xFFFF_FFFF_0000_0000L;

    private static final Workers SINGLE = new Workers(1);

    private static final Job NOTHING = (task, thread) -> {
    };

    private final Thread[] helpers;
    private final long spin;

    /// Number of the current run in the upper half, how many of its tasks are unclaimed in the lower. Claiming a task
    /// compares both, so that a helper that comes late cannot take a task of one run for the job of another.
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicIntegerArray parked;
    private volatile @Nullable Thread waiting;
    private volatile boolean closed;
    private Job job = NOTHING;

    private Workers(int threads) {
        helpers = new Thread[threads - 1];
        parked = new AtomicIntegerArray(threads - 1);
        spin = threads <= Runtime.getRuntime().availableProcessors() ? SPIN : 0;
    }

    /// A pool of `threads`, the caller's included. Close it when done.
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread, given " + threads);
        }
        if (threads == 1) {
            return SINGLE;
        }
        Workers workers = new Workers(threads);
        workers.start();
        return workers;
    }

    /// The caller's thread alone.
    public static Workers single() {
        return SINGLE;
    }

    private void start() {
        for (int i = 0; i < helpers.length; i++) {
            int number = i + 1;
            helpers[i] = Thread.ofPlatform().daemon().name("descent-worker-" + number).start(() -> help(number));
        }
    }

    /// How many threads share the work.
    public int threads() {
        return helpers.length + 1;
    }

    /// Runs tasks 0 to `tasks`−1 and returns when all are done. One caller at a time. What a task throws is thrown here,
    /// after the others are done.
    public void run(int tasks, Job job) {
        if (helpers.length == 0 || tasks < 2) {
            for (int i = 0; i < tasks; i++) {
                job.run(i, 0);
            }
            return;
        }
        this.job = job;
        unfinished.set(tasks);
        long run = (ticket.get() & RUN) + (1L << 32);
        ticket.set(run | tasks);
        wake();
        work(run, 0);
        awaitAll();
        this.job = NOTHING;
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
    }

    private void wake() {
        for (int i = 0; i < helpers.length; i++) {
            if (parked.get(i) != 0) {
                LockSupport.unpark(helpers[i]);
            }
        }
    }

    private void help(int thread) {
        long run = 0;
        while (!closed) {
            run = awaitRunAfter(run, thread);
            work(run, thread);
        }
    }

    /// Claims and runs tasks until none is left of this run.
    private void work(long run, int thread) {
        while (true) {
            long now = ticket.get();
            int unclaimed = (int) now;
            if ((now & RUN) != run || unclaimed == 0) {
                return;
            }
            Job current = job;
            if (ticket.compareAndSet(now, now - 1)) {
                try {
                    current.run(unclaimed - 1, thread);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
                if (unfinished.decrementAndGet() == 0) {
                    Thread caller = waiting;
                    if (caller != null) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }
    }

    private long awaitRunAfter(long last, int thread) {
        long until = System.nanoTime() + spin;
        while ((ticket.get() & RUN) == last && !closed) {
            if (System.nanoTime() < until) {
                Thread.onSpinWait();
                continue;
            }
            parked.set(thread - 1, 1);
            if ((ticket.get() & RUN) == last && !closed) {
                LockSupport.park(this);
            }
            parked.set(thread - 1, 0);
            until = System.nanoTime() + spin;
        }
        return ticket.get() & RUN;
    }

    private void awaitAll() {
        long until = System.nanoTime() + spin;
        while (unfinished.get() > 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        if (unfinished.get() > 0) {
            waiting = Thread.currentThread();
            while (unfinished.get() > 0) {
                LockSupport.park(this);
            }
            waiting = null;
        }
    }

    /// Ends the helpers. The pool must not be used afterwards.
    @Override
    public void close() {
        if (helpers.length == 0) {
            return;
        }
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
