package dev.descent.practice;

import dev.descent.objective.Numbers;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.TaylorCircle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why descent finds its way down: the linear model in a small circle.
final class WhyItWorks implements Practice {

    /// The radii that the page takes.
    private static final double LEAST_RADIUS = 1e-4;
    private static final double MOST_RADIUS = 10;

    private final Surface surface;
    private final double[] centre;
    private final double radius;

    WhyItWorks(Surface surface, double[] centre, double radius) {
        this.surface = surface;
        this.centre = centre;
        this.radius = radius;
    }

    @Override
    public Topic topic() {
        return Topic.WHY;
    }

    @Override
    public Question question() {
        return new Question("In a circle half as large, how large is the largest error of the linear model?",
                List.of("as large", "half as large", "a quarter as large", "an eighth as large"));
    }

    @Override
    public List<String> setting() {
        return List.of("model: the loss " + surface.name() + " and its linear model at " + Numbers.vector(centre, 2),
                "data: none, the loss is a formula", "updates: one step of gradient descent of length d = "
                        + Numbers.brief(radius) + ", and in ten circles, each half as large as the one before",
                "seeds: none");
    }

    @Override
    public double cost() {
        return 1;
    }

    @Override
    public Optional<String> page(String data) {
        return !Surfaces.names().contains(surface.name()) || radius < LEAST_RADIUS || radius > MOST_RADIUS
                ? Optional.empty()
                : Optional.of(new PageSettings().word("surface", surface.name(), "two-minima")
                        .number("radius", radius, 0.6).numbers("start", centre).text());
    }

    @Override
    public Lesson run(Progress progress) {
        TaylorCircle circle = TaylorCircle.of(surface.formula(), centre, radius);
        List<String> answer = new ArrayList<>();
        double[] step = circle.linear().delta();
        if (circle.slope() > 0) {
            answer.add("At " + Numbers.vector(centre, 2) + " s = " + Numbers.text(circle.s()) + ", u = "
                    + Numbers.text(circle.gradient()[0]) + " and v = " + Numbers.text(circle.gradient()[1])
                    + "; in a circle of radius " + Numbers.text(radius) + " the linear model is lowest at Δθ = "
                    + Numbers.vector(step, 2) + " = −" + Numbers.text(circle.eta()) + "·(u, v).");
        }
        answer.addAll(circle.answer());
        double order = circle.order();
        return new Lesson(List.of(new Exhibit.Circle("The loss and its linear model", circle)), answer,
                Double.isNaN(order) || order < 0.5 ? 0 : order < 1.5 ? 1 : order < 2.5 ? 2 : 3);
    }
}
