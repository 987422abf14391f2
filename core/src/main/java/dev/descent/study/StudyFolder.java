package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.common.Nearest;
import dev.descent.train.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A study on disk: `study.json` (recipe, plan, every run with its history, ranking, verdicts, the winner's run id),
/// `trials.jsonl` (each trial as it ended), `report.html`, `loss.svg`. It is there from the start, so that whatever ends
/// the program, what was finished goes on. An id is the kind of study and a number that counts up: `compare-3`.
///
/// @param path the folder
public record StudyFolder(Path path) {

    /// The version of `study.json`.
    public static final int FORMAT = 2;
    private static final int MAX_STUDY = 1 << 28;

    /// Claims the folder of a new study; unique however many processes do so at once.
    ///
    /// @param home the `.descent` folder
    /// @param kind `compare`
    /// @throws DescentException (cannot write)
    public static StudyFolder create(Path home, String kind) {
        Path studies = home.resolve("studies");
        try {
            Files.createDirectories(studies);
            long number = 1 + highest(studies, kind);
            while (true) {
                Path path = studies.resolve(kind + "-" + number);
                try {
                    Files.createDirectory(path);
                    return new StudyFolder(path);
                } catch (FileAlreadyExistsException _) {
                    number++;
                }
            }
        } catch (IOException e) {
            throw cannotWrite(studies, e);
        }
    }

    /// The folder of a study that exists.
    ///
    /// @param id the id, or the folder's path
    /// @throws DescentException (data) naming what there is
    public static StudyFolder open(Path home, String id) {
        Path studies = home.resolve("studies");
        for (Path path : new Path[] {studies.resolve(id), Path.of(id)}) {
            if (Files.exists(path.resolve("study.json"))) {
                return new StudyFolder(path);
            }
        }
        List<String> known = List.of();
        if (Files.isDirectory(studies)) {
            try (Stream<Path> entries = Files.list(studies)) {
                known = entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
            } catch (IOException e) {
                throw new DescentException(DescentException.Kind.DATA, "Cannot read " + studies + ": "
                        + e.getClass().getSimpleName() + ".", e);
            }
        }
        throw DescentException.data("no study " + id + " in " + studies + "." + Nearest.hint(id, known)
                + (known.isEmpty() ? "" : " There are " + String.join(", ", known) + "."));
    }

    /// What `study.json` says.
    ///
    /// @throws DescentException (data) where it cannot be read
    public Map<String, @Nullable Object> content() {
        try {
            return Json.object(Json.parse(Files.readString(json()), json().toString(), MAX_STUDY), json().toString());
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + json() + ": "
                    + e.getClass().getSimpleName() + ".", e);
        }
    }

    /// The study's id: the folder's name.
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /// The file of the results.
    public Path json() {
        return path.resolve("study.json");
    }

    /// The file of the finished trials; see [TrialLog].
    public Path log() {
        return path.resolve("trials.jsonl");
    }

    /// The page.
    public Path report() {
        return path.resolve("report.html");
    }

    /// The picture of the loss curves.
    public Path picture() {
        return path.resolve("loss.svg");
    }

    /// Writes `study.json`, whole or not at all.
    ///
    /// @throws DescentException (cannot write)
    public void save(Map<String, ? extends @Nullable Object> content) {
        Path temporary = path.resolve(".study.json.tmp");
        try {
            Files.write(temporary, (Json.write(content) + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, json(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotWrite(json(), e);
        }
    }

    private static long highest(Path studies, String kind) throws IOException {
        try (Stream<Path> entries = Files.list(studies)) {
            return entries.map(Runs::present)
                    .filter(name -> name.matches(kind + "-[0-9]{1,9}"))
                    .mapToLong(name -> Long.parseLong(name.substring(kind.length() + 1))).max().orElse(0);
        }
    }

    static DescentException cannotWrite(Path file, IOException e) {
        return new DescentException(DescentException.Kind.CANNOT_WRITE, "Cannot write " + file + ": "
                + e.getClass().getSimpleName() + ". Free space or rights there, or choose another folder (--runs-dir).",
                e);
    }
}
