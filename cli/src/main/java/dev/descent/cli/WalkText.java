package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.objective.Minimizer;
import dev.descent.objective.Numbers;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.objective.WorkedUpdate;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A walk in words and numbers.
final class WalkText {

    /// Coordinates of a point that are written out; the rest is `…`.
    private static final int SHOWN = 4;

    private WalkText() {
    }

    /// The equation, its derivatives, the start.
    ///
    /// @param how the start was chosen, empty or with a comma before it
    static List<String> surface(Surface surface, double[] from, String how) {
        List<String> names = surface.formula().coordinates();
        List<String> lines = new ArrayList<>();
        if (!surface.about().isEmpty()) {
            lines.add(surface.name() + ": " + surface.about());
        }
        lines.add("L(" + String.join(", ", names) + ") = " + Printer.unicode(surface.formula().expression()));
        for (int i = 0; i < names.size(); i++) {
            lines.add("∂L/∂" + names.get(i) + " = " + Printer.unicode(surface.formula().partials().get(i)));
        }
        lines.add("start " + point(names, from) + how);
        return lines;
    }

    /// One update as on paper: each line of the rule in symbols, then in numbers, then what comes out.
    static List<String> worked(WorkedUpdate update) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String before = "θ" + superscript(update.update() - 1);
        lines.add(
                "update " + update.update() + "   " + before + " = " + Numbers.vector(update.before(), SHOWN) + "   L("
                        + before + ") = " + Numbers.text(update.value()) + "   ∇L(" + before + ") = "
                        + Numbers.vector(update.gradient(), SHOWN));
        int width = update.lines().stream().mapToInt(line -> columns(line.target())).max().orElse(0);
        for (WorkedUpdate.Line line : update.lines()) {
            lines.add("  " + line.target() + " ".repeat(width - columns(line.target())) + " = " + line.symbols());
            lines.add("  " + " ".repeat(width) + " = " + line.numbers() + " = "
                    + Numbers.vector(line.result(), SHOWN));
        }
        return lines;
    }

    /// Columns on a terminal: combining marks take none.
    private static int columns(String text) {
        return (int) text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
    }

    /// All walks beside each other.
    static List<String> summary(List<Trajectory> paths) {
        TextTable table = TextTable.of("optimizer", "rate", "updates", "ended at", "value", "gradient");
        for (Trajectory path : paths) {
            Trajectory.Step last = path.last();
            table = table.row(path.by().label(), Numbers.text(path.by().lr()), path.updates()
                    + (path.stop() == Trajectory.Stop.DIVERGED ? " (diverged)" : ""),
                    Numbers.vector(last.point(), SHOWN),
                    Numbers.text(last.value()), Numbers.text(last.gradientNorm()));
        }
        List<String> lines = new ArrayList<>(List.of(""));
        table.text().lines().forEach(lines::add);
        return lines;
    }

    /// A table of the walk's tenths.
    static List<String> parts(Trajectory path, int parts) {
        List<String> names = path.objective().coordinates();
        List<String> lines = new ArrayList<>();
        lines.add("");
        StringBuilder header = new StringBuilder(String.format("%8s", "update"));
        names.forEach(name -> header.append(String.format(" %13s", name)));
        lines.add(header + String.format(" %13s %13s", "value", "‖∇L‖"));
        for (Trajectory.Step step : path.everyPart(parts)) {
            StringBuilder line = new StringBuilder(String.format("%8d", step.update()));
            for (double value : step.point()) {
                line.append(String.format(" %13s", Numbers.text(value)));
            }
            lines.add(
                    line + String.format(" %13s %13s", Numbers.text(step.value()), Numbers.text(step.gradientNorm())));
        }
        return lines;
    }

    /// `x = −1.2, y = 1`.
    static String point(List<String> names, double[] point) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            parts.add(names.get(i) + " = " + Numbers.text(point[i]));
        }
        return String.join(", ", parts);
    }

    static Map<String, @Nullable Object> event(Minimizer by, WorkedUpdate update, List<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        update.lines().forEach(line -> values.put(line.target(), line.result()));
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "worked");
        event.put("optimizer", by.spec());
        event.put("update", update.update());
        event.put("before", named(names, update.before()));
        event.put("value", update.value());
        event.put("gradient", named(names, update.gradient()));
        event.put("values", values);
        event.put("after", named(names, update.after()));
        return event;
    }

    static Map<String, @Nullable Object> event(Minimizer by, Trajectory.Step step, List<String> names) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "point");
        event.put("optimizer", by.spec());
        event.put("update", step.update());
        event.put("theta", named(names, step.point()));
        event.put("value", step.value());
        event.put("gradientNorm", step.gradientNorm());
        return event;
    }

    /// A point by the names of its coordinates.
    static Map<String, Double> named(List<String> names, double[] point) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < point.length; i++) {
            named.put(names.get(i), point[i]);
        }
        return named;
    }

    private static String superscript(int number) {
        return Integer.toString(number).chars().map(digit -> "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
