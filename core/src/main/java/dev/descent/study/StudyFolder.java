package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.train.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A study on disk: `study.json` (recipe, plan, every run with its history, ranking, verdicts, the winner's run id),
/// `report.html`, `loss.svg`. An id is the kind of study and a number that counts up: `compare-3`.
///
/// @param path the folder
public record StudyFolder(Path path) {

    /// The version of `study.json`.
    public static final int FORMAT = 1;

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

    /// The study's id: the folder's name.
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /// The file of the results.
    public Path json() {
        return path.resolve("study.json");
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

    private static DescentException cannotWrite(Path file, IOException e) {
        return new DescentException(DescentException.Kind.CANNOT_WRITE, "Cannot write " + file + ": "
                + e.getClass().getSimpleName() + ". Free space or rights there, or choose another folder (--runs-dir).",
                e);
    }
}
