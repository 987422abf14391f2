package dev.descent.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Something that can be drawn: as SVG, as PNG, or inside an [HtmlReport]. All three come from one [Scene], so they
/// show the same.
public interface Chart {

    /// The picture as marks in pixels.
    Scene scene();

    /// A standalone SVG file's text: light, with its letters as outlines, so it looks the same on a machine without
    /// fonts and inside a paper. The same chart gives the same bytes.
    default String svg() {
        return Svg.standalone(scene());
    }

    /// A PNG file's bytes at twice the scene's size.
    default byte[] png() {
        return Png.bytes(scene(), 2);
    }

    /// Writes [#svg] to a file, replacing what is there.
    default void writeSvg(Path file) {
        Output.write(file, svg().getBytes(StandardCharsets.UTF_8));
    }

    /// Writes [#png] to a file, replacing what is there.
    default void writePng(Path file) {
        Output.write(file, png());
    }
}
