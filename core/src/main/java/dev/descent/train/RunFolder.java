package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.DescentException.Kind;
import dev.descent.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run on disk: `run.json` (recipe, provenance, status, result), `metrics.bin`, `checkpoints/`, `model.descent`.
/// Reading needs no lock; whoever trains in it holds one.
public final class RunFolder {

    private static final int FORMAT = 1;

    private final Path path;
    private final Disk disk;
    private Map<String, @Nullable Object> json;

    private RunFolder(Path path, Disk disk, Map<String, @Nullable Object> json) {
        this.path = path;
        this.disk = disk;
        this.json = json;
    }

    /// Makes the folder of a new run.
    static RunFolder create(Disk disk, Path folder, Recipe recipe, DataSource source,
            Map<String, @Nullable Object> provenance) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("id", String.valueOf(folder.getFileName()));
        json.put("status", "running");
        json.put("provenance", provenance);
        json.put("source", source.json());
        json.put("recipe", RecipeJson.write(recipe));
        RunFolder run = new RunFolder(folder, disk, json);
        try {
            disk.createFolders(run.checkpoints());
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(run.checkpoints(), 0, e);
        }
        run.write();
        return run;
    }

    /// Opens the folder of an existing run.
    ///
    /// @throws DescentException (data) where it is none
    public static RunFolder open(Path folder) {
        return open(Disk.real(), folder);
    }

    static RunFolder open(Disk disk, Path folder) {
        Path file = folder.resolve("run.json");
        if (!Files.isRegularFile(file)) {
            throw DescentException.data(folder + " is not a run folder: it has no run.json.");
        }
        try {
            if (Files.size(file) > Json.MAX_DOCUMENT) {
                throw DescentException.data(file + " has " + Files.size(file) + " bytes, at most " + Json.MAX_DOCUMENT
                        + " are accepted.");
            }
            Map<String, @Nullable Object> json = Json.parseObject(Files.readString(file, StandardCharsets.UTF_8),
                    file.toString());
            long format = Json.integer(json.get("format"), file + ", format", 1, Integer.MAX_VALUE);
            if (format > FORMAT) {
                throw DescentException.data(file + " has format " + format + ", this version of Descent reads up to "
                        + FORMAT + ": use a newer one.");
            }
            return new RunFolder(folder, disk, json);
        } catch (IOException e) {
            throw new DescentException(Kind.DATA, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// The run's id: the folder's name.
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /// The folder.
    public Path path() {
        return path;
    }

    /// The file of the model; it exists once the run has ended or was interrupted.
    public Path model() {
        return path.resolve("model.descent");
    }

    /// The folder of the checkpoints.
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /// The file of the measurements.
    public Path metrics() {
        return path.resolve("metrics.bin");
    }

    /// `run.json` as it was when this was opened.
    public Map<String, @Nullable Object> json() {
        return json;
    }

    /// `running`, `interrupted`, `finished` or `diverged`. A run whose process was killed stays `running`.
    public String status() {
        return Json.string(json.get("status"), where("status"));
    }

    /// The status for people: `killed` where it says `running` and the process is gone.
    public String state() {
        String status = status();
        return status.equals("running") && !RunLock.held(path) ? "killed" : status;
    }

    /// The process that trains in it now.
    public Optional<ProcessHandle> owner() {
        return RunLock.owner(path);
    }

    /// What decided the run.
    ///
    /// @throws DescentException (data) where the file was altered
    public Recipe recipe() {
        return RecipeJson.read(json.get("recipe"), where("recipe"));
    }

    /// Where its data came from.
    public DataSource source() {
        return DataSource.read(json.get("source"), where("source"));
    }

    /// What was measured so far.
    public List<MetricsLog.Entry> measurements() {
        return MetricsLog.read(metrics());
    }

    Disk disk() {
        return disk;
    }

    /// An interrupted run goes on: from here it is running, and killed where its process ends without a word.
    void goesOn() {
        if (status().equals("interrupted")) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(json);
            changed.put("status", "running");
            changed.remove("result");
            json = changed;
            write();
        }
    }

    /// Rewrites `run.json` with a status and a result.
    void conclude(String status, Map<String, @Nullable Object> result) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(json);
        changed.put("status", status);
        changed.put("result", result);
        json = changed;
        write();
    }

    private void write() {
        AtomicFile.write(disk, path.resolve("run.json"), Json.pretty(json) + "\n");
    }

    private String where(String part) {
        return path.resolve("run.json") + ", " + part;
    }
}
