package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where runs live, and how they are found again: by id, by path, or as `last`.
///
/// An id is the optimizer's name and a number that counts up over the whole folder, `adam-12`: short enough to type,
/// and unique however many processes start runs at once, because the folder of that name is created in one atomic step.
///
/// @param folder `.descent/runs` of the home, or another folder of runs
public record Runs(Path folder) {

    private static final Pattern ID = Pattern.compile("([a-z0-9][a-z0-9-]{0,48})-([0-9]{1,9})");
    /// How the names of removed folders begin. One of them stays, empty, so that its number is not given again: a study
    /// that names a run must never mean another one.
    private static final String REMOVED = ".removed-";

    /// The runs of a working directory: of the nearest folder above it (or itself) that has a `.descent`, otherwise its
    /// own.
    public static Runs of(Path workingDirectory) {
        return new Runs(home(workingDirectory).resolve("runs"));
    }

    /// The `.descent` of a working directory: the nearest above it that exists, otherwise its own, which may not exist
    /// yet.
    public static Path home(Path workingDirectory) {
        Path start = workingDirectory.toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".descent"))) {
                return at.resolve(".descent");
            }
        }
        return start.resolve(".descent");
    }

    /// Every run, oldest first.
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> number(path) >= 0 && Files.isRegularFile(path.resolve("run.json")))
                    .sorted(Comparator.comparingLong(Runs::number).thenComparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /// The run of that id or path, or the `last` one.
    ///
    /// @throws DescentException (data) with the nearest id
    public RunFolder find(String idPathOrLast) {
        List<Path> all = list();
        if (idPathOrLast.equals("last")) {
            if (all.isEmpty()) {
                throw DescentException.data("There is no run yet in " + folder + ".");
            }
            return RunFolder.open(all.getLast());
        }
        if (ID.matcher(idPathOrLast).matches() && Files.isDirectory(folder.resolve(idPathOrLast))) {
            return RunFolder.open(folder.resolve(idPathOrLast));
        }
        Path path = Path.of(idPathOrLast);
        if (Files.isDirectory(path)) {
            return RunFolder.open(path);
        }
        if (idPathOrLast.matches(".*[/\\\\.].*")) {
            throw DescentException.data("There is no model or run " + idPathOrLast
                    + ". Expected a model.descent, a run's folder, a run's id, or last"
                    + (Files.exists(path) ? "; this is another kind of file." : "."));
        }
        List<String> ids = all.stream().map(run -> run.getFileName().toString()).toList();
        throw DescentException.data("There is no run \"" + idPathOrLast + "\" in " + folder + "."
                + Nearest.hint(idPathOrLast, ids)
                + (all.isEmpty() ? "" : " The last is " + ids.getLast() + "."));
    }

    /// The model of a run (id, path or `last`) or a model's file.
    ///
    /// @throws DescentException (data) where there is none
    public Path findModel(String runOrFile) {
        if (!runOrFile.equals("last") && Files.isRegularFile(Path.of(runOrFile))) {
            return Path.of(runOrFile);
        }
        RunFolder run = find(runOrFile);
        if (!Files.isRegularFile(run.model())) {
            throw DescentException.data("The run " + run.id() + " has no model yet: it is " + run.status() + ".");
        }
        return run.model();
    }

    /// Claims the folder of a new run.
    ///
    /// @throws DescentException (cannot write)
    Path claim(Disk disk, String optimizer) {
        String word = optimizer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String name = word.isEmpty() ? "run" : word.substring(0, Math.min(40, word.length()));
        try {
            disk.createFolders(folder);
            long number = 1 + highest();
            while (true) {
                Path path = folder.resolve(name + "-" + number);
                try {
                    disk.createFolder(path);
                    return path;
                } catch (FileAlreadyExistsException _) {
                    number++;
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, 0, e);
        }
    }

    private long highest() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.mapToLong(entry -> numbered(present(entry))).max().orElse(0);
        }
    }

    private static long number(Path run) {
        return numbered(name(run));
    }

    private static long numbered(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : -1;
    }

    private static String name(Path folder) {
        @Nullable
        Path name = folder.getFileName();
        return String.valueOf(name);
    }

    /// The id that a folder has, or had before it was removed.
    public static String present(Path folder) {
        String name = name(folder);
        return name.startsWith(REMOVED) ? name.substring(REMOVED.length()) : name;
    }

    /// Removes the folder of a run or a study: out of everybody's sight in one step, then file by file. Whatever dies in
    /// between is finished by the next removal.
    ///
    /// @throws DescentException (cannot write) where a process is at work in it; (data) where somebody else removed it
    public static void remove(Path folder) {
        Path hidden = folder.resolveSibling(REMOVED + folder.getFileName());
        try (RunLock _ = RunLock.take(folder)) {
            Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DescentException.cannotWrite(folder.toString(), e, "Nothing was removed there");
        }
        @Nullable
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            sweep(parent);
        }
    }

    /// Empties what was removed, and forgets all of it but the newest of each name.
    private static void sweep(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            List<Path> all = entries.toList();
            for (Path entry : all) {
                if (name(entry).startsWith(REMOVED)) {
                    boolean newest = all.stream().noneMatch(other -> word(other).equals(word(entry))
                            && numbered(present(other)) > numbered(present(entry)));
                    delete(entry, newest);
                }
            }
        } catch (IOException _) {
            // Nobody sees what is left; the next removal tries again.
        }
    }

    private static String word(Path folder) {
        Matcher matcher = ID.matcher(present(folder));
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static void delete(Path folder, boolean keepEmpty) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : inside) {
            if (!keepEmpty || !path.equals(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }

}
