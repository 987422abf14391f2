package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.data.Scale;
import dev.descent.objective.Curvature;
import dev.descent.objective.Numbers;
import dev.descent.objective.Objective;
import dev.descent.optim.Optimizers;
import dev.descent.train.TrainedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why features should have the same scale: a linear model and a network, on features as they are and standardised.
final class FeatureScaling implements Practice {

    private static final double CLOSE = 1e-3;
    private static final int MOST_ROWS = 2_000;
    private static final int PATIENCE = 10_000_000;
    private static final int ADAM_PATIENCE = 20_000;
    /// The rates that Adam is tried at; the one that needs fewest updates counts.
    private static final double[] ADAM_RATES = {0.001, 0.01, 0.1, 1};
    private static final int EPOCHS = ScaledNetworks.EPOCHS;
    private static final List<Scale> SCALES = ScaledNetworks.SCALES;
    private static final List<String> RULES = ScaledNetworks.RULES;

    private final List<Classroom> classrooms;
    private final List<ScaledNetworks> networks = new ArrayList<>();
    private final List<Trainings.Job> jobs;

    /// @param classrooms the data sets to look at, one after the other
    FeatureScaling(List<Classroom> classrooms) {
        this.classrooms = List.copyOf(classrooms);
        for (Classroom classroom : classrooms) {
            classroom.needsRegression(classroom.prepared(classroom.seed()), topic(), 1);
            networks.add(new ScaledNetworks(classroom));
        }
        jobs = networks.stream().flatMap(one -> one.jobs().stream()).toList();
    }

    @Override
    public Topic topic() {
        return Topic.SCALING;
    }

    @Override
    public Question question() {
        return new Question("On " + classrooms.getFirst().data().name() + " as it is, how many times more updates does "
                + "gradient descent on the linear model need than on standardised features?",
                List.of("fewer than ten times", "up to a thousand times", "more than a thousand times"));
    }

    @Override
    public List<String> setting() {
        Classroom first = classrooms.getFirst();
        List<String> setting = new ArrayList<>(List.of(
                "first: a linear model with bias on the numeric columns, over all rows (" + Say.count(MOST_ROWS)
                        + " at most), from zero until 0.1% of the gap is left: gradient descent at η = 1/λ_max, Adam at the "
                        + "best of " + ADAM_RATES.length + " rates",
                "then: a network of the default shape, batch 32, " + EPOCHS + " epochs, " + String.join(" and ", RULES)
                        + ", each at the best of 7 rates; for sgd on features as they are these are 1e-10 to 1e-4"));
        classrooms.forEach(classroom -> setting.add("data: " + classroom.about(classroom.prepared(classroom.seed()))));
        setting.add("seeds: " + Classroom.words(ScaledNetworks.seeds(first))
                + "; scales are learnt from training rows only; "
                + Say.count(jobs.size(), "training"));
        return setting;
    }

    @Override
    public double cost() {
        return 3 + Trainings.seconds(jobs, classrooms.getFirst().threads());
    }

    @Override
    public Optional<String> page(String data) {
        Classroom first = classrooms.getFirst();
        return first.columns(first.prepared(first.seed())).map(columns -> {
            PageSettings settings = new PageSettings().word("data", data, "line").columns(columns);
            // The page widens the second column of the bundled line itself, and opens with ten times; here it is a
            // thousand times as wide as the first.
            return (data.equals("line") ? settings.number("spread", 1_000, 10) : settings).text();
        });
    }

    /// A linear model on features of one scaling.
    ///
    /// @param predicted updates that κ/2·ln(1/ε) predicts at η = 1/λ_max
    /// @param counted   updates of gradient descent; infinite where they were too many to count
    /// @param adam      updates of Adam at its best rate
    private record Linear(String data, Scale scale, double condition, double stable, double predicted, double counted,
            double adam) {
    }

