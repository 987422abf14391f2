package dev.descent.report;

/// Scenes as PNG files.
public final class Png {

    private Png() {
    }

    /// A PNG file's bytes.
    ///
    /// @param scale pixels of the file per pixel of the scene
    public static byte[] bytes(Scene scene, double scale) {
        throw new UnsupportedOperationException(scene.title() + scale);
    }
}
