package dev.descent.lab;

import dev.descent.common.Json;
import dev.descent.optim.Optimizers;
import dev.descent.report.Ink;
import dev.descent.report.OptimizerStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The report's colours for the pages, so that a run looks the same in both: as CSS variables with a light and a dark
/// side, and the lines' dashes for the charts.
final class Theme {

    /// The line that a page is about, where it is no optimizer's.
    private static final String LOUD = "path";
    /// Lines that are the same thing at five sizes, from small to large: `step-1` to `step-5`.
    private static final String SIZE = "step-";
    private static final List<OptimizerStyle> SIZES = List.of(
            new OptimizerStyle(Ink.of(0x7a6fd0), 2, List.of(2.0, 3.0), 98),
            new OptimizerStyle(Ink.of(0x2f86bd), 2, List.of(7.0, 3.0), 74),
            new OptimizerStyle(Ink.of(0x009e73), 3, List.of(), 35),
            new OptimizerStyle(Ink.of(0xb8860b), 2, List.of(9.0, 3.0, 2.0, 3.0), 136),
            new OptimizerStyle(Ink.of(0xcf4446), 2.2, List.of(), 167));
    /// The line of somebody's own rule, beside the catalogue's.
    private static final String OWN = "own";
    private static final Map<String, Ink> INKS = inks();

    private Theme() {
    }

    /// Variables: `--ground`, `--ink`, …, and `--run-adam` for each optimizer.
    static String css() {
        String light = variables(Ink::light);
        String dark = variables(Ink::dark);
        return ":root, [data-theme=\"light\"] {\n  color-scheme: light;\n" + light + "}\n"
                + "[data-theme=\"dark\"] {\n  color-scheme: dark;\n" + dark + "}\n"
                + "@media (prefers-color-scheme: dark) {\n:root:not([data-theme]) {\n  color-scheme: dark;\n" + dark
                + "}\n}\n";
    }

    /// A module that exports `styles`: width and dash of each optimizer's line.
    static String script() {
        Map<String, Object> styles = new LinkedHashMap<>();
        for (String name : Optimizers.names()) {
            OptimizerStyle style = OptimizerStyle.of(name);
            styles.put(name, Map.of("width", style.width(), "dash", style.dash()));
        }
        for (int size = 0; size < SIZES.size(); size++) {
            styles.put(SIZE + (size + 1), Map.of("width", SIZES.get(size).width(), "dash", SIZES.get(size).dash()));
        }
        for (String name : List.of(LOUD, OWN)) {
            styles.put(name, Map.of("width", 3, "dash", List.of()));
        }
        return "export const styles = " + Json.write(styles) + ";\n";
    }

    private static String variables(ToIntFunction<Ink> side) {
        StringBuilder text = new StringBuilder();
        INKS.forEach((name, ink) -> line(text, name, side.applyAsInt(ink)));
        for (String name : Optimizers.names()) {
            run(text, name, OptimizerStyle.of(name).ink(), side);
        }
        for (int size = 0; size < SIZES.size(); size++) {
            run(text, SIZE + (size + 1), SIZES.get(size).ink(), side);
        }
        run(text, LOUD, Ink.PATH, side);
        run(text, OWN, Ink.TEXT, side);
        return text.toString();
    }

    private static void run(StringBuilder text, String name, Ink ink, ToIntFunction<Ink> side) {
        line(text, "run-" + name, side.applyAsInt(ink));
        line(text, "run-" + name + "-text", side.applyAsInt(ink.readable()));
    }

    private static void line(StringBuilder text, String name, int rgb) {
        text.append(String.format(Locale.ROOT, "  --%s: #%06x;%n", name, rgb));
    }

    private static Map<String, Ink> inks() {
        Map<String, Ink> inks = new LinkedHashMap<>();
        inks.put("ground", Ink.GROUND);
        inks.put("text", Ink.TEXT);
        inks.put("quiet", Ink.QUIET);
        inks.put("axis", Ink.AXIS);
        inks.put("grid", Ink.GRID);
        inks.put("path", Ink.PATH);
        inks.put("minimum", Ink.MINIMUM);
        inks.put("relief-line", Ink.RELIEF_LINE);
        inks.put("relief-value", Ink.RELIEF_VALUE);
        inks.put("relief-low", Ink.RELIEF_LOW);
        inks.put("relief-high", Ink.RELIEF_HIGH);
        return inks;
    }
}
