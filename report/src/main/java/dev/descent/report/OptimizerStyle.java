package dev.descent.report;

import java.util.List;

/// Colour and dash of an optimizer: the same in every chart, for ever. Contrast is at least 3 on both grounds.
///
/// @param ink   colour
/// @param width of the line in pixels
/// @param dash  strokes and gaps in pixels, empty for a solid line
/// @param ansi  the nearest of the terminal's 256 colours
public record OptimizerStyle(Ink ink, double width, List<Double> dash, int ansi) {

    /// The style of a series' name: what stands before `:`, `/` or a space decides, upper and lower case alike.
    public static OptimizerStyle of(String name) {
        throw new UnsupportedOperationException(name);
    }
}
