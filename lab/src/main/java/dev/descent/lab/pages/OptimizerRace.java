package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the rules do: six descents from one start at one rate and each at its best, what goes on inside them, and a ball
/// that a hump stops or does not.
public final class OptimizerRace implements Page {

    /// In the order in which they are taught.
    private static final List<String> RULES = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");
    private static final double LEAST_RATE = 1e-7;
    private static final double MOST_RATE = 1e3;
    private static final int MOST_UPDATES = 500;
    /// A descent with this share of its height left counts as there.
    private static final double CLOSE = 0.01;
    /// Rates that are tried for each rule, three a decade.
    private static final double[] TRIED = tried();
    private static final int SLOPE_POINTS = 241;
    private static final double SLOPE_LOW = -3;
    private static final double SLOPE_HIGH = 5;
    private static final double BALL_START = 4.5;

    private final Map<String, Table> tables;

    /// @param tables the data by id
    public OptimizerRace(Map<String, Table> tables) {
        this.tables = tables;
    }

    @Override
    public String slug() {
        return Topic.OPTIMIZERS.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", this::ground), new Question("paths", this::paths),
                new Question("best", this::best), new Question("inside", this::inside),
                new Question("ball", OptimizerRace::ball));
    }

    private Surface surface(Ask ask) {
        return ask.has("data") ? TwoWeights.of(ask, tables).surface() : SurfaceAsk.of(ask);
    }

    private Answer ground(Ask ask) {
        return SurfaceAsk.ground(surface(ask)).fact("names", Surfaces.names()).fact("rules", RULES);
    }

    private static double[] start(Ask ask, Surface surface) {
        return ask.has("start") ? ask.numbers("start", 2) : surface.start();
    }

    private static double lowest(Surface surface) {
        return surface.minima().getFirst().value();
    }

    /// All six from one start, at the rates that were asked for.
    private Answer paths(Ask ask) {
        Surface surface = surface(ask);
        double[] start = start(ask, surface);
        double[] rates = ask.numbers("rates", RULES.size());
        int updates = ask.integer("updates", 10, MOST_UPDATES);
        List<Trajectory> walks = new ArrayList<>();
        for (int r = 0; r < rates.length; r++) {
            walks.add(walk(surface, RULES.get(r), rates[r], start, updates));
        }
        return answer(surface, start, walks);
    }

    private static Answer answer(Surface surface, double[] start, List<Trajectory> walks) {
        Answer answer = new Answer().fact("start", start).fact("lowest", lowest(surface));
        List<Integer> needed = new ArrayList<>();
        for (int r = 0; r < walks.size(); r++) {
            Trajectory walk = walks.get(r);
            List<Trajectory.Step> steps = walk.steps();
            double[] points = new double[2 * steps.size()];
            double[] heights = heights(surface, walk);
            double[] first = new double[steps.size() - 1];
            double[] second = new double[steps.size() - 1];
            for (int k = 0; k < steps.size(); k++) {
                System.arraycopy(steps.get(k).point(), 0, points, 2 * k, 2);
                if (k > 0) {
                    first[k - 1] = effective(steps.get(k - 1), steps.get(k), 0);
                    second[k - 1] = effective(steps.get(k - 1), steps.get(k), 1);
                }
            }
            String rule = RULES.get(r);
            answer.doubles(rule + "Points", points).doubles(rule + "Height", heights)
                    .doubles(rule + "First", first).doubles(rule + "Second", second)
                    .fact(rule + "Diverged", walk.stop() == Trajectory.Stop.DIVERGED);
            needed.add(needed(heights));
        }
        return answer.fact("needed", needed);
    }

    private static double[] heights(Surface surface, Trajectory walk) {
        double lowest = lowest(surface);
        return walk.steps().stream().mapToDouble(step -> Math.max(0, step.value() - lowest)).toArray();
    }

    /// How far a parameter moved for each unit of its gradient: the rate that plain descent would need for the same step.
    private static double effective(Trajectory.Step from, Trajectory.Step to, int parameter) {
        double gradient = Math.abs(from.gradient()[parameter]);
        return gradient == 0 ? Double.NaN : Math.abs(to.point()[parameter] - from.point()[parameter]) / gradient;
    }

    private static Trajectory walk(Surface surface, String rule, double rate, double[] start, int updates) {
        if (!(rate >= LEAST_RATE && rate <= MOST_RATE)) {
            throw DescentException.usage(
                    "The rate of " + rule + " is " + rate + ", expected " + LEAST_RATE + " to " + MOST_RATE + ".");
        }
        return Walk.of(surface.formula(), Optimizers.byName(rule).withLr(rate)).from(start).updates(updates).run();
    }

    /// The update from which on at most a hundredth of the height is left; -1 where the last one still has more. To pass
    /// by is not to arrive.
    private static int needed(double[] heights) {
        int needed = heights.length;
        while (needed > 0 && heights[needed - 1] <= CLOSE * heights[0]) {
            needed--;
        }
        return needed == heights.length ? -1 : needed;
    }

    /// All six from one start, each at its best rate from there: the one with which it is there first, or else ends lowest.
    private Answer best(Ask ask) {
        Surface surface = surface(ask);
        double[] start = start(ask, surface);
        int updates = ask.integer("updates", 10, MOST_UPDATES);
        double[] rates = new double[RULES.size()];
        List<Trajectory> walks = new ArrayList<>();
        for (int r = 0; r < rates.length; r++) {
            Trajectory best = best(surface, RULES.get(r), start, updates);
            walks.add(best);
            rates[r] = best.by().lr();
        }
        return answer(surface, start, walks).fact("rates", rates);
    }

    /// From the highest rate downwards, the lower of equals. Once one is there, whoever has not come as far after as many
    /// updates is not looked at any longer, which spares most of the way.
    private static Trajectory best(Surface surface, String rule, double[] start, int updates) {
        Trajectory best = walk(surface, rule, TRIED[TRIED.length - 1], start, updates);
        double least = score(surface, best, updates);
        for (int k = TRIED.length - 2; k >= 0; k--) {
            if (least < updates && !isClose(surface, walk(surface, rule, TRIED[k], start, (int) Math.max(1, least)))) {
                continue;
            }
            Trajectory walk = walk(surface, rule, TRIED[k], start, updates);
            double score = score(surface, walk, updates);
            if (score <= least) {
                least = score;
                best = walk;
            }
        }
        return best;
    }

    private static boolean isClose(Surface surface, Trajectory walk) {
        double[] heights = heights(surface, walk);
        return walk.stop() != Trajectory.Stop.DIVERGED && heights[heights.length - 1] <= CLOSE * heights[0];
    }

    /// Lower is better: the update from which on it is there, or else how much is left.
    private static double score(Surface surface, Trajectory walk, int updates) {
        double[] heights = heights(surface, walk);
        int needed = needed(heights);
        return walk.stop() == Trajectory.Stop.DIVERGED ? Double.POSITIVE_INFINITY
                : needed >= 0 ? needed : updates + heights[heights.length - 1] / heights[0];
    }

    /// One update of one rule taken apart, and Adagrad's sums beside the curvature where it stands.
    private Answer inside(Ask ask) {
        Surface surface = surface(ask);
        double[] start = start(ask, surface);
        int update = ask.integer("update", 1, MOST_UPDATES);
        String rule = ask.choice("optimizer", RULES);
        double rate = ask.number("lr", LEAST_RATE, MOST_RATE);
        List<Trajectory.Step> steps = walk(surface, rule, rate, start, update).steps();
        Trajectory.Step last = steps.getLast();
        Trajectory.Step before = steps.get(Math.max(0, steps.size() - 2));
        double[] gradient = before.gradient();
        double[] downhill = {-rate * gradient[0], -rate * gradient[1]};
        double[] step = {last.point()[0] - before.point()[0], last.point()[1] - before.point()[1]};
        double[] sums = new double[2];
        for (Trajectory.Step one : steps.subList(0, Math.max(1, steps.size() - 1))) {
            for (int i = 0; i < 2; i++) {
                sums[i] += one.gradient()[i] * one.gradient()[i];
            }
        }
        double[][] hessian = surface.formula().hessian(before.point());
        return new Answer().fact("update", last.update()).fact("from", before.point()).fact("gradient", gradient)
                .fact("downhill", downhill).fact("step", step)
                .fact("carried", new double[] {step[0] - downhill[0], step[1] - downhill[1]})
                .fact("sums", Arrays.stream(sums).map(Math::sqrt).toArray())
                .fact("bends", new double[] {Math.abs(hessian[0][0]), Math.abs(hessian[1][1])})
                .fact("equation", Printer.mathml(Optimizers.byName(rule).rule()));
    }

    /// A slope with a hump on the way down, and what gradient descent and momentum do on it.
    private static Answer ball(Ask ask) {
        double hump = ask.number("hump", 0, 10);
        double momentum = ask.number("momentum", 0, 0.999);
        double rate = ask.number("lr", 1e-4, 1);
        int updates = ask.integer("updates", 10, MOST_UPDATES);
        Formula slope = Formula.parse("x^2/4 + " + Printer.number(hump) + "*exp(-4*(x - 2)^2)");
        Answer answer = new Answer().fact("formula", slope.text()).fact("from", BALL_START);
        Optimizer plain = Optimizers.byName("sgd").withLr(rate);
        Optimizer heavy = Optimizers.parse("momentum:momentum=" + Printer.number(momentum)).withLr(rate);
        add(answer, "gd", Walk.of(slope, plain).from(BALL_START).updates(updates).run());
        add(answer, "momentum", Walk.of(slope, heavy).from(BALL_START).updates(updates).run());
        double[] x = new double[SLOPE_POINTS];
        Arrays.setAll(x, k -> SLOPE_LOW + (SLOPE_HIGH - SLOPE_LOW) * k / (SLOPE_POINTS - 1));
        return answer.doubles("slopeX", x).doubles("slopeY", Arrays.stream(x).map(slope::value).toArray());
    }

    private static void add(Answer answer, String name, Trajectory walk) {
        double[] x = walk.steps().stream().mapToDouble(step -> step.point()[0]).toArray();
        double[] velocity = new double[x.length];
        for (int k = 1; k < x.length; k++) {
            velocity[k] = x[k] - x[k - 1];
        }
        answer.doubles(name + "X", x).doubles(name + "Velocity", velocity)
                .doubles(name + "Y", walk.steps().stream().mapToDouble(Trajectory.Step::value).toArray())
                .fact(name + "Past", walk.lowest().point()[0] < 1);
    }

    private static double[] tried() {
        double[] rates = new double[19];
        double[] digits = {1, 2, 5};
        for (int k = 0; k < rates.length; k++) {
            rates[k] = Double.parseDouble(digits[k % 3] + "e" + (k / 3 - 4));
        }
        return rates;
    }
}
