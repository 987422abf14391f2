package dev.descent.lab.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How much is computed at once: as many answers as there are cores. Who comes later waits a little, then is told to
/// come again, so that a page that asks too much cannot take the others' time.
public final class Slots {

    private static final int WAIT_SECONDS = 5;

    private final Semaphore free;

    /// @param count how many at once
    public Slots(int count) {
        free = new Semaphore(count, true);
    }

    /// Computes in a slot.
    ///
    /// @throws Refusal (503) where none becomes free in time
    public <T> T in(Supplier<T> work) {
        try {
            if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(503, "The laboratory is busy with other answers; try again in a moment.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The laboratory is stopping.");
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
