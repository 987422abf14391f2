package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.data.Task;
import dev.descent.objective.Curvature;
import dev.descent.objective.Numbers;
import dev.descent.objective.Objective;
import dev.descent.optim.Optimizer;
import dev.descent.train.TrainedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why a good rate matters: gradient descent on a linear model below and above 2/λ_max, and a network at seven rates.
final class LearningRate implements Practice {

    /// Rates of gradient descent in shares of 2/λ_max.
    private static final double[] SHARES = {0.005, 0.05, 0.5, 0.95, 1.05};
    private static final int UPDATES = 200;
    private static final int PATIENCE = 100_000;
    private static final double CLOSE = 1e-3;
    private static final int MOST_ROWS = 2_000;
    private static final int EPOCHS = 10;
    /// Rates whose loss is within this factor of the best are good.
    private static final double GOOD = 1.1;

    private final Classroom classroom;
    private final Prepared prepared;
    private final boolean linear;
    private final Optimizer optimizer;
    private final List<Long> seeds;
    private final List<Trainings.Job> jobs = new ArrayList<>();

    LearningRate(Classroom classroom, Optimizer optimizer) {
        this.classroom = classroom;
        this.optimizer = optimizer;
        prepared = classroom.prepared(classroom.seed());
        linear = prepared.target().task() == Task.REGRESSION && Classroom.numeric(prepared).length > 0;
        seeds = classroom.seeds(3, 10);
        for (long seed : seeds) {
            Prepared rows = classroom.prepared(seed);
            for (double rate : optimizer.rateGrid()) {
                jobs.add(new Trainings.Job(classroom.recipe(seed).optimizer(optimizer.withLr(rate)).epochs(EPOCHS)
                        .build(), rows));
            }
        }
    }

    @Override
    public Topic topic() {
        return Topic.LEARNING_RATE;
    }

    @Override
    public Question question() {
        return new Question(
                "The network is trained at " + optimizer.rateGrid().length + " rates, each about three times "
                        + "the one before. How many of them end within 10% of the best loss?",
                List.of("one", "two", "three", "four or more"));
    }

    @Override
    public List<String> setting() {
        List<String> setting = new ArrayList<>();
        if (linear) {
            setting.add(
                    "first: a linear model with bias on the numeric columns, gradient descent over all rows, η from "
                            + "0.005 to 1.05 of 2/λ_max, " + UPDATES + " updates");
        }
        setting.add((linear ? "then: " : "") + "a network of the default shape, " + optimizer.label() + " at "
                + optimizer.rateGrid().length + " rates, batch 32, " + EPOCHS + " epochs");
        setting.add("data: " + classroom.about(prepared));
        setting.add("seeds: " + Classroom.words(seeds) + " for split, weights and order");
        return setting;
    }

    @Override
    public double cost() {
        return 1 + Trainings.seconds(jobs, classroom.threads());
    }

    @Override
    public Optional<String> page(String data) {
        return classroom.columns(prepared)
                .map(columns -> new PageSettings().word("data", data, "line").columns(columns)
                        .word("optimizer", optimizer.name(), "sgd").number("updates", UPDATES, 60)
                        .seed(seeds.getFirst()).text());
    }

    @Override
    public Lesson run(Progress progress) {
        List<Exhibit> exhibits = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        if (linear) {
            linear(exhibits, answer);
        }
        List<TrainedRun> runs = Trainings.run(jobs, classroom.threads(), progress, 0.05, 0.95);
        double[] rates = optimizer.rateGrid();
        double[] medians = new double[rates.length];
        int[] diverged = new int[rates.length];
        for (int r = 0; r < rates.length; r++) {
            double rate = rates[r];
            List<TrainedRun> at = runs.stream().filter(run -> run.recipe().training().optimizer().lr() == rate)
                    .toList();
            medians[r] = Say.median(at.stream().mapToDouble(Trainings::best).toArray());
            diverged[r] = (int) at.stream().filter(TrainedRun::diverged).count();
        }
        int best = 0;
        for (int r = 1; r < rates.length; r++) {
            best = medians[r] < medians[best] ? r : best;
        }
        double bound = GOOD * medians[best];
        int good = (int) Arrays.stream(medians).filter(loss -> loss <= bound).count();
        exhibits.add(table(rates, medians, diverged));
        exhibits.add(new Exhibit.Curves("The network at " + rates.length + " rates, seed " + seeds.getFirst(), "update",
                prepared.validation().rows() > 0 ? "validation loss" : "training loss", false,
                runs.subList(0, rates.length).stream()
                        .map(run -> Trainings.curve("η=" + Numbers.brief(run.recipe().training().optimizer().lr()),
                                run))
                        .toList()));
        answer.addAll(network(rates, medians, diverged, best, good));
        return new Lesson(exhibits, answer, Math.min(good, 4) - 1);
    }

