package dev.descent.study;

import dev.descent.train.Interrupt;
import dev.descent.train.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs trials, several at a time, each on one thread. Which thread runs which trial changes nothing: a trial depends
/// on its recipe and seed alone, and results stand in the order of the plan.
final class TrialPool {

    private final int threads;
    private final TrialRunner runner;
    private final Interrupt interrupt;

    TrialPool(int threads, TrialRunner runner, Interrupt interrupt) {
        this.threads = threads;
        this.runner = runner;
        this.interrupt = interrupt;
    }

    /// Told how the work stands; never by two threads at a time.
    interface Listener {

        /// Ignores everything.
        Listener NONE = new Listener() {
            @Override
            public void done(TrialResult result, int finished) {
                // Nobody asked.
            }

            @Override
            public void progressed(long updates, int finished) {
                // Nobody asked.
            }
        };

        /// A trial is over.
        void done(TrialResult result, int finished);

        /// So many updates are done in all trials together, those that a finished trial did not need counted as done.
        void progressed(long updates, int finished);
    }

    /// Runs all of them.
    ///
    /// @param budget updates of one trial
    /// @return a result per trial, in their order; null where an interrupt came first
    List<@Nullable TrialResult> run(List<Trial> trials, long budget, Listener listener) {
        List<@Nullable TrialResult> results = new ArrayList<>();
        trials.forEach(_ -> results.add(null));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        AtomicLong updates = new AtomicLong();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            try {
                for (int at = next.getAndIncrement(); at < trials.size(); at = next.getAndIncrement()) {
                    if (interrupt.raised() || failure.get() != null) {
                        return;
                    }
                    long[] told = {0};
                    TrialResult result = runner.run(trials.get(at), 0, done -> {
                        long all = updates.addAndGet(done - told[0]);
                        told[0] = done;
                        synchronized (listener) {
                            listener.progressed(all, finished.get());
                        }
                    }, interrupt);
                    if (result.stop() == StopReason.INTERRUPTED) {
                        return;
                    }
                    updates.addAndGet(budget - told[0]);
                    synchronized (listener) {
                        results.set(at, result);
                        listener.done(result, finished.incrementAndGet());
                    }
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        inThreads(Math.min(threads, trials.size()), work);
        rethrow(failure.get());
        return results;
    }

    private static void inThreads(int count, Runnable work) {
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            helpers.add(Thread.ofPlatform().name("descent-study-" + i).daemon().start(work));
        }
        work.run();
        for (Thread helper : helpers) {
            join(helper);
        }
    }

    private static void join(Thread helper) {
        boolean interrupted = false;
        while (true) {
            try {
                helper.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
