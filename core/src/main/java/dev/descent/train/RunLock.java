package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.DescentException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/// The right to write into a run's folder, held by one process at a time. The operating system gives it back when the
/// process ends, however it ends; the file says who has it.
final class RunLock implements AutoCloseable {

    /// Seconds by which the clocks of processes and of files may differ.
    private static final int SLACK = 2;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of a folder.
    ///
    /// @throws DescentException (cannot write) naming the process that has it
    static RunLock take(Path folder) {
        Path file = folder.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                    throw held(folder, file);
                }
            } catch (OverlappingFileLockException _) {
                channel.close();
                throw held(folder, file);
            }
            if (!Files.exists(file)) {
                // The folder was removed between opening the file and locking it: the lock is on a file without a name.
                channel.close();
                throw new NoSuchFileException(file.toString());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
            return new RunLock(channel);
        } catch (NoSuchFileException _) {
            throw DescentException.data(folder + " is no longer there: another process removed it.");
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, 8, e);
        }
    }

    /// Whether the process that took the lock of a folder last is still alive; asked by those who only read, without a
    /// lock of their own. A process that began after the lock was taken has only inherited the number.
    static boolean held(Path folder) {
        return owner(folder).isPresent();
    }

    /// The process that took the lock of a folder last, where it is still alive.
    static Optional<ProcessHandle> owner(Path folder) {
        Path file = folder.resolve("lock");
        try {
            long pid = Long.parseLong(Files.readString(file).strip());
            Instant taken = Files.getLastModifiedTime(file).toInstant();
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info().startInstant()
                    .map(start -> start.isBefore(taken.plusSeconds(SLACK))).orElse(true));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The system gives the lock back when the process ends.
        }
    }

    private static DescentException held(Path folder, Path file) {
        String owner;
        try {
            owner = Files.readString(file).strip();
        } catch (IOException _) {
            owner = "unknown";
        }
        return new DescentException(Kind.CANNOT_WRITE, "Another process (pid " + owner + ") is at work in " + folder
                + ": wait until it ends, or stop it.");
    }
}
