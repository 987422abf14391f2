package dev.descent.lab.work;

import dev.descent.common.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened, in order, for all tabs: each has its place in it and waits there for the next. Events say *that*
/// something changed; numbers are asked for, in blocks. So an event is small, and one that came twice does no harm.
public final class Events {

    /// Whoever missed more than this many is told to ask for everything again.
    private static final int KEPT = 1024;

    /// @param id   counts up
    /// @param name what kind it is
    /// @param json what it says, on one line
    public record Event(long id, String name, String json) {
    }

    private final Deque<Event> last = new ArrayDeque<>();
    private long next = 1;
    private boolean closed;

    /// Tells everybody.
    public synchronized void tell(String name, Map<String, ? extends @Nullable Object> what) {
        last.add(new Event(next++, name, Json.write(what)));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        notifyAll();
    }

    /// The id of the newest event.
    public synchronized long newest() {
        return next - 1;
    }

    /// Whether whoever saw events up to `id` can be told all that came after.
    public synchronized boolean continues(long id) {
        return id < next && (last.isEmpty() ? id == next - 1 : id >= last.getFirst().id() - 1);
    }

    /// The events after `id`; waits for one, at most `millis`.
    public synchronized List<Event> after(long id, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (next - 1 <= id && !closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        List<Event> events = new ArrayList<>();
        for (Event event : last) {
            if (event.id() > id) {
                events.add(event);
            }
        }
        return events;
    }

    /// Whether nothing more will come.
    public synchronized boolean closed() {
        return closed;
    }

    /// Lets everybody go.
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
