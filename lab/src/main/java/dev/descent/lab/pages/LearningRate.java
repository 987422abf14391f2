package dev.descent.lab.pages;

import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.objective.Formula;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.PointState;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Topic;
import dev.descent.study.GoodRange;
import dev.descent.study.LearningRateFinder;
import dev.descent.study.RateFinding;
import dev.descent.study.StabilityLimit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a good rate matters: five rates at once from too small to exploding, how wide the good ones reach, and what one
/// update does to the distance from the bottom of a parabola.
public final class LearningRate implements Page {

    /// The rules that the page offers; each has a rate to find.
    private static final List<String> RULES = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");
    private static final double LEAST_RATE = 1e-9;
    private static final double MOST_RATE = 1e9;
    private static final int MOST_UPDATES = 500;
    private static final int MOST_SEEDS = 9;
    /// The share of the height above the minimum that is still to go where a descent counts as there.
    private static final double CLOSE = 0.01;
    /// How far a descent is followed until it is there.
    private static final int PATIENCE = 5_000;
    /// How close to the first rate that ends higher than it began the large and the exploding one lie.
    private static final double BELOW = 0.93;
    private static final double ABOVE = 1.07;

    private final Map<String, Table> tables;

    /// @param tables the data by id
    public LearningRate(Map<String, Table> tables) {
        this.tables = tables;
    }

