package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.common.Nearest;
import dev.descent.train.RunFolder;
import dev.descent.train.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The runs and studies that are kept: listed, found again, removed. Other processes may train and remove at the same
/// time; a reader sees each of them whole or not at all.
///
/// @param runs    where runs are
/// @param studies the folder of studies
public record Archive(Runs runs, Path studies) {

    /// `study.json` holds every run with its history, so it may be larger than other files.
    private static final int MAX_STUDY = 256 << 20;

    /// The archive of a `.descent` folder.
    public static Archive of(Runs runs, Path home) {
        return new Archive(runs, home.resolve("studies"));
    }

    /// The runs, oldest first, then the studies, by kind and number.
    public List<Kept> list() {
        List<Kept> all = new ArrayList<>();
        runs.list().forEach(folder -> add(all, folder, "run"));
        studyFolders().forEach(folder -> add(all, folder, "study"));
        return all;
    }

    /// The run or study of that id or path; `last` is the last run.
    ///
    /// @throws DescentException (data) with the nearest id
    public Kept find(String idPathOrLast) {
        Path named = studies.resolve(idPathOrLast.matches("[a-z0-9-]{1,64}") ? idPathOrLast : ".");
        for (Path folder : List.of(named, Path.of(idPathOrLast))) {
            if (Files.isRegularFile(folder.resolve("study.json"))) {
                return read(folder, "study");
            }
        }
        if (!idPathOrLast.equals("last") && !idPathOrLast.matches(".*[/\\\\.].*")
                && !Files.isDirectory(runs.folder().resolve(idPathOrLast))) {
            List<String> ids = Stream.concat(runs.list().stream(), studyFolders().stream())
                    .map(folder -> String.valueOf(folder.getFileName())).toList();
            throw DescentException.data("There is no run or study \"" + idPathOrLast + "\" in " + runs.folder() + " or "
                    + studies + "." + Nearest.hint(idPathOrLast, ids));
        }
        return Kept.of(runs.find(idPathOrLast));
    }

    /// Removes a run or study.
    ///
    /// @throws DescentException (cannot write) where a process is at work in it; (data) where it is no longer there
    public void remove(Kept kept) {
        StudyFolder study = new StudyFolder(kept.path());
        if (kept.isRun() || !Files.exists(study.log())) {
            Runs.remove(kept.path());
            return;
        }
        // Whoever runs a study holds its log.
        try (TrialLog _ = TrialLog.hold(study.log())) {
            Runs.remove(kept.path());
        }
    }

    private List<Path> studyFolders() {
        if (!Files.isDirectory(studies)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(studies)) {
            return entries.filter(folder -> Files.isRegularFile(folder.resolve("study.json")))
                    .filter(folder -> folder.getFileName().toString().matches("[a-z][a-z0-9-]*-[0-9]{1,9}"))
                    .sorted(Comparator.comparing(Archive::kind).thenComparing(Archive::number)).toList();
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + studies + ": " + e.getMessage(), e);
        }
    }

    private static String kind(Path study) {
        String id = study.getFileName().toString();
        return id.substring(0, id.lastIndexOf('-'));
    }

    private static long number(Path study) {
        String id = study.getFileName().toString();
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    /// What was removed while the list was made is left out; what cannot be read is told as it is.
    private static void add(List<Kept> all, Path folder, String kind) {
        try {
            all.add(read(folder, kind));
        } catch (DescentException e) {
            if (Files.isDirectory(folder)) {
                all.add(Kept.damaged(folder, kind, e.getMessage()));
            }
        }
    }

    private static Kept read(Path folder, String kind) {
        if (kind.equals("run")) {
            return Kept.of(RunFolder.open(folder));
        }
        StudyFolder study = new StudyFolder(folder);
        try {
            Map<String, @Nullable Object> json = Json.object(Json.parse(
                    Files.readString(study.json(), StandardCharsets.UTF_8), study.json().toString(), MAX_STUDY),
                    study.json().toString());
            return Kept.of(study, json);
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + study.json() + ": "
                    + e.getMessage(), e);
        }
    }
}
