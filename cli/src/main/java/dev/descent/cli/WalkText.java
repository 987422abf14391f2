package dev.descent.cli;

import dev.descent.objective.Numbers;
import dev.descent.objective.Trajectory;
import dev.descent.objective.WorkedUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A walk in words and numbers.
final class WalkText {

    private WalkText() {
    }

    /// One update as on paper.
    static List<String> worked(WorkedUpdate update) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("update " + update.update() + "   L(θ) = " + Numbers.text(update.value()));
        String before = superscript(update.update() - 1);
        lines.add("  θ" + before + " = " + Numbers.vector(update.before(), 3));
        lines.add("  ∇L(θ" + before + ") = " + Numbers.vector(update.gradient(), 3));
        for (WorkedUpdate.Line line : update.lines()) {
            lines.add("  " + line.target() + " = " + line.symbols());
            lines.add("     = " + line.numbers() + " = " + Numbers.vector(line.result(), 3));
        }
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
            lines.add(line + String.format(" %13s %13s", Numbers.text(step.value()), Numbers.text(step.gradientNorm())));
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

    static Map<String, @Nullable Object> event(WorkedUpdate update, List<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        update.lines().forEach(line -> values.put(line.target(), line.result()));
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "worked");
        event.put("update", update.update());
        event.put("before", named(names, update.before()));
        event.put("value", update.value());
        event.put("gradient", named(names, update.gradient()));
        event.put("values", values);
        event.put("after", named(names, update.after()));
        return event;
    }

    static Map<String, @Nullable Object> event(Trajectory.Step step, List<String> names) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "point");
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
