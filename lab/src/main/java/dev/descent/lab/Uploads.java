package dev.descent.lab;

import dev.descent.common.DescentException;
import dev.descent.common.DescentException.Kind;
import dev.descent.common.Json;
import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.lab.web.Refusal;
import dev.descent.readers.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Uploaded files, `.descent/data/HASH.csv`: written as they arrive, with an end, and kept only if they are tables.
/// `HASH.json` beside it holds what the person called it.
final class Uploads {

    /// The largest file. A larger one is named when the laboratory starts, and not copied.
    static final long MOST_BYTES = 64L << 20;
    /// All uploads together.
    static final long QUOTA = 1L << 30;
    /// What stays free on the disk.
    private static final long RESERVE = 256L << 20;
    private static final int HASH_DIGITS = 32;
    private static final int MOST_NAME = 100;

    /// @param id      the hash, as pages know it
    /// @param name    what the person called it
    /// @param file    where it lies
    /// @param rows    of the table
    /// @param numeric its columns with numbers
    record Kept(String id, String name, Path file, int rows, List<String> numeric) {
    }

    private final Path folder;

    /// @param folder where uploads are kept; made when the first one comes
    Uploads(Path folder) {
        this.folder = folder;
    }

    /// What was taken before, by name.
    List<Kept> kept() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path note : files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}\\.json")).sorted()
                    .toList()) {
                Path file = note.resolveSibling(note.getFileName().toString().replace(".json", ".csv"));
                if (Files.isRegularFile(file)) {
                    kept.add(read(note, file));
                }
            }
        } catch (IOException | DescentException _) {
            // What cannot be read is not offered; uploading it again repairs it.
        }
        return kept;
    }

    private static Kept read(Path note, Path file) throws IOException {
        Map<String, @Nullable Object> json = Json.parseObject(Files.readString(note), note.toString());
        return new Kept(note.getFileName().toString().replace(".json", ""), Json.string(json.get("name"), "name"), file,
                (int) Json.integer(json.get("rows"), "rows", 0, Integer.MAX_VALUE),
                Json.array(json.get("numeric"), "numeric").stream().map(name -> Json.string(name, "column")).toList());
    }

    /// Takes a file.
    ///
    /// @param name what the person calls it; only ever shown
    /// @throws Refusal          (413) where it is too large, (507) where there is no room
    /// @throws DescentException (data) where it is no table, with line and column
    Kept take(InputStream body, String name) throws IOException {
        String shown = shown(name);
        Files.createDirectories(folder);
        Path incoming = Files.createTempFile(folder, ".incoming-", ".csv");
        try {
            String hash = receive(body, incoming).substring(0, HASH_DIGITS);
            Table table = table(incoming, shown);
            Path file = folder.resolve(hash + ".csv");
            Files.move(incoming, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            List<String> numeric = table.columns().stream().filter(Column.Numeric.class::isInstance).map(Column::name)
                    .toList();
            Map<String, Object> note = new LinkedHashMap<>();
            note.put("name", shown);
            note.put("rows", table.rows());
            note.put("numeric", numeric);
            Files.writeString(folder.resolve(hash + ".json"), Json.write(note) + "\n", StandardCharsets.UTF_8);
            return new Kept(hash, shown, file, table.rows(), numeric);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /// The reader's message, with the person's name for the file.
    private static Table table(Path incoming, String shown) {
        try {
            return Csv.read(incoming);
        } catch (DescentException e) {
            throw new DescentException(Kind.DATA, String.valueOf(e.getMessage()).replace(incoming.toString(), shown),
                    e);
        }
    }

    private String receive(InputStream body, Path to) throws IOException {
        MessageDigest digest = sha256();
        long room = Math.min(QUOTA - used(), Files.getFileStore(folder).getUsableSpace() - RESERVE);
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > MOST_BYTES) {
                    throw new Refusal(413, "The file has more than " + (MOST_BYTES >> 20) + " MiB. Name it when the "
                            + "laboratory starts: descent lab FILE.");
                }
                if (size > room) {
                    throw new Refusal(507, "There is no room for it: uploads may take " + (QUOTA >> 20) + " MiB, and "
                            + (RESERVE >> 20) + " MiB of the disk stay free. Remove files from .descent/data.");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private long used() throws IOException {
        long used = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                used += Files.size(file);
            }
        }
        return used;
    }

    /// A file's name without its folders, and without what no name has.
    private static String shown(String name) {
        String last = name.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
        return last.isEmpty() ? "data.csv" : last.length() > MOST_NAME ? last.substring(0, MOST_NAME) + "…" : last;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
