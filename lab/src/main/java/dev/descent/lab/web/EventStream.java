package dev.descent.lab.web;

import dev.descent.lab.work.Events;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The one stream of each tab (server-sent events). A browser that lost it says the last id that it saw and goes on
/// there; where too much came between, or the laboratory is another one, it is told `again` and asks for everything.
///
/// There may be as many as there are [Connections]: each keeps one, and a thread that costs nothing while it waits.
public final class EventStream {

    /// Less than the connection may be idle.
    private static final long BEAT_MILLIS = 10_000;

    private final Events events;
    private final String lab = Long.toHexString(System.nanoTime());

    /// @param events what it tells
    public EventStream(Events events) {
        this.events = events;
    }

    /// Answers until the tab goes or the laboratory stops.
    public void open(Context context) throws InterruptedException {
        try {
            context.contentType("text/event-stream; charset=utf-8");
            OutputStream out = context.res().getOutputStream();
            long at = start(context.header("Last-Event-ID"));
            if (at < 0) {
                at = events.newest();
                send(out, "id: " + lab + "-" + at + "\nevent: again\ndata: {}\n\n");
            } else {
                send(out, ": on\n\n");
            }
            while (!events.closed()) {
                StringBuilder text = new StringBuilder();
                for (Events.Event event : events.after(at, BEAT_MILLIS)) {
                    at = event.id();
                    text.append("id: ").append(lab).append('-').append(at).append("\nevent: ").append(event.name())
                            .append("\ndata: ").append(event.json()).append("\n\n");
                }
                send(out, text.isEmpty() ? ": beat\n\n" : text.toString());
            }
        } catch (IOException _) {
            // The tab is gone.
        }
    }

    /// After which event it goes on; -1 where it begins.
    private long start(@Nullable String seen) {
        if (seen == null || !seen.matches("[0-9a-f]{1,16}-[0-9]{1,18}") || !seen.startsWith(lab + "-")) {
            return -1;
        }
        long id = Long.parseLong(seen.substring(lab.length() + 1));
        return events.continues(id) ? id : -1;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
