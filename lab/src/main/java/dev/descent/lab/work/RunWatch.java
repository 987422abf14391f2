package dev.descent.lab.work;

import dev.descent.common.DescentException;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import dev.descent.train.MetricsLog;
import dev.descent.train.RunFolder;
import dev.descent.train.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The runs of a folder, whoever trains them: this laboratory, a terminal, somebody's own program. It looks at the
/// folder ten times a second and only ever reads what was added, so a training does not notice.
public final class RunWatch implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;
    /// A run whose file was not touched for so long is asked whether its process still lives.
    private static final int ASK_AGAIN = 10;

    /// A run as it was seen last.
    private static final class Seen {
        private final Path folder;
        private final Curve curve = new Curve();
        private long touched = -1;
        private long records;
        private String state = "";
        private Map<String, @Nullable Object> row = Map.of();

        private Seen(Path folder) {
            this.folder = folder;
        }
    }

    private final Runs runs;
    private final Path studies;
    private final Events events;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Thread thread;
    private long studiesTouched = -1;
    private long newestStudy = -1;
    private int rounds;

    /// Begins to watch.
    ///
    /// @param runs    the folder of runs
    /// @param studies the folder of studies
    /// @param events  are told `run` (a row changed), `grown` (a run measured more) and `gone`
    public RunWatch(Path runs, Path studies, Events events) {
        this.runs = new Runs(runs);
        this.studies = studies;
        this.events = events;
        look();
        thread = Thread.ofVirtual().name("runs").start(() -> {
            try {
                while (true) {
                    Thread.sleep(EVERY_MILLIS);
                    look();
                }
            } catch (InterruptedException _) {
                // The laboratory stops.
            }
        });
    }

    /// All runs, newest first.
    public List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Path folder : runs.list().reversed()) {
            Seen one = seen.get(String.valueOf(folder.getFileName()));
            if (one != null) {
                rows.add(one.row);
            }
        }
        return rows;
    }

    /// The studies that are kept, newest first.
    public List<Map<String, @Nullable Object>> studies() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Kept kept : new Archive(new Runs(studies.resolve("none")), studies).list().reversed()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", kept.id());
            row.put("kind", kept.kind());
            row.put("state", kept.state());
            row.put("data", kept.value("data"));
            row.put("answer", kept.answer());
            row.put("report", Files.isRegularFile(kept.path().resolve("report.html")));
            rows.add(row);
        }
        return rows;
    }

    /// The run of an id that was given out.
    ///
    /// @throws DescentException (data) where there is none
    public RunFolder run(String id) {
        return RunFolder.open(known(id).folder);
    }

    /// The measurements of a run.
    ///
    /// @throws DescentException (data) where there is none
    public Curve curve(String id) {
        return known(id).curve;
    }

    /// A run as the list shows it.
    ///
    /// @throws DescentException (data) where there is none
    public Map<String, @Nullable Object> row(String id) {
        return known(id).row;
    }

    private Seen known(String id) {
        Seen one = seen.get(id);
        if (one == null) {
            throw DescentException.data("There is no run \"" + id + "\" any more.");
        }
        return one;
    }

    private void look() {
        rounds++;
        List<Path> folders = runs.list();
        for (Path folder : folders) {
            Seen one = seen.computeIfAbsent(String.valueOf(folder.getFileName()), _ -> new Seen(folder));
            try {
                look(one);
            } catch (DescentException _) {
                // Removed meanwhile, or damaged; the next look knows.
            }
        }
        if (folders.size() < seen.size()) {
            seen.values().removeIf(one -> {
                boolean gone = !folders.contains(one.folder);
                if (gone) {
                    events.tell("gone", Map.of("run", String.valueOf(one.folder.getFileName())));
                }
                return gone;
            });
        }
        long touched = touched(studies);
        if (touched != studiesTouched || rounds % ASK_AGAIN == 0 && studyChanged()) {
            studiesTouched = touched;
            events.tell("studies", Map.of());
        }
    }

    private boolean studyChanged() {
        long newest = -1;
        if (Files.isDirectory(studies)) {
            try (var entries = Files.list(studies)) {
                newest = entries.mapToLong(folder -> Math.max(touched(folder.resolve("study.json")),
                        touched(folder.resolve("report.html")))).max().orElse(-1);
            } catch (IOException _) {
                return false;
            }
        }
        boolean changed = newest != newestStudy;
        newestStudy = newest;
        return changed;
    }

    private void look(Seen one) {
        boolean running = one.state.equals("running");
        long touched = running || one.touched < 0 || rounds % ASK_AGAIN == 0 ? touched(one.folder.resolve("run.json"))
                : one.touched;
        boolean changed = touched != one.touched || running && rounds % ASK_AGAIN == 0;
        boolean grown = (running || touched != one.touched) && read(one);
        if (changed || grown && rounds % ASK_AGAIN == 0) {
            one.touched = touched;
            Map<String, @Nullable Object> row = row(RunFolder.open(one.folder), one.curve);
            one.state = Objects.toString(row.get("state"), "");
            if (!row.equals(one.row)) {
                one.row = row;
                events.tell("run", row);
            }
        }
        if (grown) {
            events.tell("grown", Map.of("run", String.valueOf(one.folder.getFileName()), "marks", one.curve.size()));
        }
    }

    /// Reads what was added to the log. After a resume it may be shorter than before; what is measured again is the same.
    private static boolean read(Seen one) {
        Path log = one.folder.resolve("metrics.bin");
        if (MetricsLog.count(log) <= one.records) {
            return false;
        }
        List<MetricsLog.Entry> entries = MetricsLog.after(log, one.records);
        one.records += entries.size();
        one.curve.add(entries);
        return !entries.isEmpty();
    }

    private static Map<String, @Nullable Object> row(RunFolder run, Curve curve) {
        Kept kept = Kept.of(run);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", kept.id());
        row.put("state", kept.state());
        for (String name : List.of("data", "target", "optimizer", "lr", "batch", "seed", "created", "measuredOn",
                "task", "sha256")) {
            row.put(name, kept.value(name));
        }
        row.put("best", finite(kept.value("bestLoss") instanceof Double best ? best : curve.best()));
        row.put("last", finite(curve.last()));
        row.put("updates", kept.value("updatesDone") == null ? (Object) curve.updates() : kept.value("updatesDone"));
        row.put("seconds", kept.value("seconds"));
        row.put("pid", run.owner().map(ProcessHandle::pid).orElse(null));
        row.put("result", kept.json().get("result"));
        return row;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static long touched(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException _) {
            return -1;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
