package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.train.EpochPoint;
import dev.descent.train.StopReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The finished trials of a study, a JSON object per line, written as each ends: `trials.jsonl`. A line that a crash cut
/// off is dropped, and its trial runs again. One process at a time has it.
public final class TrialLog implements TrialStore, AutoCloseable {

    private static final int LARGEST = 1 << 30;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Function<Trial, TrialResult>> known = new HashMap<>();

    private TrialLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens a log, or begins one.
    ///
    /// @throws DescentException (cannot write) where another process has it; (data) where it is damaged
    public static TrialLog open(Path file) {
        return open(file, true);
    }

    /// Holds a log without reading it, which a damaged one would not allow: for whoever removes it.
    ///
    /// @throws DescentException (cannot write) where another process has it
    static TrialLog hold(Path file) {
        return open(file, false);
    }

    private static TrialLog open(Path file, boolean read) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            TrialLog log = new TrialLog(file, channel);
            try {
                log.lock();
                if (read) {
                    log.read();
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return log;
        } catch (IOException e) {
            throw StudyFolder.cannotWrite(file, e);
        }
    }

    private void lock() throws IOException {
        @Nullable
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw new DescentException(DescentException.Kind.CANNOT_WRITE, file.getParent()
                    + " belongs to a study that is still running. Let it end, or stop it with Ctrl-C; then it can be "
                    + "continued.");
        }
    }

    private void read() throws IOException {
        if (channel.size() > LARGEST) {
            throw DescentException.data(file + " has " + channel.size() + " bytes, at most " + LARGEST
                    + " are read; begin a new study.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // One read may give less than all.
        }
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        String[] lines = text.substring(0, whole).split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            read(lines[i], file + ", line " + (i + 1));
        }
        channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    @Override
    public synchronized Optional<TrialResult> find(Trial trial) {
        return Optional.ofNullable(known.get(trial.key())).map(result -> result.apply(trial));
    }

    @Override
    public synchronized void keep(TrialResult result) {
        known.put(result.trial().key(), result::as);
        ByteBuffer line = ByteBuffer.wrap((Json.write(json(result)) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw StudyFolder.cannotWrite(file, e);
        }
    }

    @Override
    public synchronized int size() {
        return known.size();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StudyFolder.cannotWrite(file, e);
        }
    }

    private static Map<String, @Nullable Object> json(TrialResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("trial", result.trial().key());
        json.put("stop", result.stop().name().toLowerCase(Locale.ROOT));
        json.put("bestLoss", result.bestLoss());
        json.put("bestUpdate", result.bestUpdate());
        json.put("updates", result.updates());
        json.put("seconds", result.seconds());
        List<EpochPoint> history = result.history();
        json.put("epoch", column(history, EpochPoint::epoch));
        json.put("update", column(history, EpochPoint::update));
        json.put("trainLoss", column(history, EpochPoint::trainLoss));
        json.put("validationLoss", column(history, EpochPoint::validationLoss));
        json.put("lr", column(history, EpochPoint::lr));
        json.put("at", column(history, EpochPoint::seconds));
        return json;
    }

    private static List<Double> column(List<EpochPoint> history, ToDoubleFunction<EpochPoint> value) {
        return history.stream().mapToDouble(value).boxed().toList();
    }

    private void read(String line, String where) {
        Map<String, @Nullable Object> json = Json.parseObject(line, where);
        List<double[]> columns = new ArrayList<>();
        for (String name : List.of("epoch", "update", "trainLoss", "validationLoss", "lr", "at")) {
            columns.add(
                    Json.array(json.get(name), where + ", " + name).stream().mapToDouble(TrialLog::orNaN).toArray());
        }
        int points = columns.getFirst().length;
        if (columns.stream().anyMatch(column -> column.length != points)) {
            throw DescentException.data(where + ": the columns of the history differ in length");
        }
        List<EpochPoint> history = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            history.add(new EpochPoint(columns.get(0)[i], (long) columns.get(1)[i], columns.get(2)[i],
                    columns.get(3)[i], columns.get(4)[i], columns.get(5)[i]));
        }
        double best = orNaN(json.get("bestLoss"));
        String key = Json.string(json.get("trial"), where + ", trial");
        StopReason stop = stop(json, where);
        long bestUpdate = Json.integer(json.get("bestUpdate"), where, 0, 1L << 53);
        long updates = Json.integer(json.get("updates"), where, 0, 1L << 53);
        double seconds = orNaN(json.get("seconds"));
        known.put(key, trial -> new TrialResult(trial, stop, Double.isNaN(best) ? Double.POSITIVE_INFINITY : best,
                bestUpdate, updates, seconds, history));
    }

    private static StopReason stop(Map<String, @Nullable Object> json, String where) {
        String name = Json.string(json.get("stop"), where + ", stop");
        for (StopReason reason : StopReason.values()) {
            if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
                return reason;
            }
        }
        throw DescentException.data(where + ": \"" + name + "\" is no reason for a training to end");
    }

    /// What JSON writes as null was not finite.
    private static double orNaN(@Nullable Object value) {
        return value == null ? Double.NaN : Json.number(value, "a number");
    }
}
