package dev.descent.practice;

import dev.descent.objective.BasinMap;
import dev.descent.objective.Curvature;
import dev.descent.objective.Formula;
import dev.descent.objective.Numbers;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.objective.Window;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where descent stops: plateau, saddle, several minima; and how far momentum helps.
final class WhereItStops implements Practice {

    private static final double RATE = 0.05;
    private static final int UPDATES = 500;
    private static final int GRID = 60;
    private static final int GRID_FULL = 200;
    /// Gradients shorter than this look like an end.
    private static final double SHORT = 0.01;
    /// A slope towards a minimum at x = 4 with a hump on the way, of this height.
    private static final double[] HUMPS = {0.5, 2};

    private final Surface surface;
    private final boolean full;
    private final int threads;

    WhereItStops(Surface surface, boolean full, int threads) {
        this.surface = surface;
        this.full = full;
        this.threads = threads;
    }

    @Override
    public Topic topic() {
        return Topic.LIMITS;
    }

    @Override
    public Question question() {
        return new Question(
                "On " + surface.name() + ", do more starts reach the lowest minimum with momentum than with "
                        + "plain gradient descent?",
                List.of("fewer", "about as many", "more"));
    }

    @Override
    public List<String> setting() {
        int side = full ? GRID_FULL : GRID;
        return List.of(
                "model: losses of two parameters: plateau, saddle, " + surface.name() + ", and a slope with a hump",
                "data: none, the losses are formulas",
                "updates: " + UPDATES + " from each start, η = " + RATE + ", momentum λ = 0.9; "
                        + Say.count((long) side * side, "start") + " a map",
                "seeds: none, the starts lie on a grid");
    }

    @Override
    public double cost() {
        return full ? 10 : 2;
    }

    @Override
    public Optional<String> page(String data) {
        return !Surfaces.names().contains(surface.name()) ? Optional.empty()
                : Optional.of(new PageSettings().word("surface", surface.name(), "two-minima").number("lr", RATE, 0.05)
                        .number("updates", UPDATES, 500).text());
    }

    @Override
    public Lesson run(Progress progress) {
        List<Exhibit> exhibits = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        places(exhibits, answer);
        progress.at("humps", 0.1);
        humps(exhibits, answer);
        int side = full ? GRID_FULL : GRID;
        double[] shares = new double[2];
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Optimizer rule = rules().get(i);
            progress.at("starts with " + rule.name(), 0.2 + 0.4 * i);
            BasinMap map = BasinMap.of(surface, rule, surface.window(), side, UPDATES, threads);
            shares[i] = map.lowestShare();
            exhibits.add(new Exhibit.Basins("Which start ends where with " + rule.name(), map));
            words.add(Say.percent(shares[i]) + " with " + rule.name());
        }
        answer.add("Of the starts on " + surface.name() + ", " + String.join(" and ", words)
                + " reach the lowest known minimum: no guarantee with either.");
        double more = shares[1] - shares[0];
        return new Lesson(exhibits, answer, more < -0.01 ? 0 : more > 0.01 ? 2 : 1);
    }

    private static List<Optimizer> rules() {
        return List.of(Optimizers.byName("sgd").withLr(RATE), Optimizers.byName("momentum").withLr(RATE));
    }

    /// Walks that stop for three different reasons, all with a short gradient.
    private static void places(List<Exhibit> exhibits, List<String> answer) {
        Exhibit.Grid table = Exhibit.Grid.of("A short gradient does not say where one is; the smallest curvature does")
                .column("surface", Exhibit.Kind.WORD).column("start", Exhibit.Kind.WORD)
                .column("update", Exhibit.Kind.COUNT).column("‖∇L‖", Exhibit.Kind.MEASURED)
                .column("smallest λ", Exhibit.Kind.MEASURED).column("largest λ", Exhibit.Kind.MEASURED)
                .column("so it is", Exhibit.Kind.WORD).column("‖∇L‖ after " + UPDATES, Exhibit.Kind.MEASURED);
        List<String> kinds = new ArrayList<>();
        for (Case one : List.of(new Case("plateau", new double[] {-3.6, 2.4}),
                new Case("saddle", new double[] {-1.5, 1e-6}),
                new Case("two-minima", new double[] {2, 1.5}))) {
            Formula formula = Surfaces.byName(one.surface).formula();
            Trajectory walk = Walk.of(formula, rules().getFirst()).from(one.start).updates(UPDATES).run();
            Trajectory.Step step = walk.steps().stream().filter(s -> s.gradientNorm() < SHORT).findFirst()
                    .orElse(walk.last());
            Curvature curvature = formula.curvature(step.point());
            String kind = curvature.place().words();
            kinds.add("on " + one.surface + " it is " + kind + " (smallest λ " + Numbers.brief(curvature.smallest())
                    + ")");
            table = table.row(one.surface, Numbers.vector(one.start, 2), step.update(), step.gradientNorm(),
                    curvature.smallest(), curvature.largest(), kind, walk.last().gradientNorm());
        }
        exhibits.add(table);
        answer.add(
                "Gradient descent met a gradient shorter than " + SHORT + " in three places that it cannot tell apart: "
                        + String.join(", ", kinds) + "; the sign of the smallest curvature tells them apart.");
    }

    private record Case(String surface, double[] start) {
    }

    /// (x − 4)²/10 with a bump at x = 1.
    private static Formula hump(double height) {
        return Formula.parse("(x - 4)^2/10 + " + height + "*exp(-4*(x - 1)^2) + y^2");
    }

    private static void humps(List<Exhibit> exhibits, List<String> answer) {
        Exhibit.Grid table = Exhibit.Grid.of("A slope to the minimum near x = 4 with a hump at x = 1, from x = −3")
                .column("loss", Exhibit.Kind.WORD).column("optimizer", Exhibit.Kind.WORD)
                .column("ended at x", Exhibit.Kind.MEASURED).column("loss there", Exhibit.Kind.MEASURED)
                .column("beyond the hump", Exhibit.Kind.WORD);
        List<String> words = new ArrayList<>();
        for (double height : HUMPS) {
            Formula formula = hump(height);
            List<Exhibit.Path> paths = new ArrayList<>();
            List<String> over = new ArrayList<>();
            for (Optimizer rule : rules()) {
                Trajectory walk = Walk.of(formula, rule).from(-3, 1).updates(UPDATES).run();
                boolean beyond = walk.last().point()[0] > 2;
                table = table.row(formula.text(), rule.name(), walk.last().point()[0], walk.last().value(),
                        beyond ? "yes" : "no");
                over.add(rule.name() + (beyond ? " gets over it" : " is held"));
                paths.add(new Exhibit.Path(rule.name(),
                        walk.steps().stream().mapToDouble(s -> s.point()[0]).toArray(),
                        walk.steps().stream().mapToDouble(s -> s.point()[1]).toArray(), 0));
            }
            words.add("a hump of height " + height + ": " + String.join(", ", over));
            exhibits.add(new Exhibit.Plane("A hump of height " + height, "x", "y", (x, y) -> formula.value(x, y),
                    new Window(-3.5, 7, -1.5, 1.5), paths, List.of()));
        }
        exhibits.add(table);
        answer.add("On " + String.join("; on ", words)
                + ". Momentum carries over small humps and not over high ones: some "
                + "hope, no guarantee.");
    }
}