    @Override
    public Lesson run(Progress progress) {
        List<Linear> linear = new ArrayList<>();
        for (Classroom classroom : classrooms) {
            for (Scale scale : SCALES) {
                linear.add(linear(classroom, scale));
                progress.at("linear models", 0.2 * linear.size() / (classrooms.size() * SCALES.size()));
            }
        }
        List<TrainedRun> runs = Trainings.run(jobs, classrooms.getFirst().threads(), progress, 0.2, 0.8);
        Exhibit.Grid first = Exhibit.Grid.of("The linear model: updates until 0.1% of the gap is left")
                .column("data", Exhibit.Kind.WORD).column("features", Exhibit.Kind.WORD)
                .column("κ", Exhibit.Kind.MEASURED).column("2/λ_max", Exhibit.Kind.SETTING)
                .column("predicted", Exhibit.Kind.COUNT).column("gradient descent", Exhibit.Kind.COUNT)
                .column("adam", Exhibit.Kind.COUNT);
        for (Linear one : linear) {
            first = first.row(one.data, words(one.scale), one.condition, one.stable, one.predicted, one.counted,
                    one.adam);
        }
        List<String> answer = new ArrayList<>();
        for (int i = 0; i < linear.size(); i += 2) {
            answer.add(words(linear.get(i), linear.get(i + 1)));
        }
        Exhibit.Grid second = Exhibit.Grid.of("The network: best validation loss within " + EPOCHS + " epochs")
                .column("data", Exhibit.Kind.WORD).column("features", Exhibit.Kind.WORD)
                .column("optimizer", Exhibit.Kind.WORD).column("best rate", Exhibit.Kind.SETTING)
                .column("loss", Exhibit.Kind.MEASURED).column("diverged", Exhibit.Kind.WORD);
        List<Exhibit> exhibits = new ArrayList<>(List.of(first));
        List<Exhibit> curves = new ArrayList<>();
        int from = 0;
        for (ScaledNetworks network : networks) {
            Classroom classroom = network.classroom();
            List<TrainedRun> own = runs.subList(from, from + network.jobs().size());
            from += own.size();
            double[][] best = new double[SCALES.size()][RULES.size()];
            List<Exhibit.Curve> lines = new ArrayList<>();
            for (int s = 0; s < SCALES.size(); s++) {
                for (int r = 0; r < RULES.size(); r++) {
                    ScaledNetworks.Best found = network.best(SCALES.get(s), RULES.get(r), own);
                    best[s][r] = found.loss();
                    lines.add(Trainings.curve(RULES.get(r) + " " + words(SCALES.get(s)), found.run()));
                    second = second.row(classroom.data().name(), words(SCALES.get(s)), RULES.get(r), found.rate(),
                            found.loss(), found.diverged() + "/" + found.tried());
                }
            }
            curves.add(new Exhibit.Curves("The network on " + classroom.data().name()
                    + ", each at its best rate", "update", "validation loss", false, lines));
            answer.add(words(classroom, best));
        }
        exhibits.add(second);
        exhibits.addAll(curves);
        double times = linear.get(0).counted / linear.get(1).counted;
        return new Lesson(exhibits, answer, times < 10 ? 0 : times <= 1000 ? 1 : 2);
    }

    private static String words(Scale scale) {
        return scale == Scale.NONE ? "as they are" : "standardised";
    }

    private static Linear linear(Classroom classroom, Scale scale) {
        Prepared prepared = classroom.prepared(scale, classroom.seed());
        int[] columns = Classroom.numeric(prepared);
        List<String> names = new ArrayList<>(List.of("b"));
        Arrays.stream(columns).forEach(column -> names.add(prepared.preparation().featureNames().get(column)));
        LeastSquares loss = LeastSquares.of(prepared.train(), columns,
                Math.min(MOST_ROWS, prepared.train().rows()), names);
        Objective bowl = loss.bowl();
        Curvature curvature = loss.curvature();
        double gap = bowl.valueAndGradient(new double[names.size()], new double[names.size()]);
        double counted = Descending.updatesTo(bowl, 1 / curvature.largest(), CLOSE * gap, PATIENCE);
        double adam = Double.POSITIVE_INFINITY;
        for (double rate : ADAM_RATES) {
            adam = Math.min(adam, Descending.updatesTo(bowl, Optimizers.byName("adam").withLr(rate), CLOSE * gap,
                    (int) Math.min(ADAM_PATIENCE, adam)));
        }
        return new Linear(classroom.data().name(), scale, curvature.condition(), curvature.stableRate(),
                Math.ceil(curvature.condition() / 2 * StrictMath.log(1 / CLOSE)), counted, adam);
    }

    private static String words(Linear raw, Linear scaled) {
        return "On " + raw.data + " as it is the loss of the linear model is " + Say.measured(raw.condition)
                + " times as curved along one direction as along another (κ); standardised, "
                + Say.measured(scaled.condition) + ". Gradient descent needs " + Say.count(scaled.counted, "update")
                + " with scaling and " + (Double.isInfinite(raw.counted)
                        ? "did not get there in " + Say.count(PATIENCE) + " without"
                        : Say.count(raw.counted) + " without")
                + "; predicted were at most " + Say.count(scaled.predicted) + " and " + Say.count(raw.predicted)
                + ". Adam needs " + (Double.isInfinite(scaled.adam) ? "more than " + Say.count(ADAM_PATIENCE)
                        : Say.count(scaled.adam))
                + " with and "
                + (Double.isInfinite(raw.adam) ? "more than " + Say.count(ADAM_PATIENCE) : Say.count(raw.adam))
                + (Double.isInfinite(raw.adam)
                        ? " without: a step of its own for each parameter does not make up for it."
                        : " without: a step of its own for each parameter repairs what lies along the axes.");
    }

    private static String words(Classroom classroom, double[][] best) {
        return "The network on " + classroom.data().name() + ", each rule at its best rate: sgd ends at "
                + Say.loss(best[0][0]) + " without scaling and " + Say.loss(best[1][0]) + " with it, adam at "
                + Say.loss(best[0][1]) + " and " + Say.loss(best[1][1])
                + (Math.min(best[0][0], best[0][1]) > 1.1 * Math.min(best[1][0], best[1][1])
                        ? ": the right rate alone does not make up for the scales."
                        : ": here the best rates make up for the scales.");
    }
}
