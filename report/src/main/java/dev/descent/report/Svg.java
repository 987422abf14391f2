package dev.descent.report;

/// Scenes as SVG text.
public final class Svg {

    private Svg() {
    }

    /// A whole SVG file: light ground, letters as outlines.
    public static String standalone(Scene scene) {
        throw new UnsupportedOperationException(scene.title());
    }

    /// An `<svg>` element for an HTML page: no ground of its own, letters as text, colours that follow the page's
    /// light or dark scheme.
    public static String inline(Scene scene) {
        throw new UnsupportedOperationException(scene.title());
    }
}
