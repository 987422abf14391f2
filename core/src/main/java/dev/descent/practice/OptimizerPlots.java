package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.objective.Formula;
import dev.descent.objective.Numbers;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.CustomRule;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.train.TrainedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the rules do: loss plots at one rate and each at its best; what Adagrad's sum of squared gradients has to do with
/// the second derivative; and that Adam without momentum is RMSProp with its start corrected.
final class OptimizerPlots implements Practice {

    private static final double RATE = 0.005;
    private static final int EPOCHS = 10;
    private static final List<String> RULES = List.of("sgd", "momentum", "adagrad", "rmsprop", "adam");
    /// Updates of Adagrad on the parabolas.
    private static final int UPDATES = 100;
    /// Updates over which Adam and RMSProp are held against each other.
    private static final int COMPARED = 1_000;

    private final Classroom classroom;
    private final Prepared prepared;
    private final List<Long> seeds;
    private final List<Trainings.Job> jobs = new ArrayList<>();

    OptimizerPlots(Classroom classroom) {
        this.classroom = classroom;
        prepared = classroom.prepared(classroom.seed());
        seeds = classroom.seeds(3, 10);
        for (long seed : seeds) {
            Prepared rows = classroom.prepared(seed);
            for (String rule : RULES) {
                Optimizer optimizer = Optimizers.byName(rule);
                jobs.add(job(optimizer.withLr(RATE), seed, rows));
                for (double rate : optimizer.rateGrid()) {
                    jobs.add(job(optimizer.withLr(rate), seed, rows));
                }
            }
        }
    }

    private Trainings.Job job(Optimizer optimizer, long seed, Prepared rows) {
        return new Trainings.Job(classroom.recipe(seed).optimizer(optimizer).epochs(EPOCHS).build(), rows);
    }

    @Override
    public Topic topic() {
        return Topic.OPTIMIZERS;
    }

    @Override
    public Question question() {
        return new Question("All five train the same network. Which has the lowest loss at η = " + RATE + "?", RULES);
    }

    @Override
    public List<String> setting() {
        return List.of("model: a network of the default shape, batch 32, " + EPOCHS + " epochs",
                "data: " + classroom.about(prepared),
                "updates: " + String.join(", ", RULES) + " at η = " + RATE
                        + ", then each at 7 rates over the range that it declares",
                "seeds: " + Classroom.words(seeds) + " for split, weights and order; "
                        + Say.count(jobs.size(), "training"),
                "beside it: Adagrad on parabolas, " + UPDATES + " updates; Adam with β₁ = 0 against RMSProp, "
                        + COMPARED
                        + " updates");
    }

    @Override
    public double cost() {
        return 1 + Trainings.seconds(jobs, classroom.threads());
    }

    @Override
    public Optional<String> page(String data) {
        return classroom.columns(prepared).map(columns -> new PageSettings().word("data", data, "").columns(columns)
                .number("lr", RATE, 0.1).text());
    }

    /// A rule's results.
    ///
    /// @param same     best loss at the common rate, median over seeds
    /// @param bestRate of its grid
    /// @param best     best loss there
    private record Standing(String rule, double same, double bestRate, double best, TrainedRun runAtSame,
            TrainedRun runAtBest) {
    }

    @Override
    public Lesson run(Progress progress) {
        List<TrainedRun> runs = Trainings.run(jobs, classroom.threads(), progress, 0, 0.95);
        List<Standing> standings = RULES.stream().map(rule -> standing(rule, runs)).toList();
        Exhibit.Grid table = Exhibit.Grid.of("Best loss within " + EPOCHS + " epochs, median over seeds "
                + Classroom.words(seeds)).column("optimizer", Exhibit.Kind.WORD)
                .column("at η = " + RATE, Exhibit.Kind.MEASURED).column("best rate", Exhibit.Kind.SETTING)
                .column("at its best rate", Exhibit.Kind.MEASURED);
        for (Standing standing : standings) {
            table = table.row(standing.rule, standing.same, standing.bestRate, standing.best);
        }
        List<Parabola> parabolas = parabolas();
        Kinship kinship = kinship();
        List<String> answer = new ArrayList<>(plots(standings));
        answer.add(Parabola.words(parabolas));
        answer.add(kinship.words());
        return new Lesson(List.of(table, curves("All at η = " + RATE, standings, false),
                curves("Each at its best rate", standings, true), Parabola.table(parabolas), kinship.table()), answer,
                RULES.indexOf(first(standings, false).rule));
    }

