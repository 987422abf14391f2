package dev.descent.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a [TaylorCircle] shows, in sentences.
final class CircleAnswer {

    /// Orders as near as this to 2 are 2.
    private static final double SMOOTH = 0.1;

    private final TaylorCircle circle;

    CircleAnswer(TaylorCircle circle) {
        this.circle = circle;
    }

    List<String> sentences() {
        if (circle.slope() == 0) {
            Curvature curvature = circle.formula().curvature(circle.centre());
            return List
                    .of("The gradient is zero here: the linear model is flat and names no direction. Whether this is a "
                            + "minimum, a saddle or a plateau is for the curvature to say (λ "
                            + Numbers.text(curvature.smallest()) + " to " + Numbers.text(curvature.largest()) + ").");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(error());
        TaylorCircle.Ring largest = circle.rings().getFirst();
        TaylorCircle.Ring smallest = circle.rings().getLast();
        sentences.add("The loss's own lowest point lies " + Numbers.brief(largest.angle()) + "° from −∇L at d = "
                + Numbers.text(largest.radius()) + " and " + Numbers.brief(smallest.angle()) + "° at d = "
                + Numbers.text(smallest.radius())
                + (smallest.angle() <= largest.angle() ? ": −∇L is the direction in the limit." : "."));
        sentences.add(promise());
        return sentences;
    }

    private String error() {
        if (Double.isNaN(circle.order())) {
            return "The loss and its linear model differ by no more than rounding: in this circle the loss is a plane.";
        }
        return "As the circle shrinks, the error falls as d to the power of "
                + String.format(Locale.ROOT, "%.3f", circle.order())
                + (Math.abs(circle.order() - 2) < SMOOTH ? ", so a circle half as large has a quarter of it."
                        : "; 2 is what a smooth loss gives: there is a bend or a kink nearby.");
    }

    private String promise() {
        double slope = circle.slope();
        String half = Double.isInfinite(circle.half()) ? ""
                : "From d = " + Numbers.text(circle.half()) + " (η = " + Numbers.text(circle.half() / slope)
                        + ") on a step delivers less than half of what the model promises";
        if (Double.isInfinite(circle.broken())) {
            return (half.isEmpty() ? "" : half + ". ") + "Up to d = "
                    + Numbers.text(TaylorCircle.REACH * circle.radius()) + " every step along −∇L lowers the loss.";
        }
        return half + "; the promise breaks at d = " + Numbers.text(circle.broken()) + ", η = "
                + Numbers.text(circle.broken() / slope) + ": a step as long as that no longer lowers the loss.";
    }
}
