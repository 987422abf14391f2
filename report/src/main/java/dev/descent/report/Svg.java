package dev.descent.report;

/// Text for SVG pictures.
public final class Svg {

    private Svg() {
    }
}
