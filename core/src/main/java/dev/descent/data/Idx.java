package dev.descent.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Images in the IDX format of the MNIST files, plain or gzip.
public final class Idx {

    private Idx() {
    }

    /// Whether the file begins like IDX (after unpacking, if it is gzip). False where it cannot be read.
    public static boolean looksLike(Path file) {
        throw new UnsupportedOperationException("being written");
    }

    /// Reads images and their labels.
    ///
    /// @param labels the labels' file; null means the one that belongs by name (`…-images-idx3…` →
    ///               `…-labels-idx1…`), or no labels where there is none
    /// @throws dev.descent.common.DescentException of kind DATA
    public static Images read(Path images, @Nullable Path labels) {
        throw new UnsupportedOperationException("being written");
    }
}
