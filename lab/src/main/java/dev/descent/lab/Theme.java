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
        for (String name : List.of(LOUD, OWN)) {
            styles.put(name, Map.of("width", 3, "dash", List.of()));
        }
        return "export const styles = " + Json.write(styles) + ";\n";
    }

    private static String variables(ToIntFunction<Ink> side) {
        StringBuilder text = new StringBuilder();
        INKS.forEach((name, ink) -> line(text, name, side.applyAsInt(ink)));
        for (String name : Optimizers.names()) {
            OptimizerStyle style = OptimizerStyle.of(name);
            line(text, "run-" + name, side.applyAsInt(style.ink()));
            line(text, "run-" + name + "-text", side.applyAsInt(style.ink().readable()));
        }
        line(text, "run-" + LOUD, side.applyAsInt(Ink.PATH));
        line(text, "run-" + LOUD + "-text", side.applyAsInt(Ink.PATH.readable()));
        line(text, "run-" + OWN, side.applyAsInt(Ink.TEXT));
        line(text, "run-" + OWN + "-text", side.applyAsInt(Ink.TEXT));
        return text.toString();
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
