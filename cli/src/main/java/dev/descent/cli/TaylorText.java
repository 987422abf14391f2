package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.objective.Numbers;
import dev.descent.objective.TaylorCircle;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /// What the numbers say, a sentence each.
    List<String> answer() {
        List<String> answer = new ArrayList<>();
        if (circle.slope() == 0) {
            answer.add("The gradient is zero here: the linear model is flat and names no direction. Whether this is a "
                    + "minimum, a saddle or a plateau is for the curvature to say (λ "
                    + Numbers.text(circle.formula().curvature(circle.centre()).smallest()) + " to "
                    + Numbers.text(circle.formula().curvature(circle.centre()).largest()) + ").");
            return answer;
        }
        TaylorCircle.Ring largest = circle.rings().getFirst();
        TaylorCircle.Ring smallest = circle.rings().getLast();
        if (Double.isNaN(circle.order())) {
            answer.add("The loss and its linear model differ by no more than rounding: in this circle the loss is a "
                    + "plane.");
        } else {
            answer.add("As the circle shrinks, the error falls as d to the power of "
                    + String.format(Locale.ROOT, "%.3f", circle.order())
                    + (Math.abs(circle.order() - 2) < 0.1 ? ", so a circle half as large has a quarter of it."
                            : "; 2 is what a smooth loss gives: there is a bend or a kink nearby."));
        }
        answer.add("The loss's own lowest point lies " + degrees(largest.angle()) + " from −∇L at d = "
                + Numbers.text(largest.radius()) + " and " + degrees(smallest.angle()) + " at d = "
                + Numbers.text(smallest.radius()) + (smallest.angle() <= largest.angle()
                        ? ": −∇L is the direction in the limit."
                        : "."));
        answer.add(promise());
        return answer;
    }

    private String promise() {
        double slope = circle.slope();
        String half = Double.isInfinite(circle.half()) ? ""
                : "From d = " + Numbers.text(circle.half()) + " (η = " + Numbers.text(circle.half() / slope)
                        + ") on a step delivers less than half of what the model promises";
        if (Double.isInfinite(circle.broken())) {
            return (half.isEmpty() ? "" : half + ". ") + "Up to d = "
                    + Numbers.text(TaylorCircle.REACH * circle.radius())
                    + " every step along −∇L lowers the loss.";
        }
        return half + "; the promise breaks at d = " + Numbers.text(circle.broken()) + ", η = "
                + Numbers.text(circle.broken() / slope) + ": a step as long as that no longer lowers the loss.";
    }

    /// For programs; the caller adds the pictures.
    Map<String, @Nullable Object> event() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        List<String> names = List.of(x, y);
        event.put("event", "done");
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
        event.put("answer", answer());
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
