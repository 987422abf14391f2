package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.objective.Numbers;
import dev.descent.objective.TaylorCircle;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A circle and its linear model in words and numbers.
final class TaylorText {

    private final TaylorCircle circle;
    private final String x;
    private final String y;

    TaylorText(TaylorCircle circle) {
        this.circle = circle;
        x = circle.formula().coordinates().get(0);
        y = circle.formula().coordinates().get(1);
    }

    /// The model, the best points and the smaller circles, for people.
    List<String> lines() {
        double u = circle.gradient()[0];
        double v = circle.gradient()[1];
        List<String> lines = new ArrayList<>();
        lines.add("L(" + x + ", " + y + ") = " + Printer.unicode(circle.formula().expression()));
        lines.add("(a, b) = " + Numbers.vector(circle.centre(), 2) + ", d = " + Numbers.text(circle.radius()));
        lines.add("");
        lines.add("s = L(a, b) = " + Numbers.text(circle.s()));
        lines.add("u = ∂L/∂" + x + "(a, b) = " + Numbers.text(u));
        lines.add("v = ∂L/∂" + y + "(a, b) = " + Numbers.text(v));
        lines.add("in the circle Δ" + x + "² + Δ" + y + "² ≤ d²:  L ≈ s + u·Δ" + x + " + v·Δ" + y + " = "
                + Numbers.text(circle.s()) + term(u, x) + term(v, y));
        lines.add("");
        TextTable places = TextTable.of("lowest in the circle", "Δ" + x, "Δ" + y, x, y, "linear model", "loss");
        places = row(places, "of the linear model", circle.linear());
        lines.addAll(row(places, "of the loss", circle.lowest()).text().lines().toList());
        if (circle.slope() > 0) {
            lines.add("the first is −η·(u, v) with η = d/‖∇L‖ = " + Numbers.text(circle.radius()) + "/"
                    + Numbers.text(circle.slope()) + " = " + Numbers.text(circle.eta())
                    + ": one step of gradient descent");
        }
        lines.add("");
        TextTable rings = TextTable.of("d", "largest error", "angle to −∇L", "promised", "delivered", "share");
        for (TaylorCircle.Ring ring : circle.rings()) {
            rings = rings.row(Numbers.text(ring.radius()), Numbers.text(ring.error()), degrees(ring.angle()),
                    Numbers.text(ring.promised()), Numbers.text(ring.delivered()),
                    ring.promised() == 0 ? "–" : percent(ring.delivered() / ring.promised()));
        }
        lines.addAll(rings.text().lines().toList());
        lines.add("");
        return lines;
    }

    private static String term(double factor, String name) {
        return (factor < 0 ? " − " : " + ") + Numbers.text(Math.abs(factor)) + "·Δ" + name;
    }

    private TextTable row(TextTable table, String name, TaylorCircle.Place place) {
        return table.row(name, Numbers.text(place.delta()[0]), Numbers.text(place.delta()[1]),
                Numbers.text(circle.centre()[0] + place.delta()[0]),
                Numbers.text(circle.centre()[1] + place.delta()[1]),
                Numbers.text(place.model()), Numbers.text(place.loss()));
    }

    private static String degrees(double angle) {
        return Double.isNaN(angle) ? "–" : dev.descent.report.Numbers.shown(angle) + "°";
    }

    private static String percent(double share) {
        return dev.descent.report.Numbers.shown(100 * share) + "%";
    }

    /// For programs.
    Map<String, @Nullable Object> numbers() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        List<String> names = List.of(x, y);
        event.put("formula", circle.formula().text());
        event.put("at", WalkText.named(names, circle.centre()));
        event.put("radius", circle.radius());
        event.put("s", circle.s());
        event.put("u", circle.gradient()[0]);
        event.put("v", circle.gradient()[1]);
        event.put("lr", circle.eta());
        event.put("linear", place(names, circle.linear()));
        event.put("lowest", place(names, circle.lowest()));
        event.put("rings", circle.rings().stream().map(TaylorText::ring).toList());
        event.put("errorOrder", circle.order());
        event.put("halfRadius", circle.half());
        event.put("breakRadius", circle.broken());
        return event;
    }

    private static Map<String, @Nullable Object> place(List<String> names, TaylorCircle.Place place) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("delta", WalkText.named(names, place.delta()));
        event.put("model", place.model());
        event.put("value", place.loss());
        return event;
    }

    private static Map<String, @Nullable Object> ring(TaylorCircle.Ring ring) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("radius", ring.radius());
        event.put("error", ring.error());
        event.put("angle", ring.angle());
        event.put("promised", ring.promised());
        event.put("delivered", ring.delivered());
        return event;
    }
}
