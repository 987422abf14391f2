package dev.descent.train;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The measurements of a run as they are made, `metrics.bin`: 8 bytes of magic, then records of 56 bytes,
/// little-endian: kind (int; 1 an epoch's end, 2 a mark within an epoch), 0 (int), epoch, update (long), training loss,
/// validation loss (NaN where not measured), learning rate, seconds (doubles where not said otherwise). A reader may
/// read while it grows and ignores an unfinished record at the end.
public final class MetricsLog {

    static final int HEADER = 8;
    static final int RECORD = 56;
    private static final int MOST_AT_ONCE = (1 << 20) * RECORD;
    private static final long MAGIC = 0x314c4d544e435344L; // "DSCNTML1"

    /// One record.
    ///
    /// @param epochEnd whether it was measured at an epoch's end; otherwise it is a mark within an epoch
    /// @param point    what was measured
    public record Entry(boolean epochEnd, EpochPoint point) {
    }

    private MetricsLog() {
    }

    /// Reads what is there so far.
    ///
    /// @param file `metrics.bin` of a run
    public static List<Entry> read(Path file) {
        return read(file, Long.MAX_VALUE);
    }

    /// Reads what was added after the first `records` records, for those who follow a run: the rest is not read again.
    ///
    /// @param file    `metrics.bin` of a run
    /// @param records how many are known already; where the log was cut back below that, the answer is empty
    public static List<Entry> after(Path file, long records) {
        if (records == 0) {
            return read(file);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long from = HEADER + records * RECORD;
            int length = (int) Math.clamp((channel.size() - from) / RECORD * RECORD, 0, MOST_AT_ONCE);
            ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
                // A file may be given in pieces.
            }
            return entries(buffer.flip());
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// How many whole records a log holds now.
    public static long count(Path file) {
        try {
            return Math.max(0, (Files.size(file) - HEADER) / RECORD);
        } catch (IOException _) {
            return 0;
        }
    }

    /// Reads what lies within the first `length` bytes.
    static List<Entry> read(Path file, long length) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA, "Cannot read " + file + ": " + e.getMessage(), e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.limit((int) Math.min(bytes.length, length));
        if (buffer.remaining() < HEADER) {
            return List.of();
        }
        if (buffer.getLong() != MAGIC) {
            throw DescentException.data(file + " is not a metrics log.");
        }
        return entries(buffer);
    }

    private static List<Entry> entries(ByteBuffer buffer) {
        List<Entry> entries = new ArrayList<>();
        while (buffer.remaining() >= RECORD) {
            int kind = buffer.getInt();
            buffer.getInt();
            double epoch = buffer.getDouble();
            long update = buffer.getLong();
            entries.add(new Entry(kind == 1, new EpochPoint(epoch, update, buffer.getDouble(), buffer.getDouble(),
                    buffer.getDouble(), buffer.getDouble())));
        }
        return entries;
    }

    static ByteBuffer header() {
        return ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putLong(MAGIC).flip();
    }

    static ByteBuffer record(Entry entry) {
        EpochPoint point = entry.point();
        return ByteBuffer.allocate(RECORD).order(ByteOrder.LITTLE_ENDIAN).putInt(entry.epochEnd() ? 1 : 2).putInt(0)
                .putDouble(point.epoch()).putLong(point.update()).putDouble(point.trainLoss())
                .putDouble(point.validationLoss()).putDouble(point.lr()).putDouble(point.seconds()).flip();
    }
}
