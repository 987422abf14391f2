package dev.descent.lab.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// So many in so much time: for what is cheap once and not a thousand times, like compiling a formula.
public final class Allowance {

    private final int count;
    private final long nanos;
    private final LongSupplier clock;
    private final Deque<Long> used = new ArrayDeque<>();

    /// @param count how many
    /// @param nanos in how many nanoseconds
    /// @param clock tells nanoseconds
    public Allowance(int count, long nanos, LongSupplier clock) {
        this.count = count;
        this.nanos = nanos;
        this.clock = clock;
    }

    /// Uses one.
    ///
    /// @param what is used, for the message: "formulas"
    /// @throws Refusal (429) where none is left, saying when there will be
    public synchronized void use(String what) {
        long now = clock.getAsLong();
        while (!used.isEmpty() && now - used.getFirst() >= nanos) {
            used.removeFirst();
        }
        if (used.size() >= count) {
            long seconds = Math.ceilDiv(nanos - (now - used.getFirst()), 1_000_000_000L);
            throw new Refusal(429, count + " new " + what + " in " + nanos / 60_000_000_000L
                    + " minutes are enough; the next in " + seconds + " seconds.");
        }
        used.addLast(now);
    }
}
