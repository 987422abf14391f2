package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.objective.Objective;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A rule's best walk on an objective: of all rates of its grid, the one that ends lowest. Each at its own best is the
/// only fair way to set rules against each other; one rate for all favours the rule that it happens to suit.
record Race(Optimizer optimizer, Trajectory walk) {

    /// Walks with every rate of the rule's grid; a rule without a rate walks once.
    static Race best(Objective objective, Optimizer optimizer, double[] start, int updates) {
        List<Optimizer> candidates = optimizer.has("lr")
                ? Arrays.stream(optimizer.rateGrid()).mapToObj(optimizer::withLr).toList()
                : List.of(optimizer);
        Race best = null;
        for (Optimizer candidate : candidates) {
            Trajectory walk = Walk.of(objective, candidate).from(start).updates(updates).run();
            if (best == null || score(walk) < score(best.walk)) {
                best = new Race(candidate, walk);
            }
        }
        if (best == null) {
            throw new IllegalStateException("a grid without rates");
        }
        return best;
    }

    /// What is better is smaller; a walk that diverged is worse than all others.
    private static double score(Trajectory walk) {
        return walk.stop() == Trajectory.Stop.DIVERGED ? Double.POSITIVE_INFINITY : walk.last().value();
    }

    /// Adds the losses as `NAMELoss`, of a plane the points as `NAMEPoints`.
    void add(Answer answer, String name) {
        answer.doubles(name + "Loss", walk.steps().stream().mapToDouble(Trajectory.Step::value).toArray());
        if (walk.objective().size() == 2) {
            answer.doubles(name + "Points",
                    walk.steps().stream().flatMapToDouble(step -> Arrays.stream(step.point())).toArray());
        }
    }

    /// Its name, its best rate, whether it sits at an end of the grid, and how it ended.
    Map<String, Object> facts() {
        boolean diverged = walk.stop() == Trajectory.Stop.DIVERGED;
        double[] grid = optimizer.has("lr") ? optimizer.rateGrid() : new double[0];
        return Map.of("name", optimizer.name(), "lr", optimizer.has("lr") ? optimizer.lr() : -1, "rates", grid.length,
                "edge", grid.length > 0 && (optimizer.lr() == grid[0] || optimizer.lr() == grid[grid.length - 1]),
                "end", walk.last().value(), "diverged", diverged);
    }
}
