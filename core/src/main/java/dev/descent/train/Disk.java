package dev.descent.train;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The only way by which runs, checkpoints and models reach the disk: few operations, so that a test can make each one
/// fail, or record them and replay what a power cut would have left.
interface Disk {

    /// An open file that is written.
    interface Sink extends Closeable {

        /// Writes all that remains of `bytes` at the end.
        void write(ByteBuffer bytes) throws IOException;

        /// Returns when the file's content is on the disk, not only in the system's memory.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// Creates a folder and those above it where they are missing.
    void createFolders(Path folder) throws IOException;

    /// Creates one folder that must not exist yet: the atomic claim to a name.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException where somebody was faster
    void createFolder(Path folder) throws IOException;

    /// Opens a new, empty file; an existing one is emptied.
    Sink create(Path file) throws IOException;

    /// Opens a file to write at its end, after cutting it to `length` bytes.
    Sink append(Path file, long length) throws IOException;

    /// Puts `from` in the place of `to` in one step: a reader sees the old file or the new one.
    void replace(Path from, Path to) throws IOException;

    /// Returns when the names in a folder are on the disk.
    void forceFolder(Path folder) throws IOException;

    /// Deletes a file if it exists.
    void delete(Path file) throws IOException;

    /// The real disk.
    static Disk real() {
        return RealDisk.INSTANCE;
    }

    /// The real disk.
    final class RealDisk implements Disk {

        private static final RealDisk INSTANCE = new RealDisk();

        private RealDisk() {
        }

        @Override
        public void createFolders(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectory(folder);
        }

        @Override
        public Sink create(Path file) throws IOException {
            return sink(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING));
        }

        @Override
        public Sink append(Path file, long length) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.size() < length) {
                long size = channel.size();
                channel.close();
                throw new IOException(file + " has " + size + " bytes, expected at least " + length);
            }
            channel.truncate(length);
            channel.position(length);
            return sink(channel);
        }

        @Override
        public void replace(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            if (File.separatorChar == '\\') {
                return; // Windows has no way to open a folder; NTFS journals names by itself.
            }
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        private static Sink sink(FileChannel channel) {
            return new Sink() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }

                @Override
                public void force() throws IOException {
                    channel.force(true);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }
    }
}
