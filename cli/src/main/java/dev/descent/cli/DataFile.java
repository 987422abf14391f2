package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.common.Nearest;
import dev.descent.data.Bundled;
import dev.descent.data.Dataset;
import dev.descent.data.Idx;
import dev.descent.data.Table;
import dev.descent.readers.Csv;
import dev.descent.readers.CsvOptions;
import dev.descent.readers.CsvTable;
import dev.descent.train.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The data that a FILE argument names: a table, images, or a bundled set.
///
/// @param data          the rows
/// @param source        how to find them again
/// @param notes         what was found on the way, for people
/// @param defaultTarget the column to predict unless told otherwise; null where only the person knows
record DataFile(Dataset data, DataSource source, List<String> notes, @Nullable String defaultTarget) {

    /// Bundled data are the same whatever the run's seed is: seeds vary the training, not the question.
    private static final long BUNDLED_SEED = 1;
    private static final Pattern UPLOAD = Pattern.compile("([0-9a-f]{32})\\.csv");

    /// Reads what an argument names.
    ///
    /// @param argument    a path, or the name of a bundled set
    /// @param labels      the file of labels for images; null finds it by name
    /// @param asText      columns to read as text
    /// @param used        the only columns whose bad numbers matter; null means all but those read as text
    static DataFile read(String argument, @Nullable Path labels, Set<String> asText, @Nullable Set<String> used) {
        Path file = Path.of(argument);
        if (!Files.exists(file)) {
            if (Bundled.words().contains(argument)) {
                return bundled(argument, BUNDLED_SEED);
            }
            throw DescentException.data("no file " + argument + " here (" + Path.of("").toAbsolutePath() + ")."
                    + Nearest.hint(argument, neighbours(file)) + " Bundled data sets: "
                    + String.join(", ", Bundled.words()));
        }
        if (Files.isDirectory(file)) {
            throw DescentException.data(argument + " is a folder; expected a CSV, TSV or IDX file"
                    + (Files.exists(file.resolve("run.json")) ? ", and this is a run" : ""));
        }
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        if (Idx.looksLike(file)) {
            options.put("labels", labels == null ? null : labels.toAbsolutePath().normalize().toString());
            return new DataFile(Idx.read(file, labels), DataSource.file(file, options), List.of(), null);
        }
        if (labels != null) {
            throw DescentException.usage("--labels belongs to images in IDX format, but " + argument + " is none");
        }
        options.put("asText", List.copyOf(new TreeSet<>(asText)));
        options.put("used", used == null ? null : List.copyOf(new TreeSet<>(used)));
        CsvTable read = Csv.read(file, CsvOptions.DEFAULT.withCategorical(asText).withUsed(used));
        String called = called(file);
        if (called != null) {
            options.put("called", called);
            Table table = new Table(called, read.table().columns());
            return new DataFile(table, DataSource.file(file, options), read.report().notes(), null);
        }
        return new DataFile(read.table(), DataSource.file(file, options), read.report().notes(), null);
    }

    /// An upload of the laboratory is kept under its hash, and a note beside it says what its person calls it.
    private static @Nullable String called(Path file) {
        Matcher hash = UPLOAD.matcher(String.valueOf(file.getFileName()));
        Path note = hash.matches() ? file.resolveSibling(hash.group(1) + ".json") : null;
        try {
            return note != null && Files.isRegularFile(note) && Files.size(note) < Json.MAX_DOCUMENT
                    && Json.parseObject(Files.readString(note), note.toString()).get("name") instanceof String name
                            ? name
                            : null;
        } catch (IOException | DescentException _) {
            return null;
        }
    }

    /// Reads the data of a run again.
    ///
    /// @throws DescentException (data) where they have changed since
    static DataFile again(DataSource source) {
        source.verify();
        return switch (source.kind()) {
            case "file" -> {
                Object labels = source.options().get("labels");
                Object asText = source.options().get("asText");
                Object used = source.options().get("used");
                yield read(source.name(), labels == null ? null : Path.of(Json.string(labels, "labels")),
                        asText == null ? Set.of() : names(asText), used == null ? null : names(used));
            }
            case "bundled" -> bundled(source.name(),
                    Json.integer(source.options().get("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE));
            default -> throw DescentException.data("the data of this run were made by a program (" + source.name()
                    + "); only that program can resume it");
        };
    }

    private static DataFile bundled(String word, long seed) {
        Bundled bundled = Bundled.of(word);
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("seed", seed);
        List<String> notes = new ArrayList<>(List.of(word + ": " + bundled.summary() + " (bundled, generated)"));
        notes.addAll(bundled.facts(seed));
        return new DataFile(bundled.load(seed), DataSource.bundled(word, options), notes, bundled.target());
    }

    private static Set<String> names(Object list) {
        Set<String> names = new TreeSet<>();
        Json.array(list, "columns").forEach(name -> names.add(Json.string(name, "column")));
        return names;
    }

    private static List<String> neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            String prefix = file.getParent() == null ? "" : file.getParent() + "/";
            return entries.limit(1000).map(entry -> prefix + entry.getFileName()).toList();
        } catch (java.io.IOException _) {
            return List.of();
        }
    }
}
