package dev.descent.report;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Writes a whole file or none of it: readers never see half a report.
final class Output {

    private Output() {
    }

    static void write(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path temporary = null;
        try {
            if (folder == null || Files.isDirectory(target)) {
                throw new DescentException(DescentException.Kind.CANNOT_WRITE,
                        "cannot write " + file + ": it is a folder; name a file in it");
            }
            Files.createDirectories(folder);
            // Not Files.createTempFile: that makes files that only their owner can read.
            temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "."
                    + Thread.currentThread().threadId() + ".tmp");
            Files.write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            discard(temporary);
            throw DescentException.cannotWrite(file.toString(), failure,
                    "Free space or rights there, or choose another place");
        }
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException _) {
                // The failure that brought us here says more than a leftover temporary file.
            }
        }
    }
}
