package dev.descent.readers;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file on disk as text: found, unpacked if it is gzip, its byte order mark understood and removed.
///
/// @param path where it is
/// @param name its name as the person gave it, for messages
record CsvFile(Path path, String name) {

    /// What other kinds of files begin with, and what to do with them.
    private enum Foreign {
        ZIP("PK\3\4", "an archive or a spreadsheet (.xlsx, .ods)", "open it and save the sheet as CSV (UTF-8)"),
        OLD_EXCEL("\u00D0\u00CF\u0011\u00E0", "an old spreadsheet (.xls)", "open it and save the sheet as CSV (UTF-8)"),
        PARQUET("PAR1", "a Parquet file", "convert it to CSV"),
        PDF("%PDF", "a PDF document", "extract its table as CSV"),
        PNG("\u0089PNG", "a PNG picture", "give a table of numbers"),
        IDX_IMAGES("\0\0\b\3", "an IDX file of images", "give a table, or pass it where images are accepted"),
        IDX_LABELS("\0\0\b\1", "an IDX file of labels", "pass it with --labels beside its images");

        private final String magic;
        private final String what;
        private final String remedy;

        Foreign(String magic, String what, String remedy) {
            this.magic = magic;
            this.what = what;
            this.remedy = remedy;
        }
    }

    static CsvFile of(Path path) {
        CsvFile file = new CsvFile(path, path.toString());
        if (Files.isDirectory(path)) {
            throw DescentException.data(file.name + " is a folder, expected a CSV file." + holds(path));
        }
        if (!Files.exists(path)) {
            throw DescentException.data("no file " + file.name + "." + nearby(path));
        }
        return file;
    }

    /// The file's text from its beginning.
    Reader open() {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
            byte[] head = peek(in, 2);
            if (head.length == 0) {
                throw DescentException.data(name + " is empty (0 bytes). Expected a header line and rows of data");
            }
            if (head.length == 2 && head[0] == 0x1F && head[1] == (byte) 0x8B) {
                in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
            }
            String start = new String(peek(in, 4), StandardCharsets.ISO_8859_1);
            for (Foreign foreign : Foreign.values()) {
                if (start.startsWith(foreign.magic)) {
                    throw DescentException.data(name + " is " + foreign.what + ", expected CSV: " + foreign.remedy);
                }
            }
            return new CheckedText(name, in, charset(in, start));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// An I/O failure in words.
    DescentException unreadable(IOException e) {
        String why = switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case ZipException z -> "damaged gzip data (" + z.getMessage() + ")";
            case java.io.EOFException _ -> "the gzip data ends too early; was the file copied completely?";
            default -> String.valueOf(e.getMessage());
        };
        return new DescentException(DescentException.Kind.DATA, "cannot read " + name + ": " + why, e);
    }

    private static Charset charset(InputStream in, String start) throws IOException {
        if (start.startsWith("\u00EF\u00BB\u00BF")) {
            in.skipNBytes(3);
        } else if (start.startsWith("\u00FF\u00FE")) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        } else if (start.startsWith("\u00FE\u00FF")) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] head = in.readNBytes(count);
        in.reset();
        return head;
    }

    private static String nearby(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return folder == null ? "" : " There is no folder " + folder + " either";
        }
        return Nearest.hint(String.valueOf(path.getFileName()), files(folder));
    }

    private static String holds(Path folder) {
        List<String> tables = files(folder).stream().filter(f -> f.matches(".*\\.(csv|tsv|txt)(\\.gz)?")).sorted()
                .limit(5).toList();
        return tables.isEmpty() ? "" : " It holds: " + String.join(", ", tables);
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(10_000).filter(Files::isRegularFile).map(f -> String.valueOf(f.getFileName()))
                    .toList();
        } catch (IOException e) {
            return List.of(); // only a hint depends on it
        }
    }
}
