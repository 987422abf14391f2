package dev.descent.practice;

import dev.descent.data.Batches;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.data.Shuffle;
import dev.descent.data.Table;
import dev.descent.objective.Minimum;
import dev.descent.objective.Numbers;
import dev.descent.objective.Objective;
import dev.descent.objective.Start;
import dev.descent.objective.Walk;
import dev.descent.objective.Window;
import dev.descent.objective.WorkedUpdate;
import dev.descent.optim.Optimizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Two parameters, update by update, from a random start; then one move of gradient descent against twenty of stochastic
/// gradient descent on twenty examples.
final class FirstSteps implements Practice {

    private static final int EXAMPLES = 20;
    private static final double RATE = 0.1;
    private static final int EPOCHS = 50;
    private static final int WORKED = 3;
    /// Epochs after which the search for the lead ends.
    private static final int PATIENCE = 20_000;
    private static final double ROUNDING = 1e-12;

    private final Classroom classroom;
    private final Prepared prepared;
    private final LeastSquares loss;
    private final String first;
    private final String second;
    private final double[] start;
    private final double[] minimum;
    private final Objective bowl;
    private final List<Long> seeds;

    FirstSteps(Classroom classroom) {
        this.classroom = classroom;
        prepared = classroom.prepared(classroom.seed());
        classroom.needsRegression(prepared, topic(), 2);
        int[] columns = mostCorrelated(prepared);
        List<String> names = prepared.preparation().featureNames();
        first = names.get(columns[0]);
        second = names.get(columns[1]);
        if (!(classroom.data() instanceof Table table)) {
            throw new IllegalStateException("a regression on images");
        }
        loss = LeastSquares.ofFirstRows(table, first, second, prepared.target().name(), EXAMPLES);
        minimum = loss.minimum();
        start = Start.random(2, window(minimum), classroom.seed());
        bowl = loss.bowl();
        seeds = classroom.seeds(5, 25);
    }

    @Override
    public Topic topic() {
        return Topic.FIRST_STEPS;
    }

    @Override
    public Question question() {
        return new Question(
                "One pass over " + loss.rows() + " examples: gradient descent moves once, stochastic gradient "
                        + "descent " + loss.rows()
                        + " times. How many passes does gradient descent need to come as low as "
                        + "stochastic gradient descent comes in one, at the same rate?",
                List.of("one or two", "three to ten", "eleven to thirty", "more than thirty"));
    }

    @Override
    public List<String> setting() {
        return List.of("model: y = w₁·x₁ + w₂·x₂ with x₁ = " + first + ", x₂ = " + second + ", mean squared error",
                "data: the first " + loss.rows() + " rows of " + classroom.data().name()
                        + ", features standardised and \"" + prepared.target().name() + "\" centred",
                "updates: η = " + RATE + "; one epoch is 1 update of gradient descent and " + loss.rows()
                        + " of stochastic gradient descent; then " + EPOCHS + " epochs of each",
                "seeds: " + classroom.seed() + " for the start; " + Classroom.words(seeds)
                        + " for the order of the examples");
    }

    @Override
    public double cost() {
        return 1;
    }

    @Override
    public Optional<String> page(String data) {
        return classroom.columns(prepared, first, second)
                .map(columns -> new PageSettings().word("data", data, "line").columns(columns).number("lr", RATE, 0.1)
                        .number("passes", EPOCHS, 5).seed(seeds.getFirst()).numbers("start", start).text());
    }

    /// Around the minimum, five units wide to three high.
    private static Window window(double[] minimum) {
        double reach = Math.max(Math.abs(minimum[0]), Math.abs(minimum[1]));
        double half = reach == 0 ? 1 : 2 * reach;
        return new Window(minimum[0] - half, minimum[0] + half, minimum[1] - 0.6 * half, minimum[1] + 0.6 * half);
    }

    /// One epoch after the other: the loss above its minimum.
    private record Course(List<double[]> points, double[] gaps) {
    }