    private Standing standing(String rule, List<TrainedRun> runs) {
        List<TrainedRun> own = runs.stream()
                .filter(run -> run.recipe().training().optimizer().name().equals(rule)).toList();
        double bestRate = Double.NaN;
        double best = Double.POSITIVE_INFINITY;
        for (double rate : Optimizers.byName(rule).rateGrid()) {
            double median = median(own, rate);
            if (median < best || Double.isNaN(bestRate)) {
                best = median;
                bestRate = rate;
            }
        }
        return new Standing(rule, median(own, RATE), bestRate, best, at(own, RATE), at(own, bestRate));
    }

    private static double median(List<TrainedRun> runs, double rate) {
        return Say.median(runs.stream().filter(run -> run.recipe().training().optimizer().lr() == rate)
                .mapToDouble(Trainings::best).toArray());
    }

    private static TrainedRun at(List<TrainedRun> runs, double rate) {
        return runs.stream().filter(run -> run.recipe().training().optimizer().lr() == rate).findFirst().orElseThrow();
    }

    private static Standing first(List<Standing> standings, boolean best) {
        Standing first = standings.getFirst();
        for (Standing standing : standings) {
            if (best ? standing.best < first.best : standing.same < first.same) {
                first = standing;
            }
        }
        return first;
    }

    private Exhibit curves(String caption, List<Standing> standings, boolean best) {
        return new Exhibit.Curves(caption + ", seed " + seeds.getFirst(), "update", prepared.validation().rows() > 0
                ? "validation loss"
                : "training loss", false,
                standings.stream().map(s -> Trainings.curve(s.rule, best ? s.runAtBest : s.runAtSame)).toList());
    }

    private List<String> plots(List<Standing> standings) {
        Standing same = first(standings, false);
        Standing best = first(standings, true);
        Standing last = standings.getFirst();
        double spreadSame = 0;
        double spreadBest = 0;
        for (Standing standing : standings) {
            last = standing.same > last.same ? standing : last;
            spreadSame = Math.max(spreadSame, standing.same / same.same);
            spreadBest = Math.max(spreadBest, standing.best / best.best);
        }
        return List.of(
                "At the same η = " + RATE + " " + same.rule + " comes lowest, " + Say.measured(same.same)
                        + " (median of "
                        + seeds.size() + " seeds), and "
                        + last.rule + " stays highest, "
                        + Say.loss(last.same) + ".",
                "Each at its best rate, " + best.rule + " at η = " + Numbers.brief(best.bestRate) + " comes lowest, "
                        + Say.measured(best.best) + ", and the worst is " + Numbers.brief(spreadBest)
                        + " times that, against " + Numbers.brief(spreadSame)
                        + " times at the one rate: much of what a plot at one rate shows is the rate.");
    }

    /// What Adagrad has summed up along each parameter of a parabola, beside how strongly that bends.
    ///
    /// @param sums   √Σg²
    /// @param bends  |∂²L/∂θᵢ²|
    private record Parabola(String formula, double[] start, double[] sums, double[] bends) {

        boolean ranksRightly() {
            return (sums[0] < sums[1]) == (bends[0] < bends[1]);
        }

        static Exhibit table(List<Parabola> parabolas) {
            Exhibit.Grid table = Exhibit.Grid.of("Adagrad's √Σg² after " + UPDATES
                    + " updates beside the exact second derivative").column("loss", Exhibit.Kind.WORD)
                    .column("start", Exhibit.Kind.WORD).column("√Σg² of x", Exhibit.Kind.MEASURED)
                    .column("of y", Exhibit.Kind.MEASURED).column("|∂²L/∂x²|", Exhibit.Kind.MEASURED)
                    .column("|∂²L/∂y²|", Exhibit.Kind.MEASURED).column("steeper by √Σg²", Exhibit.Kind.WORD)
                    .column("by ∂²L", Exhibit.Kind.WORD);
            for (Parabola p : parabolas) {
                table = table.row(p.formula, Numbers.vector(p.start, 2), p.sums[0], p.sums[1], p.bends[0], p.bends[1],
                        p.sums[0] < p.sums[1] ? "y" : "x", p.bends[0] < p.bends[1] ? "y" : "x");
            }
            return table;
        }

        static String words(List<Parabola> parabolas) {
            List<String> right = parabolas.stream().filter(Parabola::ranksRightly).map(Parabola::words).toList();
            List<String> wrong = parabolas.stream().filter(p -> !p.ranksRightly()).map(Parabola::words).toList();
            return "Adagrad uses first derivatives to guess the second: √Σg² ranks the directions as |∂²L/∂θ²| does for "
                    + String.join(" and ", right) + (wrong.isEmpty() ? "."
                            : ", and misleads for " + String.join(" and ", wrong)
                                    + ": a gradient is curvature times distance, so the sum says which direction is bent "
                                    + "only where the starts are about as far away.");
        }

        private String words() {
            return formula + " from " + Numbers.vector(start, 2);
        }
    }

