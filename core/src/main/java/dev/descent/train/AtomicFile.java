package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.DescentException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes a file so that a crash at any moment leaves the old content or the new one, never a mixture: into a temporary
/// file of the same folder, forced, renamed over the old one, folder forced.
final class AtomicFile {

    /// How temporary files end; what a killed process left of them is removed when its folder is next opened.
    static final String TEMPORARY = ".tmp";

    private AtomicFile() {
    }

    /// Replaces `file` by the concatenation of `parts`.
    ///
    /// @throws DescentException (cannot write) after removing the temporary file; the old content is untouched
    static void write(Disk disk, Path file, List<ByteBuffer> parts) {
        long bytes = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "-" + ProcessHandle.current().pid() + TEMPORARY);
        try {
            try (Disk.Sink sink = disk.create(temporary)) {
                for (ByteBuffer part : parts) {
                    sink.write(part);
                }
                sink.force();
            }
            disk.replace(temporary, file);
            disk.forceFolder(folder(file));
        } catch (IOException e) {
            DescentException failure = cannotWrite(file, bytes, e);
            try {
                disk.delete(temporary);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /// Replaces `file` by a text in UTF-8.
    static void write(Disk disk, Path file, String text) {
        write(disk, file, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /// Removes what killed processes left behind in a folder.
    static void clean(Disk disk, Path folder) {
        try (DirectoryStream<Path> litter = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
            for (Path file : litter) {
                disk.delete(file);
            }
        } catch (IOException _) {
            // Litter is harmless; a folder that cannot be written will say so at the next save.
        }
    }

    /// The error for a file that could not be written.
    static DescentException cannotWrite(Path file, long bytes, IOException cause) {
        return DescentException.cannotWrite(bytes > 0 ? file + " (" + bytes + " bytes)" : file.toString(), cause,
                "Free space or rights there, or choose another folder (--runs-dir)");
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
