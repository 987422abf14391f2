package dev.descent.study;

import dev.descent.train.Interrupt;
import dev.descent.train.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Runs trials, several at a time, each on one thread. Which thread runs which trial changes nothing: a trial depends
/// on its recipe and seed alone, and results stand in the order of the plan.
final class TrialPool {

    private final int threads;
    private final TrialRunner runner;
    private final Interrupt interrupt;
    private final TrialStore store;

    TrialPool(int threads, TrialRunner runner, Interrupt interrupt, TrialStore store) {
        this.store = store;
        this.threads = threads;
        this.runner = runner;
        this.interrupt = interrupt;
    }

    /// Told how the work stands; never by two threads at a time.
    interface Listener {

        /// Ignores everything.
        Listener NONE = new Listener() {
            @Override
            public void done(TrialResult result) {
                // Nobody asked.
            }

            @Override
            public void progressed(Trial trial, double share) {
                // Nobody asked.
            }
        };

        /// A trial is over.
        void done(TrialResult result);

        /// Another `share` of the whole budget is done in a trial; what a finished trial did not need counts as done.
        void progressed(Trial trial, double share);
    }

    /// Runs all of them, but for those that the store has.
    ///
    /// @return a result per trial, in their order; null where an interrupt came first
    List<@Nullable TrialResult> run(List<Trial> trials, Listener listener) {
        List<@Nullable TrialResult> results = new ArrayList<>();
        trials.forEach(_ -> results.add(null));
        inOrder(threads, trials.size(), at -> {
            TrialResult result = interrupt.raised() ? null : run(trials.get(at), listener);
            if (result == null) {
                return false;
            }
            synchronized (this) {
                results.set(at, result);
                listener.done(result);
            }
            return true;
        });
        return results;
    }

    /// One trial; null where an interrupt came first.
    private @Nullable TrialResult run(Trial trial, Listener listener) {
        double[] told = {0};
        TrialResult result = store.find(trial).orElse(null);
        if (result == null) {
            result = runner.run(trial, 0, (_, share) -> tell(listener, trial, told, share), interrupt);
            if (result.stop() == StopReason.INTERRUPTED) {
                return null;
            }
            store.keep(result);
        }
        tell(listener, trial, told, trial.share());
        return result;
    }

    private synchronized void tell(Listener listener, Trial trial, double[] told, double share) {
        listener.progressed(trial, share - told[0]);
        told[0] = share;
    }

    /// Begins pieces of work in their order, several at a time.
    ///
    /// @param work does the piece of a number, 0 to count − 1, and says whether its thread may begin another; where one
    ///             fails, no other is begun, and that is thrown when all threads are done
    static void inOrder(int threads, int count, IntPredicate work) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        inThreads(Math.min(threads, count), () -> {
            try {
                boolean more = true;
                for (int at = next.getAndIncrement(); more && at < count; at = next.getAndIncrement()) {
                    more = failure.get() == null && work.test(at);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        });
        rethrow(failure.get());
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
