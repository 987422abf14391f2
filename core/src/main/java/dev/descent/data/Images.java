package dev.descent.data;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Grey images of one size, with labels where they are known.
///
/// A byte per pixel: as a table, 60,000 images of 28×28 would be 376 MB of doubles.
///
/// @param name    the file's name or that of the bundled data
/// @param width   pixels in a row
/// @param height  rows of pixels
/// @param pixels  (N, height·width) row-major, unsigned bytes, 0 is background; kept, not copied
/// @param labels  (N) class numbers, or null where there are none; kept, not copied
/// @param classes the classes' names
public record Images(String name, int width, int height, byte[] pixels, int @Nullable [] labels,
        List<String> classes) implements Dataset {

    /// Checks that the sizes agree.
    public Images {
        classes = List.copyOf(classes);
        if (width < 1 || height < 1 || pixels.length % ((long) width * height) != 0
                || labels != null && labels.length != pixels.length / (width * height)) {
            throw new IllegalArgumentException(name + ": " + pixels.length + " pixels, "
                    + (labels == null ? "no" : labels.length) + " labels, " + width + "×" + height);
        }
    }

    @Override
    public int rows() {
        return pixels.length / features();
    }

    /// D, pixels of an image.
    public int features() {
        return width * height;
    }

    /// The labels.
    ///
    /// @throws NullPointerException if there are none
    public int[] labelled() {
        return Objects.requireNonNull(labels, "no labels");
    }

    /// Which share of all pixels is not background.
    public double density() {
        long lit = 0;
        for (byte pixel : pixels) {
            lit += pixel == 0 ? 0 : 1;
        }
        return pixels.length == 0 ? 0 : (double) lit / pixels.length;
    }
}