    private static List<Parabola> parabolas() {
        return List.of(parabola("(x^2 + 4*y^2)/2", 2, 2), parabola("(x^2 + 100*y^2)/2", 2, 2),
                parabola("(x^2 + 4*y^2)/2", 20, 0.5));
    }

    private static Parabola parabola(String text, double x, double y) {
        Formula formula = Formula.parse(text);
        Trajectory walk = Walk.of(formula, Optimizers.byName("adagrad").withLr(0.5)).from(x, y).updates(UPDATES).run();
        double[] sums = new double[2];
        for (Trajectory.Step step : walk.steps().subList(0, walk.updates())) {
            for (int i = 0; i < 2; i++) {
                sums[i] += step.gradient()[i] * step.gradient()[i];
            }
        }
        double[][] hessian = formula.hessian(x, y);
        return new Parabola(text, new double[] {x, y}, new double[] {Math.sqrt(sums[0]), Math.sqrt(sums[1])},
                new double[] {Math.abs(hessian[0][0]), Math.abs(hessian[1][1])});
    }

    /// The step lengths of Adam without momentum and of RMSProp on the same gradients.
    ///
    /// @param steps     |Δθ| at the updates of [#SHOWN], a row per rule
    /// @param corrected the largest difference between Adam and RMSProp with its start corrected, over all updates
    private record Kinship(double[][] steps, double corrected) {

        private static final int[] SHOWN = {1, 2, 10, 100, 1_000};
        private static final List<String> NAMES = List.of("adam, β₁ = 0", "rmsprop, v/(1 − α^t)",
                "rmsprop, v from 0", "rmsprop, v from g²");

        Exhibit table() {
            Exhibit.Grid table = Exhibit.Grid.of("Step lengths on the same gradients, η = 0.001, β₂ = α = 0.999")
                    .column("rule", Exhibit.Kind.WORD);
            for (int update : SHOWN) {
                table = table.column("update " + Say.count(update), Exhibit.Kind.MEASURED);
            }
            for (int rule = 0; rule < steps.length; rule++) {
                Object[] cells = new Object[1 + SHOWN.length];
                cells[0] = NAMES.get(rule);
                for (int k = 0; k < SHOWN.length; k++) {
                    cells[k + 1] = steps[rule][k];
                }
                table = table.row(cells);
            }
            return table;
        }

        String words() {
            return "Adam with β₁ = 0 is RMSProp whose v is divided by 1 − α^t: over " + Say.count(COMPARED)
                    + " updates on the same gradients their parameters "
                    + (corrected == 0 ? "are the same to the last bit"
                            : "differ by at most " + Numbers.brief(corrected))
                    + ". Without the correction and with v from 0 the first step is "
                    + Numbers.brief(steps[2][0] / steps[0][0]) + " times as long; with v from g² the first step is "
                    + Numbers.brief(steps[3][0] / steps[0][0]) + " times as long and the tenth "
                    + Numbers.brief(steps[3][2] / steps[0][2]) + " times.";
        }
    }

    private static Kinship kinship() {
        List<Optimizer> rules = List.of(Optimizers.parse("adam:beta1=0,beta2=0.999,eps=1e-8,lr=0.001"),
                CustomRule.of("rmsprop corrected",
                        "v <- 0.999*v + (1 - 0.999)*g^2; theta <- theta - 0.001*g/(sqrt(v/(1 - 0.999^t)) + 1e-8)"),
                Optimizers.parse("rmsprop/torch:alpha=0.999,eps=1e-8,lr=0.001"),
                Optimizers.parse("rmsprop:alpha=0.999,eps=1e-8,lr=0.001"));
        CounterRandom random = CounterRandom.of(1, Purpose.DATA);
        double[][] steps = new double[rules.size()][Kinship.SHOWN.length];
        double[][] theta = new double[rules.size()][1];
        List<DoubleState> states = rules.stream().map(rule -> DoubleState.of(rule, 1)).toList();
        double corrected = 0;
        for (int update = 1; update <= COMPARED; update++) {
            double[] gradient = {random.gaussian(update)};
            double[] length = new double[rules.size()];
            for (int rule = 0; rule < rules.size(); rule++) {
                double before = theta[rule][0];
                states.get(rule).update(0.001, theta[rule], gradient);
                length[rule] = Math.abs(theta[rule][0] - before);
            }
            corrected = Math.max(corrected, Math.abs(theta[0][0] - theta[1][0]));
            for (int k = 0; k < Kinship.SHOWN.length; k++) {
                if (Kinship.SHOWN[k] == update) {
                    for (int rule = 0; rule < rules.size(); rule++) {
                        steps[rule][k] = length[rule];
                    }
                }
            }
        }
        return new Kinship(steps, corrected);
    }
}