    @Override
    public Lesson run(Progress progress) {
        Walk walk = Walk.of(loss, Optimizers.byName("sgd").withLr(RATE)).from(start).updates(EPOCHS);
        List<WorkedUpdate> worked = WorkedUpdate.first(walk, WORKED);
        Course descent = descent(RATE, EPOCHS);
        double fastest = 2 / (loss.curvature().largest() + loss.curvature().smallest());
        Course fast = descent(fastest, EPOCHS);
        List<Course> stochastic = new ArrayList<>();
        for (long seed : seeds) {
            stochastic.add(stochastic(seed, EPOCHS));
            progress.at("order " + stochastic.size() + " of " + seeds.size(),
                    (double) stochastic.size() / seeds.size());
        }
        double[] afterOne = stochastic.stream().mapToDouble(course -> course.gaps[1]).toArray();
        double[] needed = stochastic.stream().mapToDouble(course -> epochsTo(RATE, course.gaps[1])).toArray();
        double[] neededFast = stochastic.stream().mapToDouble(course -> epochsTo(fastest, course.gaps[1])).toArray();
        double lead = Say.median(needed);
        return new Lesson(List.of(new Exhibit.Updates("Gradient descent, update by update", worked),
                table(descent, fast, fastest, afterOne), plane(walk, stochastic.getFirst()),
                curves(descent, fast, fastest, stochastic)),
                answer(descent, fast, fastest, stochastic, afterOne, lead, Say.median(neededFast)),
                lead <= 2 ? 0 : lead <= 10 ? 1 : lead <= 30 ? 2 : 3);
    }