    private Exhibit table(double[] rates, double[] medians, int[] diverged) {
        Exhibit.Grid table = Exhibit.Grid.of("The network after " + EPOCHS + " epochs: best loss, median over seeds "
                + Classroom.words(seeds)).column("rate", Exhibit.Kind.SETTING).column("loss", Exhibit.Kind.MEASURED)
                .column("diverged", Exhibit.Kind.COUNT);
        for (int r = 0; r < rates.length; r++) {
            table = table.row(rates[r], medians[r], diverged[r]);
        }
        return table;
    }

    private List<String> network(double[] rates, double[] medians, int[] diverged, int best, int good) {
        List<String> answer = new ArrayList<>();
        answer.add("The network with " + optimizer.label() + " ends lowest at η = " + Numbers.brief(rates[best])
                + ", with " + Say.measured(medians[best]) + "; within 10% of that: " + good + " of " + rates.length
                + " rates.");
        int low = Math.max(0, best - 2);
        int high = Math.min(rates.length - 1, best + 2);
        String below = low == best ? "" : "At η = " + Numbers.brief(rates[low]) + " the same " + EPOCHS
                + " epochs end at " + Say.measured(medians[low]) + ", too slow by then";
        String above = high == best ? "" : (below.isEmpty() ? "At" : "; at") + " η = " + Numbers.brief(rates[high])
                + (diverged[high] * 2 > seeds.size()
                        ? " it diverged in " + diverged[high] + " of " + seeds.size() + " runs"
                        : " they end at " + Say.measured(medians[high]) + ", too rough");
        if (!below.isEmpty() || !above.isEmpty()) {
            answer.add(below + above + ".");
        }
        return answer;
    }

    private void linear(List<Exhibit> exhibits, List<String> answer) {
        int[] columns = Classroom.numeric(prepared);
        List<String> names = new ArrayList<>(List.of("b"));
        Arrays.stream(columns).forEach(column -> names.add(prepared.preparation().featureNames().get(column)));
        LeastSquares loss = LeastSquares.of(prepared.train(), columns,
                Math.min(MOST_ROWS, prepared.train().rows()), names);
        Curvature curvature = loss.curvature();
        double limit = curvature.stableRate();
        double lowest = loss.value(loss.minimum());
        Objective bowl = loss.bowl();
        Exhibit.Grid table = Exhibit.Grid.of("Gradient descent on the linear model; λ_max = "
                + Numbers.brief(curvature.largest()) + ", 2/λ_max = " + Numbers.brief(limit))
                .column("rate", Exhibit.Kind.SETTING).column("η·λ_max", Exhibit.Kind.SETTING)
                .column("factor of the error per update", Exhibit.Kind.SETTING)
                .column("loss after " + UPDATES + " updates", Exhibit.Kind.MEASURED)
                .column("updates until 0.1% of the gap is left", Exhibit.Kind.COUNT);
        List<Exhibit.Curve> curves = new ArrayList<>();
        double[] needed = new double[SHARES.length];
        double[] after = new double[SHARES.length];
        for (int i = 0; i < SHARES.length; i++) {
            double rate = SHARES[i] * limit;
            double[] losses = Descending.losses(bowl, rate, UPDATES);
            double gap = losses[0];
            Arrays.setAll(losses, k -> lowest + losses[k]);
            after[i] = losses[UPDATES];
            needed[i] = SHARES[i] > 1 ? Double.POSITIVE_INFINITY
                    : Descending.updatesTo(bowl, rate, CLOSE * gap, PATIENCE);
            double worst = Math.max(Math.abs(1 - 2 * SHARES[i]), Math.abs(1 - rate * curvature.smallest()));
            table = table.row(rate, 2 * SHARES[i], worst, after[i], needed[i]);
            double[] x = new double[losses.length];
            Arrays.setAll(x, k -> k);
            curves.add(new Exhibit.Curve("η=" + Numbers.brief(rate), x, losses, 0));
        }
        exhibits.add(table);
        exhibits.add(new Exhibit.Curves("Gradient descent on the linear model", "update", "loss", false, curves));
        int fastest = 0;
        for (int i = 1; i < needed.length; i++) {
            fastest = needed[i] < needed[fastest] ? i : fastest;
        }
        int last = SHARES.length - 1;
        answer.add("On " + classroom.data().name() + " plain gradient descent is stable below η = 2/λ_max = "
                + Numbers.brief(limit) + ". At η = " + Numbers.brief(SHARES[fastest] * limit)
                + " it closed 99.9% of the gap in "
                + Say.count(needed[fastest], "update") + "; at η = " + Numbers.brief(SHARES[0] * limit)
                + (Double.isInfinite(needed[0]) ? " it did not in " + Say.count(PATIENCE)
                        : " it took " + Say.count(needed[0]))
                + "; at η = " + Numbers.brief(SHARES[last] * limit)
                + ", 5% above the limit, the error along the steepest "
                + "direction grew " + Numbers.brief(Math.abs(1 - 2 * SHARES[last]))
                + " times with every update, and the "
                + "loss stood at " + Say.measured(after[last]) + " after " + UPDATES + ".");
    }
}
