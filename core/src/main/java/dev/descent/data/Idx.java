package dev.descent.data;

import dev.descent.common.DescentException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Images in the IDX format of the MNIST files, plain or gzip.
///
/// A file is a magic number (two zero bytes, the type of an element, the number of dimensions), each dimension as a
/// big-endian int, then the elements. Descent reads unsigned bytes (type 8) of three dimensions (images) or one
/// (labels).
public final class Idx {

    private static final int IMAGES = 0x00000803;
    private static final int LABELS = 0x00000801;

    /// Larger ones are not what people train on here, and a damaged header must not make us reserve gigabytes.
    private static final int MOST_PIXELS_A_SIDE = 4_096;

    /// Unsigned and signed bytes, shorts, ints, floats, doubles.
    private static final Set<Integer> TYPES = Set.of(0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E);

    /// What the files of MNIST and its successors are called, so that a damaged one is not taken for a table.
    private static final Pattern NAMED = Pattern.compile("idx[13]-ubyte");

    private static final int CHUNK = 1 << 20;

    private Idx() {
    }

    /// Whether the file begins like IDX (after unpacking, if it is gzip) or is called so. False where it cannot be read.
    public static boolean looksLike(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (DataInputStream in = open(file)) {
            int magic = in.readInt();
            // Of any element type and shape: only IDX begins so, and the reader says what it cannot take.
            boolean zeros = magic >>> 16 == 0;
            return zeros && TYPES.contains(magic >>> 8) && (magic & 0xff) > 0
                    || NAMED.matcher(file.getFileName().toString()).find();
        } catch (IOException _) {
            return false;
        }
    }

    /// Reads images and their labels.
    ///
    /// @param labels the labels' file; null means the one that belongs by name (`…-images-idx3…` →
    ///               `…-labels-idx1…`), or no labels where there is none
    /// @throws dev.descent.common.DescentException of kind DATA
    public static Images read(Path images, @Nullable Path labels) {
        Path labelFile = labels != null ? labels : beside(images);
        try (DataInputStream in = open(images)) {
            int magic = in.readInt();
            if (magic == LABELS) {
                throw DescentException.data(images + " holds labels. Pass the file of the images, "
                        + "and this one with --labels");
            }
            expect(images, magic, IMAGES, "images");
            int count = in.readInt();
            int height = side(images, "rows", in.readInt());
            int width = side(images, "columns", in.readInt());
            long size = (long) count * height * width;
            if (count < 1 || size > Integer.MAX_VALUE - 16) {
                throw DescentException
                        .data(images + ": its header says " + Integer.toUnsignedString(count) + " images of "
                                + width + "×" + height + ", expected at least one and at most 2 GB in all");
            }
            byte[] pixels = elements(images, in, (int) size);
            int[] numbers = labelFile == null ? null : labels(labelFile, images, count);
            int classes = numbers == null ? 0 : IntStream.of(numbers).max().orElse(0) + 1;
            List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
            return new Images(String.valueOf(images.getFileName()), width, height, pixels, numbers, names);
        } catch (EOFException _) {
            throw DescentException
                    .data(images + " ends too early for the IDX format of the MNIST files; was it copied completely?");
        } catch (IOException e) {
            throw unreadable(images, e);
        }
    }

    private static int[] labels(Path file, Path images, int count) {
        try (DataInputStream in = open(file)) {
            expect(file, in.readInt(), LABELS, "labels");
            int labels = in.readInt();
            if (labels != count) {
                throw DescentException
                        .data(file + " holds " + Integer.toUnsignedString(labels) + " labels, but " + images
                                + " holds " + count + " images; expected one label an image");
            }
            byte[] bytes = elements(file, in, count);
            return IntStream.range(0, count).map(i -> bytes[i] & 0xff).toArray();
        } catch (EOFException _) {
            throw DescentException
                    .data(file + " ends too early for the IDX format of the MNIST files; was it copied completely?");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Reads exactly `size` bytes. Memory grows with what the file really holds, whatever its header says.
    private static byte[] elements(Path file, InputStream in, int size) throws IOException {
        byte[] first = in.readNBytes(Math.min(size, CHUNK));
        byte[] all = first;
        while (all.length < size && first.length > 0) {
            first = in.readNBytes((int) Math.min(size - all.length, Math.max(CHUNK, (long) all.length)));
            byte[] longer = Arrays.copyOf(all, all.length + first.length);
            System.arraycopy(first, 0, longer, all.length, first.length);
            all = longer;
        }
        if (all.length < size) {
            throw DescentException
                    .data(file + " is cut off: its header says " + Words.n(size) + " bytes of data, it holds "
                            + Words.n(all.length));
        }
        if (in.read() >= 0) {
            throw DescentException.data(file + " holds more than the " + Words.n(size)
                    + " bytes of data that its header says; the file is damaged");
        }
        return all;
    }

    private static DataInputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw DescentException.data("no file " + file + ". Check the path");
        }
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new DataInputStream(packed ? new GZIPInputStream(in, CHUNK) : in);
    }

    private static void expect(Path file, int magic, int expected, String what) {
        if (magic != expected) {
            throw DescentException
                    .data(String.format("%s begins with 0x%08x, expected 0x%08x: unsigned bytes of %s in the "
                            + "IDX format of the MNIST files", file, magic, expected, what));
        }
    }

    private static int side(Path file, String what, int pixels) {
        if (pixels < 1 || pixels > MOST_PIXELS_A_SIDE) {
            throw DescentException.data(file + ": its header says " + Integer.toUnsignedString(pixels) + " " + what
                    + " an image, expected 1 to " + MOST_PIXELS_A_SIDE);
        }
        return pixels;
    }

    private static DescentException unreadable(Path file, IOException e) {
        String reason = e instanceof ZipException ? "its gzip data is damaged" : String.valueOf(e.getMessage());
        return new DescentException(DescentException.Kind.DATA, "cannot read " + file + ": " + reason, e);
    }

    /// The labels' file that belongs to the images by name, where it exists.
    private static @Nullable Path beside(Path images) {
        String name = String.valueOf(images.getFileName());
        for (String other : List.of(name.replace("images-idx3", "labels-idx1"),
                name.replace("images.idx3", "labels.idx1"))) {
            Path file = images.resolveSibling(other);
            if (!other.equals(name) && Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
