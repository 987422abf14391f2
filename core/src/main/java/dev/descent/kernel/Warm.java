package dev.descent.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A generated kernel and its plain twin, of which the plain one runs until the other is worth its warm-up and has had
/// it. Both give the same bits, so nobody but the clock can tell when they changed. Why: see [WarmingFloats].
///
/// @param <T> the kernel's interface
final class Warm<T> {

    /// Multiply-adds after which vectors are worth the background work: about a millisecond of plain code.
    private static final int WORTH = 1 << 22;

    /// HotSpot's second compiler starts after 600 calls with 15,000 turns of the loop; so many calls are timed
    /// together.
    private static final int CALLS = 25;
    private static final int ENOUGH = 700;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final T plain;
    private final Supplier<T> make;
    private final Consumer<T> exercise;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile T current;
    /// Counted without care for races: it only decides when to begin.
    private int done;

    /// @param plain    what to begin with
    /// @param make     makes the generated kernel; called once
    /// @param exercise one call of either on scratch memory, with about 26 turns of the innermost loop
    /// @param patient  whether to begin with the plain one
    Warm(T plain, Supplier<T> make, Consumer<T> exercise, boolean patient) {
        this.plain = plain;
        this.make = make;
        this.exercise = exercise;
        current = patient ? plain : make.get();
    }

    /// The kernel to call.
    ///
    /// @param work multiply-adds that it is about to do
    @SuppressWarnings("ReferenceEquality")
    T get(int work) {
        T kernel = current;
        if (kernel == plain && done < WORTH) {
            done += Math.min(work, WORTH);
            if (done >= WORTH && asked.compareAndSet(false, true)) {
                WarmingFloats.inBackground(this::warmUp);
            }
        }
        return kernel;
    }

    private void warmUp() {
        T generated = make.get();
        long start = System.nanoTime();
        int fast = 0;
        for (int calls = CALLS; fast < 2 && System.nanoTime() - start < LONGEST_NANOS; calls += CALLS) {
            if (calls > ENOUGH) {
                // Nothing is left but to wait for the compiler, which may need the core.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            fast = time(generated) <= time(plain) ? fast + 1 : 0;
        }
        if (fast == 2) {
            current = generated;
        }
    }

    private long time(T kernel) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            exercise.accept(kernel);
        }
        return System.nanoTime() - start;
    }
}
