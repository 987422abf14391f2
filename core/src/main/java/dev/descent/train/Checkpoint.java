package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.nn.Layout;
import dev.descent.nn.Parameters;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [TrainingState] as a file. Each save is a new file named by its update, written as [AtomicFile] does, and the
/// oldest beyond [#KEPT] are removed afterwards, so that whatever happens an intact one is there. The reader takes the
/// newest that verifies.
final class Checkpoint {

    /// How many are kept.
    static final int KEPT = 3;
    private static final String ENDING = ".checkpoint";
    private static final String KIND = "checkpoint";
    private static final int FORMAT = 1;

    private Checkpoint() {
    }

    /// Saves a state.
    ///
    /// @param fingerprint of the recipe and the data: a checkpoint is of no use for others
    /// @return the file
    /// @throws DescentException (cannot write); older checkpoints are untouched
    static Path save(Disk disk, Path folder, TrainingState state, double seconds, String fingerprint) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("kind", KIND);
        description.put("format", FORMAT);
        description.put("fingerprint", fingerprint);
        description.put("update", state.update);
        description.put("epoch", state.epoch);
        description.put("batch", state.batch);
        description.put("step", state.optimizer.step());
        description.put("lossRows", state.lossRows);
        description.put("markRows", state.markRows);
        description.put("bestUpdate", state.stopping.bestUpdate());
        description.put("epochsWithout", state.stopping.epochsWithout());
        description.put("hasBest", state.best != null);
        description.put("logLength", state.logLength);
        double[] reduction = state.reduction == null ? new double[0] : state.reduction.state();
        description.put("reductionLength", reduction.length);
        Layout layout = state.parameters.layout();
        Map<String, float[]> floats = new LinkedHashMap<>(
                ModelFile.arrays("parameters.", layout, state.parameters.values()));
        if (state.best != null) {
            floats.putAll(ModelFile.arrays("best.", layout, state.best.values()));
        }
        float[][] arrays = state.optimizer.arrays();
        int perParameter = state.optimizer.perParameter();
        for (int i = 0; i < perParameter; i++) {
            floats.putAll(ModelFile.arrays("state" + i + ".", layout, arrays[i]));
        }
        for (int i = perParameter; i < arrays.length; i++) {
            floats.put("state" + i, arrays[i].clone());
        }
        Map<String, double[]> doubles = new LinkedHashMap<>();
        doubles.put("scalars", state.optimizer.scalars().clone());
        doubles.put("reduction", reduction);
        doubles.put("sums", new double[] {state.lossSum, state.markSum, state.stopping.best(), seconds});
        Path file = folder.resolve(name(state.update));
        AtomicFile.write(disk, file, TensorFile.encode(new TensorFile.Content(description, floats, doubles)));
        removeOld(disk, folder);
        return file;
    }

    /// Puts the newest intact checkpoint of a folder into a fresh state.
    ///
    /// @return which file it was; empty where there is none yet, so that the run begins at its beginning
    /// @throws DescentException (data) where there are checkpoints and none is intact, or they belong to other data
    static Optional<Path> restore(Path folder, TrainingState state, String fingerprint) {
        return restore(folder, state, fingerprint, Long.MAX_VALUE);
    }

    /// The same with the newest that was saved at update `atMost` or before.
    static Optional<Path> restore(Path folder, TrainingState state, String fingerprint, long atMost) {
        @Nullable
        DescentException failure = null;
        String last = name(atMost);
        for (Path file : newestFirst(folder)) {
            if (String.valueOf(file.getFileName()).compareTo(last) > 0) {
                continue;
            }
            TensorFile.Content content;
            try {
                content = TensorFile.read(file, KIND);
                ModelFile.expect(content, KIND, FORMAT, file);
            } catch (DescentException e) {
                failure = failure == null ? e : failure;
                continue;
            }
            if (!fingerprint.equals(content.description().get("fingerprint"))) {
                throw DescentException
                        .data(file + " belongs to other data or another recipe: continue with the data that"
                                + " the run began with, or start a new training.");
            }
            restore(content, state, file);
            return Optional.of(file);
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private static void restore(TensorFile.Content content, TrainingState state, Path file) {
        Layout layout = state.parameters.layout();
        ModelFile.restore("parameters.", layout, content, state.parameters.values(), file);
        if (Json.bool(content.description().get("hasBest"), file + ", hasBest")) {
            state.keepAsBest(state.parameters);
            ModelFile.restore("best.", layout, content, state.chosen().values(), file);
        }
        float[][] live = state.optimizer.arrays();
        float[][] arrays = new float[live.length][];
        for (int i = 0; i < arrays.length; i++) {
            if (i < state.optimizer.perParameter()) {
                arrays[i] = new float[layout.length()];
                ModelFile.restore("state" + i + ".", layout, content, arrays[i], file);
            } else {
                arrays[i] = content.floats("state" + i, live[i].length, file);
            }
        }
        double[] scalars = content.doubles("scalars", state.optimizer.scalars().length, file);
        state.optimizer.restore(integer(content, "step", file), arrays, scalars);
        state.update = integer(content, "update", file);
        state.epoch = (int) integer(content, "epoch", file);
        state.batch = (int) integer(content, "batch", file);
        state.lossRows = integer(content, "lossRows", file);
        state.markRows = integer(content, "markRows", file);
        state.logLength = integer(content, "logLength", file);
        double[] sums = content.doubles("sums", 4, file);
        state.lossSum = sums[0];
        state.markSum = sums[1];
        state.stopping.restore(sums[2], integer(content, "bestUpdate", file),
                (int) integer(content, "epochsWithout", file));
        state.earlierSeconds = sums[3];
        double[] reduction = content.doubles("reduction", (int) integer(content, "reductionLength", file), file);
        if (state.reduction != null) {
            state.reduction.restore(reduction);
        }
    }

    private static long integer(TensorFile.Content content, String name, Path file) {
        return Json.integer(content.description().get(name), file + ", " + name, 0, 1L << 53);
    }

    /// So long that names sort like numbers.
    private static String name(long update) {
        return String.format("%012d", Math.min(update, 999_999_999_999L)) + ENDING;
    }

    private static void removeOld(Disk disk, Path folder) {
        List<Path> files = newestFirst(folder);
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            try {
                disk.delete(old);
            } catch (IOException _) {
                // One checkpoint too many does no harm; the next save tries again.
            }
        }
    }

    static List<Path> newestFirst(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + folder + ": " + e.getMessage(), e);
        }
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
        return files;
    }
}
