package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Colour and dash of an optimizer: the same in every chart, for ever. Every colour has a contrast of at least 3 on
/// both grounds; dash and end label tell the lines apart where colour cannot.
///
/// @param ink   colour
/// @param width of the line in pixels
/// @param dash  strokes and gaps in pixels, empty for a solid line
/// @param ansi  the nearest of the terminal's 256 colours
public record OptimizerStyle(Ink ink, double width, List<Double> dash, int ansi) {

    private static final List<Double> SOLID = List.of();
    private static final List<Double> LONG_DASH = List.of(11.0, 4.0);
    private static final List<Double> DASH_DOT = List.of(9.0, 3.0, 2.0, 3.0);
    private static final List<Double> DOTTED = List.of(2.0, 2.5);
    private static final List<Double> SHORT_DASH = List.of(5.0, 3.0);
    private static final List<List<Double>> DASHES = List.of(SOLID, LONG_DASH, SHORT_DASH, DASH_DOT, DOTTED);

    private static final Map<String, OptimizerStyle> FIXED = Map.of(
            "sgd", new OptimizerStyle(Ink.of(0x5b6770), 2, SOLID, 243),
            "momentum", new OptimizerStyle(Ink.of(0x0072b2), 2, LONG_DASH, 32),
            "nesterov", new OptimizerStyle(Ink.of(0x2f86bd), 2, DASH_DOT, 74),
            "adagrad", new OptimizerStyle(Ink.of(0xb8860b), 2.2, DOTTED, 136),
            "rmsprop", new OptimizerStyle(Ink.of(0x009e73), 2, SHORT_DASH, 35),
            "adam", new OptimizerStyle(Ink.of(0xd55e00), 3, SOLID, 166));

    // For everybody else: away from the fixed six in hue, told apart with the common colour-vision deficiencies by
    // lightness or dash.
    private static final List<OptimizerStyle> OTHERS = List.of(
            new OptimizerStyle(Ink.of(0x8a5bc7), 2, SOLID, 98),
            new OptimizerStyle(Ink.of(0xc2498f), 2, LONG_DASH, 169),
            new OptimizerStyle(Ink.of(0x7f7a1c), 2, SHORT_DASH, 100),
            new OptimizerStyle(Ink.of(0x9b6a4c), 2, DASH_DOT, 137),
            new OptimizerStyle(Ink.of(0x178a9e), 2, LONG_DASH, 31),
            new OptimizerStyle(Ink.of(0xcf4446), 2, SHORT_DASH, 167),
            new OptimizerStyle(Ink.of(0x5f74d6), 2, DASH_DOT, 62));

    /// The style of a series' name: what stands before `:`, `/` or a space decides, upper and lower case alike.
    public static OptimizerStyle of(String name) {
        String key = name.split("[:/ ,]", 2)[0].toLowerCase(Locale.ROOT);
        OptimizerStyle fixed = FIXED.get(key);
        return fixed != null ? fixed : OTHERS.get(Math.floorMod(key.hashCode(), OTHERS.size()));
    }

    /// Styles for the curves of one chart: each name's own, and where two share one, another dash for the later.
    static List<OptimizerStyle> of(List<String> names) {
        List<OptimizerStyle> styles = new ArrayList<>();
        for (String name : names) {
            OptimizerStyle own = of(name);
            OptimizerStyle style = own;
            for (int k = 0; styles.contains(style) && k < DASHES.size(); k++) {
                style = new OptimizerStyle(own.ink, own.width, DASHES.get(k), own.ansi);
            }
            styles.add(style);
        }
        return List.copyOf(styles);
    }
}