    private Course descent(double rate, int epochs) {
        List<double[]> points = new ArrayList<>(List.of(start.clone()));
        double[] gaps = new double[epochs + 1];
        gaps[0] = gap(start);
        double[] theta = start.clone();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            step(loss, theta, rate);
            points.add(theta.clone());
            gaps[epoch] = gap(theta);
        }
        return new Course(points, gaps);
    }

    private Course stochastic(long seed, int epochs) {
        Batches batches = new Batches(loss.rows(), 1, Shuffle.EACH_EPOCH, seed);
        List<double[]> points = new ArrayList<>(List.of(start.clone()));
        double[] gaps = new double[epochs + 1];
        gaps[0] = gap(start);
        double[] theta = start.clone();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int row : batches.order(epoch - 1L)) {
                step(loss.row(row), theta, RATE);
                points.add(theta.clone());
            }
            gaps[epoch] = gap(theta);
        }
        return new Course(points, gaps);
    }

    private static void step(LeastSquares of, double[] theta, double rate) {
        double[] gradient = new double[theta.length];
        of.valueAndGradient(theta, gradient);
        for (int j = 0; j < theta.length; j++) {
            theta[j] -= rate * gradient[j];
        }
    }

    /// How far the loss is above its minimum; what is left to rounding is 0.
    private double gap(double[] theta) {
        double gap = bowl.valueAndGradient(theta, new double[2]);
        return gap > ROUNDING * loss.value(start) ? gap : 0;
    }

    private double epochsTo(double rate, double wanted) {
        double[] theta = start.clone();
        for (int epoch = 1; epoch <= PATIENCE; epoch++) {
            step(loss, theta, rate);
            if (gap(theta) <= wanted) {
                return epoch;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private Exhibit table(Course descent, Course fast, double fastest, double[] afterOne) {
        double lowest = loss.value(minimum);
        return Exhibit.Grid.of("After one epoch; the lowest loss is " + Say.measured(lowest))
                .column("method", Exhibit.Kind.WORD).column("rate", Exhibit.Kind.SETTING)
                .column("updates", Exhibit.Kind.COUNT).column("gradients of one example", Exhibit.Kind.COUNT)
                .column("loss before", Exhibit.Kind.MEASURED).column("loss after", Exhibit.Kind.MEASURED)
                .row("gradient descent", RATE, 1, loss.rows(), loss.value(start), lowest + descent.gaps[1])
                .row("gradient descent, its best rate", fastest, 1, loss.rows(), loss.value(start),
                        lowest + fast.gaps[1])
                .row("stochastic, median of " + seeds.size() + " orders", RATE, loss.rows(), loss.rows(),
                        loss.value(start), lowest + Say.median(afterOne));
    }

    private Exhibit plane(Walk walk, Course stochastic) {
        List<double[]> first = stochastic.points.subList(0, loss.rows() + 1);
        List<double[]> all = walk.run().steps().stream().map(step -> step.point()).toList();
        List<double[]> seen = new ArrayList<>(first);
        seen.addAll(all);
        seen.add(minimum);
        return new Exhibit.Plane("One epoch of stochastic gradient descent beside " + EPOCHS + " of gradient descent",
                "w₁", "w₂", (x, y) -> loss.value(x, y), around(seen),
                List.of(path("GD", all), path("SGD", first)),
                List.of(new Minimum(minimum, loss.value(minimum))));
    }

    /// The points with half of their spread around them; neither side is shorter than half of the other.
    private static Window around(List<double[]> points) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double[] point : points) {
            for (int i = 0; i < 2; i++) {
                low[i] = Math.min(low[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }
        double longer = Math.max(high[0] - low[0], high[1] - low[1]);
        double x = Math.max(high[0] - low[0], longer / 2);
        double y = Math.max(high[1] - low[1], longer / 2);
        double midX = (low[0] + high[0]) / 2;
        double midY = (low[1] + high[1]) / 2;
        return new Window(midX - x, midX + x, midY - y, midY + y);
    }

    private static Exhibit.Path path(String name, List<double[]> points) {
        return new Exhibit.Path(name, points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(), 0);
    }

    private Exhibit curves(Course descent, Course fast, double fastest, List<Course> stochastic) {
        double[] epochs = new double[EPOCHS + 1];
        double[] median = new double[EPOCHS + 1];
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            int at = epoch;
            epochs[epoch] = epoch;
            median[epoch] = Say.median(stochastic.stream().mapToDouble(course -> course.gaps[at]).toArray());
        }
        return new Exhibit.Curves("Loss above its minimum", "epoch", "loss above the minimum", false,
                List.of(curve("GD", epochs, descent.gaps), curve("GD at " + Numbers.brief(fastest), epochs, fast.gaps),
                        curve("SGD", epochs, median)));
    }

    /// A curve that ends where only rounding is left above the minimum.
    private static Exhibit.Curve curve(String name, double[] epochs, double[] gaps) {
        return new Exhibit.Curve(name, epochs, Arrays.stream(gaps).map(gap -> gap == 0 ? Double.NaN : gap).toArray(),
                0);
    }

    private List<String> answer(Course descent, Course fast, double fastest, List<Course> stochastic,
            double[] afterOne, double lead, double leadFast) {
        double lowest = loss.value(minimum);
        double wander = Say.median(stochastic.stream().mapToDouble(course -> course.gaps[EPOCHS]).toArray());
        return List.of(
                "After one epoch gradient descent has made 1 update and stochastic gradient descent " + loss.rows()
                        + "; both have looked at " + loss.rows() + " gradients of one example.",
                "From " + Numbers.vector(start, 2) + " the loss fell from " + Say.measured(loss.value(start)) + " to "
                        + Say.measured(lowest + descent.gaps[1]) + " with the one move and to "
                        + Say.measured(lowest + Say.median(afterOne)) + " with the " + loss.rows() + " (median of "
                        + seeds.size() + " orders); no weights come below " + Say.measured(lowest) + ".",
                lead(lead, leadFast, fastest),
                (lead > 1 ? "The lead is one of the beginning: after " : "After ") + EPOCHS
                        + " epochs stochastic gradient descent still stands "
                        + Say.measured(wander) + " above the minimum, because each example pulls its own way; gradient "
                        + "descent stands " + Say.measured(descent.gaps[EPOCHS]) + " above it"
                        + (fast.gaps[EPOCHS] < descent.gaps[EPOCHS]
                                ? ", and at its best rate " + Say.measured(fast.gaps[EPOCHS]) + "."
                                : "."));
    }

    private String lead(double lead, double leadFast, double fastest) {
        if (Double.isInfinite(lead)) {
            return "Gradient descent at the same rate did not come as low within " + Say.count(PATIENCE) + " epochs.";
        }
        if (lead <= 1) {
            return "Gradient descent at the same η = " + RATE + " comes as low in its first epoch: here the "
                    + loss.rows() + " rough moves gain nothing over the one.";
        }
        String times = lead == loss.rows() ? "exactly " + loss.rows() + " times"
                : Say.count(lead) + " times, not " + loss.rows() + " times,";
        return "Gradient descent at the same η = " + RATE + " needs " + Say.count(lead, "epoch")
                + " to come as low: counted in gradients, stochastic gradient descent is " + times
                + " as fast here. With the rate that suits it best, η = " + Numbers.brief(fastest) + ", it needs "
                + Say.count(leadFast, "epoch") + ".";
    }

    /// The two numeric features that go with the target most closely.
    private static int[] mostCorrelated(Prepared prepared) {
        Examples rows = prepared.train();
        int best = -1;
        int second = -1;
        for (int column : Classroom.numeric(prepared)) {
            if (best < 0 || correlation(rows, column) > correlation(rows, best)) {
                second = best;
                best = column;
            } else if (second < 0 || correlation(rows, column) > correlation(rows, second)) {
                second = column;
            }
        }
        return new int[] {Math.min(best, second), Math.max(best, second)};
    }

    private static double correlation(Examples rows, int column) {
        double n = rows.rows();
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double a = rows.x()[row * rows.features() + column];
            double b = rows.targets()[row];
            x += a;
            y += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        double spread = (xx - x * x / n) * (yy - y * y / n);
        return spread > 0 ? Math.abs(xy - x * y / n) / Math.sqrt(spread) : 0;
    }
}
