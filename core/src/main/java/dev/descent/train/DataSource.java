package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a run's data came from, so that a resumed run finds the same again.
///
/// @param kind    `file`, `bundled` or `memory`
/// @param name    the file's path, the bundled set's name, or whatever the program called its table
/// @param sha256  of the file's bytes, in hexadecimal; empty where there is no file
/// @param options how it was read or generated, for who reads it again: delimiter, labels file, rows, seed
public record DataSource(String kind, String name, String sha256, Map<String, @Nullable Object> options) {

    private static final int BLOCK = 1 << 16;

    /// A file, with the hash of its present content.
    ///
    /// @throws DescentException (data) where it cannot be read
    public static DataSource file(Path file, Map<String, @Nullable Object> options) {
        return new DataSource("file", file.toAbsolutePath().normalize().toString(), hash(file), options);
    }

    /// A bundled data set.
    public static DataSource bundled(String name, Map<String, @Nullable Object> options) {
        return new DataSource("bundled", name, "", options);
    }

    /// A table that a program built.
    public static DataSource memory(String name) {
        return new DataSource("memory", name, "", Map.of());
    }

    /// What people call it: the option `called` where the file's own name says nothing, else that name without its folders.
    public String title() {
        return options.get("called") instanceof String called ? called
                : kind.equals("file") ? String.valueOf(Path.of(name).getFileName()) : name;
    }

    /// Checks that the file still has the content that the run began with.
    ///
    /// @throws DescentException (data) naming what changed
    public void verify() {
        if (!kind.equals("file")) {
            return;
        }
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw DescentException
                    .data("The data of this run, " + file + ", is no longer there: put it back to continue,"
                            + " or start a new training.");
        }
        String now = hash(file);
        if (!now.equals(sha256)) {
            throw DescentException.data(file + " has changed since this run began (SHA-256 was "
                    + sha256.substring(0, 12)
                    + "…, is " + now.substring(0, 12) + "…): put the old content back to continue, or start a new"
                    + " training.");
        }
    }

    Map<String, @Nullable Object> json() {
        return RecipeJson.object("kind", kind, "name", name, "sha256", sha256, "options", options);
    }

    static DataSource read(@Nullable Object json, String where) {
        Map<String, @Nullable Object> parts = Json.object(json, where);
        String kind = Json.string(parts.get("kind"), where + ", kind");
        String sha256 = Json.string(parts.get("sha256"), where + ", sha256");
        if (kind.equals("file") && !sha256.matches("[0-9a-f]{64}")) {
            throw DescentException.data(where + ", sha256: expected 64 hexadecimal digits");
        }
        return new DataSource(kind, Json.string(parts.get("name"), where + ", name"), sha256,
                Json.object(parts.get("options"), where + ", options"));
    }

    private static String hash(Path file) {
        MessageDigest digest = TensorFile.sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + file + ": " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