    @Override
    public String slug() {
        return Topic.LEARNING_RATE.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("find", this::find), new Question("walk", this::walk));
    }

    /// What a page asks in both questions.
    ///
    /// @param surface   the loss of two weights
    /// @param optimizer the rule
    /// @param updates   of each descent
    /// @param starts    one for each seed: the page's own, then random ones
    private record Descents(Surface surface, Optimizer optimizer, int updates, List<double[]> starts, long seed) {

        double lowest() {
            return surface.minima().getFirst().value();
        }

        double[] minimum() {
            return surface.minima().getFirst().point();
        }

        List<Trajectory> walks(double rate) {
            return starts.stream().map(start -> Walk.of(surface.formula(), optimizer.withLr(rate)).from(start)
                    .updates(updates).run()).toList();
        }

        /// How many updates until a hundredth of the height is left; null where that takes too long, or never happens.
        @Nullable
        Integer updatesToClose(double rate) {
            double[] theta = starts.getFirst().clone();
            double[] gradient = new double[theta.length];
            PointState state = PointState.of(optimizer, theta.length);
            double first = Double.NaN;
            for (int update = 0; update <= PATIENCE; update++) {
                double height = surface.formula().valueAndGradient(theta, gradient) - lowest();
                first = update == 0 ? height : first;
                if (height <= CLOSE * first) {
                    return update;
                }
                if (!(height <= 1e12 * first)) {
                    return null;
                }
                state.update(rate, theta, gradient);
            }
            return null;
        }

        /// What share of its height each start has left at the end, ascending; infinite where it diverged. Who is close
        /// has arrived: by how much more says nothing about the rate.
        double[] left(double rate) {
            return walks(rate).stream()
                    .mapToDouble(walk -> walk.stop() == Trajectory.Stop.DIVERGED ? Double.POSITIVE_INFINITY
                            : Math.max(CLOSE, (walk.last().value() - lowest()) / (walk.first().value() - lowest())))
                    .sorted().toArray();
        }

        /// Of the rates that end equally low the one that is there first.
        double soonest(double[] rates, GoodRange good, double otherwise) {
            double best = otherwise;
            int least = Integer.MAX_VALUE;
            for (double rate : rates) {
                Integer needed = rate >= good.low() && rate <= good.high() ? updatesToClose(rate) : null;
                if (needed != null && needed < least) {
                    best = rate;
                    least = needed;
                }
            }
            return best;
        }

        /// The smallest rate above `good` with which a descent ends higher than it began, to two digits; infinite where
        /// none does.
        double edge(double good) {
            double high = good;
            do {
                high *= 2;
                if (high > MOST_RATE) {
                    return Double.POSITIVE_INFINITY;
                }
            } while (!endsHigher(high));
            double low = high / 2;
            while (high / low > 1.005) {
                double middle = Math.sqrt(low * high);
                if (endsHigher(middle)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return high;
        }

        private boolean endsHigher(double rate) {
            Trajectory walk = Walk.of(surface.formula(), optimizer.withLr(rate)).from(starts.getFirst())
                    .updates(updates).run();
            return walk.stop() == Trajectory.Stop.DIVERGED || walk.last().value() > walk.first().value();
        }
    }

    private Descents read(Ask ask) {
        TwoWeights on = TwoWeights.of(ask, tables);
        Surface surface = on.surface();
        List<double[]> starts = new ArrayList<>(List.of(surface.start()));
        int seeds = ask.integer("seeds", 1, MOST_SEEDS);
        long seed = ask.seed("seed");
        for (int s = 1; s < seeds; s++) {
            starts.add(Start.random(2, surface.window(), seed + s));
        }
        return new Descents(surface, Optimizers.byName(ask.choice("optimizer", RULES)),
                ask.integer("updates", 10, MOST_UPDATES), starts, seed);
    }

    /// The range test, the short runs around its answer, and the five rates.
    private Answer find(Ask ask) {
        Descents on = read(ask);
        RateFinding found = LearningRateFinder.on(on.surface, on.optimizer, on.starts.getFirst(), on.starts.size(),
                on.seed, on.updates).run().orElseThrow();
        double edge = on.edge(found.suggestion());
        double[] tried = grid(found.suggestion(), edge);
        double[][] ends = new double[tried.length][];
        double[] medians = new double[tried.length];
        int lowest = 0;
        for (int r = 0; r < tried.length; r++) {
            ends[r] = on.left(tried[r]);
            medians[r] = ends[r][(ends[r].length - 1) / 2];
            lowest = medians[r] < medians[lowest] ? r : lowest;
        }
        GoodRange good = GoodRange.of(tried, medians, lowest);
        double best = on.soonest(tried, good, tried[lowest]);
        List<Double> rates = new ArrayList<>(List.of(rounded(best / 100), rounded(best / 10), best));
        if (Double.isFinite(edge)) {
            rates.add(rounded(Math.max(BELOW * edge, Math.sqrt(best * edge))));
            rates.add(rounded(ABOVE * edge));
        }
        Answer answer = new Answer().fact("rules", RULES).fact("data", on.surface.name())
                .fact("rates", rates).fact("best", best).fact("edge", edge)
                .fact("good", List.of(good.low(), good.high())).fact("openLow", good.openLow())
                .fact("openHigh", good.openHigh()).fact("decades", good.decades())
                .fact("valley", found.overSeeds("valley")[0]).fact("steepest", found.overSeeds("steepest")[0])
                .fact("minimumTenth", found.overSeeds("minimumTenth")[0])
                .fact("formula", on.surface.formula().text()).fact("start", on.surface.start())
                .fact("lowest", on.lowest()).fact("examples", on.surface.about())
                .fact("equation", Printer.mathml(on.optimizer.rule()));
        StabilityLimit limit = found.limit();
        answer.fact("stableRate", limit == null ? null : limit.rate())
                .fact("lambda", limit == null ? null : limit.lambda());
        List<@Nullable Integer> needed = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            Band.of(on.walks(rates.get(i)), on.lowest()).add(answer, "rate" + (i + 1));
            needed.add(on.updatesToClose(rates.get(i)));
        }
        answer.fact("needed", needed);
        double[][] test = found.curve();
        answer.doubles("testRates", test[0]).doubles("testMedian", test[1]).doubles("testLow", test[2])
                .doubles("testHigh", test[3]);
        return answer.doubles("triedRates", tried).doubles("triedMedian", medians)
                .doubles("triedLow", Arrays.stream(ends).mapToDouble(end -> end[0]).toArray())
                .doubles("triedHigh", Arrays.stream(ends).mapToDouble(end -> end[end.length - 1]).toArray());
    }

    /// Ten rates a decade from far below the best to beyond the edge.
    private static double[] grid(double best, double edge) {
        double low = best / 300;
        double high = Double.isFinite(edge) ? 1.3 * edge : 300 * best;
        int steps = (int) Math.ceil(10 * StrictMath.log10(high / low));
        double[] rates = new double[steps + 1];
        Arrays.setAll(rates, k -> rounded(low * StrictMath.pow(10, k / 10.0)));
        return rates;
    }

    /// The rate under the hand: its descents, and its steps on the parabola along the steepest direction.
    private Answer walk(Ask ask) {
        Descents on = read(ask);
        double rate = ask.number("lr", LEAST_RATE, MOST_RATE);
        double lambda = on.surface.formula().curvature(on.minimum()).largest();
        double from = Math.hypot(on.surface.start()[0] - on.minimum()[0], on.surface.start()[1] - on.minimum()[1]);
        Formula parabola = Formula.parse(Printer.number(lambda / 2) + "*u^2");
        Trajectory steps = Walk.of(parabola, on.optimizer.withLr(rate)).from(from).updates(on.updates).run();
        Answer answer = new Answer().fact("lr", rate).fact("lambda", lambda).fact("from", from)
                .fact("factor", on.optimizer.name().equals("sgd") ? 1 - rate * lambda : null)
                .fact("needed", on.updatesToClose(rate))
                .fact("parabolaDiverged", steps.stop() == Trajectory.Stop.DIVERGED)
                .doubles("u", steps.steps().stream().mapToDouble(step -> step.point()[0]).toArray())
                .doubles("height", steps.steps().stream().mapToDouble(Trajectory.Step::value).toArray());
        Band.of(on.walks(rate), on.lowest()).add(answer, "own");
        return answer;
    }

    /// Three digits: two would put a rate on the wrong side of the edge.
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(3)).doubleValue();
    }
}
