package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.objective.BasinMap;
import dev.descent.objective.Curvature;
import dev.descent.objective.Formula;
import dev.descent.objective.Minimum;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Topic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Where it stops: plateaus, saddles and minima all have a short gradient. The curvature tells them apart, and which of
/// several minima is reached depends on the start, with momentum too.
public final class WhereItStops implements Page {

    private static final int MOST_UPDATES = 2_000;
    /// Starts along each side of a map: its cells can be seen, and two maps follow a moving hand.
    private static final int SIDE = 64;
    private static final double RATE = 0.05;
    /// Gradients shorter than this look like an end.
    private static final double SHORT = 0.01;

    /// Where to begin so that the place that a surface is named after is met: almost on the saddle's ridge, and far out
    /// on the plateau.
    private static final Map<String, double[]> STARTS = Map.of("saddle", new double[] {-1.5, 1e-6}, "plateau",
            new double[] {-3.6, 2.4});

    @Override
    public String slug() {
        return Topic.LIMITS.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", WhereItStops::ground), new Question("walks", WhereItStops::walks),
                new Question("basins", WhereItStops::basins));
    }

    private static Answer ground(Ask ask) {
        Surface surface = SurfaceAsk.of(ask);
        return SurfaceAsk.ground(surface).fact("names", Surfaces.names()).fact("start", start(surface))
                .fact("gradientNorm", SHORT).fact("usualRate", usualRate(surface));
    }

    /// The usual rate, or where a minimum is sharp the quarter of what gradient descent bears there, to one digit.
    private static double usualRate(Surface surface) {
        double stable = surface.minima().stream()
                .mapToDouble(minimum -> surface.formula().curvature(minimum.point()).stableRate()).min()
                .orElse(Double.POSITIVE_INFINITY);
        return stable / 4 < RATE ? new BigDecimal(stable / 4).round(new MathContext(1)).doubleValue() : RATE;
    }

    /// Both walks from a start: where they were, how long the gradient was and how the loss bent there.
    private static Answer walks(Ask ask) {
        Surface surface = SurfaceAsk.of(ask);
        double[] start = ask.has("start") ? ask.numbers("start", 2) : start(surface);
        int updates = updates(ask);
        Answer answer = new Answer().fact("start", start);
        Rules rules = Rules.of(ask);
        add(answer, "gd", surface, Walk.of(surface.formula(), rules.plain).from(start).updates(updates).run());
        add(answer, "momentum", surface, Walk.of(surface.formula(), rules.momentum).from(start).updates(updates).run());
        return answer;
    }

    /// Which start ends where with each rule; ends as [BasinMap] counts them.
    private static Answer basins(Ask ask) {
        Surface surface = SurfaceAsk.of(ask);
        int updates = updates(ask);
        Rules rules = Rules.of(ask);
        BasinMap plain = BasinMap.of(surface, rules.plain, surface.window(), SIDE, updates, 1);
        BasinMap momentum = BasinMap.of(surface, rules.momentum, surface.window(), SIDE, updates, 1);
        Answer answer = new Answer().fact("side", SIDE).fact("starts", SIDE * SIDE).fact("lowest",
                IntStream.range(0, surface.minima().size()).filter(plain::isLowest).boxed().toList());
        return add(add(answer, "gd", plain), "momentum", momentum);
    }

    private static Answer add(Answer answer, String name, BasinMap map) {
        double median = map.medianUpdates();
        return answer.integers(name + "Ends", map.ends()).fact(name + "Share", map.lowestShare())
                .fact(name + "Elsewhere", map.share(BasinMap.ELSEWHERE))
                .fact(name + "Diverged", map.share(BasinMap.DIVERGED))
                .fact(name + "Median", Double.isNaN(median) ? null : median);
    }

    private static void add(Answer answer, String name, Surface surface, Trajectory walk) {
        Formula formula = surface.formula();
        List<Trajectory.Step> steps = walk.steps();
        Trajectory.Step last = walk.last();
        Optional<Trajectory.Step> still = steps.stream().filter(step -> step.gradientNorm() < SHORT).findFirst();
        Curvature end = formula.curvature(last.point());
        answer.doubles(name + "Points", steps.stream().flatMapToDouble(step -> Arrays.stream(step.point()))
                .toArray()).doubles(name + "Loss", of(steps, Trajectory.Step::value))
                .doubles(name + "Slope", of(steps, Trajectory.Step::gradientNorm))
                .doubles(name + "Smallest", of(steps, step -> formula.curvature(step.point()).smallest()))
                .fact(name + "Diverged", walk.stop() == Trajectory.Stop.DIVERGED)
                .fact(name + "End", last.point()).fact(name + "EndSmallest", end.smallest())
                .fact(name + "EndPlace", end.place().words())
                .fact(name + "Still", still.map(step -> {
                    Curvature curvature = formula.curvature(step.point());
                    return Map.of("update", step.update(), "point", step.point(), "loss", step.value(), "slope",
                            step.gradientNorm(), "smallest", curvature.smallest(), "largest", curvature.largest(),
                            "place", curvature.place().words());
                }).orElse(null))
                .fact(name + "Lower", surface.lowerThan(last.value(), last.point()).map(Minimum::value).orElse(null));
    }

    private static double[] of(List<Trajectory.Step> steps, ToDoubleFunction<Trajectory.Step> value) {
        return steps.stream().mapToDouble(value).toArray();
    }

    private static double[] start(Surface surface) {
        return STARTS.getOrDefault(surface.name(), surface.start());
    }

    private static int updates(Ask ask) {
        return ask.integer("updates", 1, MOST_UPDATES);
    }

    /// The two rules at one rate.
    private record Rules(Optimizer plain, Optimizer momentum) {

        static Rules of(Ask ask) {
            double lr = ask.number("lr", 1e-6, 10);
            return new Rules(Optimizers.byName("sgd").withLr(lr), Optimizers.byName("momentum").withLr(lr)
                    .with("momentum", ask.number("momentum", 0, 0.999)));
        }
    }
}
