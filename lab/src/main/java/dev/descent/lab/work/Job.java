package dev.descent.lab.work;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A command of Descent in a process of its own, and what it said: its events (`--json`), and its last words.
final class Job {

    /// More than any message has.
    private static final int LINES = 40;
    /// An event with everything that a comparison found.
    private static final int MOST_EVENT = 16 << 20;

    private final String id;
    private final String kind;
    private final @Nullable String subject;
    private final boolean untilPlanned;
    private final Process process;
    private final Consumer<Job> changed;
    private final Deque<String> words = new ArrayDeque<>();
    private Map<String, @Nullable Object> planned = Map.of();
    private Map<String, @Nullable Object> done = Map.of();
    private Map<String, @Nullable Object> plane = Map.of();
    private Map<String, @Nullable Object> repeated = Map.of();
    private int runs;
    private boolean stopped;
    private int code = -1;

    /// @param id           under which pages know it
    /// @param kind         what it does: `train`
    /// @param subject      the run that it is about
    /// @param untilPlanned whether only the cost is wanted
    /// @param process      started, its stdin kept open
    /// @param changed      is told of every change
    Job(String id, String kind, @Nullable String subject, boolean untilPlanned, Process process,
            Consumer<Job> changed) {
        this.id = id;
        this.kind = kind;
        this.subject = subject;
        this.untilPlanned = untilPlanned;
        this.process = process;
        this.changed = changed;
        Thread errors = Thread.ofVirtual().name(id + "-words").start(() -> lines(process.getErrorStream(), this::word));
        Thread.ofVirtual().name(id).start(() -> {
            lines(process.getInputStream(), this::event);
            try {
                int ended = process.waitFor();
                errors.join();
                end(ended);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void lines(InputStream from, Consumer<String> line) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line);
        } catch (IOException | java.io.UncheckedIOException _) {
            // The process is gone.
        }
    }

    private synchronized void word(String line) {
        if (!line.isBlank() && !line.startsWith("WARNING: Using incubator modules")) {
            words.add(line);
            if (words.size() > LINES) {
                words.removeFirst();
            }
        }
    }

    private void event(String line) {
        Map<String, @Nullable Object> event;
        try {
            event = Json.object(Json.parse(line, id, MOST_EVENT), id);
        } catch (DescentException _) {
            return;
        }
        synchronized (this) {
            switch (String.valueOf(event.get("event"))) {
                case "planned" -> planned = event;
                case "run" -> runs++;
                case "plane" -> plane = event;
                case "repeated" -> repeated = event;
                case "done" -> done = event;
                default -> {
                    return;
                }
            }
        }
        if (untilPlanned && !planned.isEmpty()) {
            process.destroyForcibly();
        }
        changed.accept(this);
    }

    private void end(int ended) {
        synchronized (this) {
            code = untilPlanned && !planned.isEmpty() ? 0 : ended;
        }
        changed.accept(this);
    }

    /// Lets it finish what it is in, save, and end.
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It has ended already.
        }
        if (!kind.equals("train") && !kind.equals("resume") && !kind.equals("compare") && !kind.equals("tune")) {
            process.destroy();
        }
    }

    /// Waits for its end, then makes it end.
    void await(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    String id() {
        return id;
    }

    String kind() {
        return kind;
    }

    /// Whether it is about that run.
    boolean isAbout(String run) {
        return run.equals(subject);
    }

    synchronized boolean running() {
        return code < 0;
    }

    /// What the command said at its end; empty before.
    synchronized Map<String, @Nullable Object> done() {
        return done;
    }

    /// The newest picture of a loss plane: a coarse one first, then the one at the end; empty before.
    synchronized Map<String, @Nullable Object> plane() {
        return done.containsKey("losses") ? done : plane;
    }

    /// As pages see it. What names a file stays here.
    synchronized Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("kind", untilPlanned ? "cost" : kind);
        json.put("of", kind);
        json.put("subject", subject);
        json.put("pid", process.pid());
        json.put("state", code < 0 ? stopped ? "stopping" : "running" : code == 0 || code == 130 || code == 4
                ? stopped ? "stopped" : "done"
                : "failed");
        json.put("code", code < 0 ? null : code);
        json.put("planned", planned.isEmpty() ? null : planned);
        json.put("runs", runs);
        for (String name : List.of("run", "study", "seconds", "verdict", "text", "evidence", "confidence", "fix",
                "verdicts")) {
            json.put(name, done.get(name));
        }
        json.put("grid", plane().get("grid"));
        json.put("repeated", repeated.isEmpty() ? null : repeated);
        json.put("again", done.get("command") instanceof String line && line.startsWith("train "));
        json.put("words", code > 0 && code != 130 ? error() : null);
        return json;
    }

    /// The message of a failure: from `error:` on.
    private String error() {
        List<String> all = List.copyOf(words);
        for (int k = all.size() - 1; k >= 0; k--) {
            if (all.get(k).startsWith("error: ")) {
                return String.join(" ", all.subList(k, all.size())).substring("error: ".length());
            }
        }
        return all.isEmpty() ? "The process ended with exit code " + code + " and said nothing." : all.getLast();
    }
}
