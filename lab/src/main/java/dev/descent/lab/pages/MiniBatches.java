package dev.descent.lab.pages;

import dev.descent.data.Batches;
import dev.descent.data.Scale;
import dev.descent.data.Shuffle;
import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.optim.Optimizers;
import dev.descent.study.CriticalBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Mini-batches: what the rows per update do to updates, examples, epochs and seconds, all on one loss of two weights, so
/// that every number is exact and the same loss can be drawn.
///
/// The loss is the mean squared error over standardised columns: 1 is that of predicting the mean.
public final class MiniBatches implements Page {

    private static final int MOST_ROWS = 2_000;
    /// The sizes that are drawn over time, below all rows.
    private static final int[] DRAWN = {1, 10, 100, 1_000};
    /// Sizes of the charts over batch sizes, for each power of ten.
    private static final int[] DIGITS = {1, 2, 5};
    /// Each size runs that long, or as many updates.
    private static final int EPOCHS = 20;
    private static final int UPDATES = 200;
    /// Epochs whose batches are shown, and updates that can be looked at one by one.
    private static final int SHOWN_EPOCHS = 4;
    private static final int MOST_LOOKED_AT = 400;
    private static final double LEAST_RATE = 1e-4;
    private static final double MOST_RATE = 2;
    /// The share of the start's height at which a descent is there.
    private static final double TARGET = 1e-3;
    private static final int MOST_COUNTED = 20_000;
    private static final int SEEDS = 9;
    /// Of 2/λ_max, over three powers of ten, eight to each: from the middle up to just below it, then down, since who is
    /// slower than the best so far need not be followed.
    private static final double[] TUNING = IntStream.concat(IntStream.rangeClosed(-12, 0).map(k -> -k),
            IntStream.rangeClosed(13, 24)).mapToDouble(k -> 0.98 * StrictMath.pow(10, -k / 8.0)).toArray();
    /// Marks for each power of ten of updates.
    private static final int MARKS = 40;

    private final Map<String, Table> tables;

    /// @param tables the data by id
    public MiniBatches(Map<String, Table> tables) {
        this.tables = tables;
    }

    @Override
    public String slug() {
        return "mini-batch";
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", this::ground), new Question("runs", this::runs),
                new Question("look", this::look), new Question("steps", this::steps), new Question("tune", this::tune),
                new Question("time", this::time));
    }

    private ScaledPlane whole(Ask ask) {
        return ScaledPlane.of(LeastSquares.complete(DataAsk.table(ask, tables), DataAsk.columns(ask), MOST_ROWS),
                Scale.STANDARD, 1);
    }

    private static double[] start(Ask ask, ScaledPlane whole) {
        return ask.has("start") ? ask.numbers("start", 2) : whole.usualStart();
    }

    private static double rate(Ask ask) {
        return ask.number("lr", LEAST_RATE, MOST_RATE);
    }

    private static Orders orders(Ask ask, ScaledPlane whole) {
        return new Orders(whole.loss().rows(),
                Shuffle.of(ask.choice("shuffle", Arrays.stream(Shuffle.values()).map(Shuffle::option).toList())),
                ask.seed("seed"));
    }

    private static int[] drawn(int rows) {
        return IntStream.concat(Arrays.stream(DRAWN).filter(size -> size < rows), IntStream.of(rows)).toArray();
    }

    /// 1, 2, 5, 10, … and all rows.
    private static int[] sizes(int rows) {
        List<Integer> sizes = new ArrayList<>();
        for (int decade = 1; decade < rows; decade *= 10) {
            for (int digit : DIGITS) {
                if (digit * decade < rows) {
                    sizes.add(digit * decade);
                }
            }
        }
        sizes.add(rows);
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The loss over all rows: its relief, its minimum, how it bends.
    private Answer ground(Ask ask) {
        ScaledPlane whole = whole(ask);
        int rows = whole.loss().rows();
        return Ground.add(new Answer(), whole::value, whole.window(whole.usualStart())).fact("examples", rows)
                .fact("drawn", drawn(rows)).fact("sizes", sizes(rows)).fact("minimum", whole.minimum().point())
                .fact("minimumLoss", whole.minimum().value()).fact("start", whole.usualStart())
                .fact("stableRate", whole.curvature().stableRate()).fact("formula", whole.loss().formula())
                .fact("equation", Printer.mathml(Optimizers.byName("sgd").rule()));
    }

    /// The height over the minimum of each batch size at one rate, after 1, 2, 3, … updates, ever farther apart.
    private Answer runs(Ask ask) {
        ScaledPlane whole = whole(ask);
        double[] start = start(ask, whole);
        double lr = rate(ask);
        Orders orders = orders(ask, whole);
        double[] afterEpochs = new double[drawn(orders.rows()).length];
        double[] afterUpdates = new double[afterEpochs.length];
        List<Boolean> diverged = new ArrayList<>();
        Answer answer = new Answer().fact("epochs", EPOCHS).fact("updates", UPDATES).fact("start", start)
                .fact("startHeight", whole.height(start)).fact("target", TARGET * whole.height(start));
        int[] drawn = drawn(orders.rows());
        for (int i = 0; i < drawn.length; i++) {
            long epochs = (long) EPOCHS * orders.batches(drawn[i]).perEpoch();
            long[] marks = marks(Math.max(epochs, UPDATES), epochs);
            int[] updates = new int[marks.length];
            double[] heights = new double[marks.length];
            BatchWalk walk = new BatchWalk(whole, orders, drawn[i], lr, start);
            int made = 0;
            afterEpochs[i] = Double.POSITIVE_INFINITY;
            afterUpdates[i] = Double.POSITIVE_INFINITY;
            while (made < marks.length && !walk.gone()) {
                while (walk.updates() < marks[made] && !walk.gone()) {
                    walk.update();
                }
                if (!walk.gone()) {
                    updates[made] = (int) marks[made];
                    heights[made] = walk.height();
                    afterEpochs[i] = marks[made] == epochs ? heights[made] : afterEpochs[i];
                    afterUpdates[i] = marks[made] == UPDATES ? heights[made] : afterUpdates[i];
                    made++;
                }
            }
            diverged.add(walk.gone());
            answer.integers("updates" + i, Arrays.copyOf(updates, made))
                    .doubles("heights" + i, Arrays.copyOf(heights, made));
        }
        return answer.fact("diverged", diverged).fact("afterEpochs", finite(afterEpochs))
                .fact("afterUpdates", finite(afterUpdates));
    }

    private static List<@Nullable Double> finite(double[] values) {
        List<@Nullable Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(Double.isFinite(value) ? value : null);
        }
        return list;
    }

    /// Updates from 1 to the last, evenly on a logarithmic scale, and those that are compared.
    private static long[] marks(long last, long epochs) {
        int steps = (int) Math.ceil(MARKS * StrictMath.log10(last));
        return IntStream.concat(IntStream.rangeClosed(0, steps)
                .map(k -> (int) Math.min(last, Math.rint(StrictMath.pow(10, (double) k / MARKS)))),
                IntStream.of((int) epochs, UPDATES)).sorted().distinct().asLongStream().toArray();
    }

    /// One batch size from near: which rows form each batch, its path, and at one point of the path the gradients of forty
    /// batches and of all rows.
    private Answer look(Ask ask) {
        ScaledPlane whole = whole(ask);
        LeastSquares loss = whole.loss();
        Orders orders = orders(ask, whole);
        int size = ask.integer("batch", 1, loss.rows());
        Path path = Path.of(ask, whole, orders, size);
        int[] order = new int[SHOWN_EPOCHS * loss.rows()];
        for (int epoch = 0; epoch < SHOWN_EPOCHS; epoch++) {
            System.arraycopy(orders.of(epoch), 0, order, epoch * loss.rows(), loss.rows());
        }
        double[] gradient = new double[2];
        whole.valueAndGradient(path.at, gradient);
        Orders others = new Orders(loss.rows(), Shuffle.EACH_EPOCH, ask.seed("seed") + 1);
        int[] sizes = sizes(loss.rows());
        double[] degrees = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            degrees[i] = GradientFan.of(loss, others, sizes[i], path.at, gradient).degrees();
        }
        return new Answer().fact("t", path.t).fact("most", path.most).fact("perEpoch", orders.batches(size).perEpoch())
                .fact("diverged", path.diverged).fact("point", path.at).fact("gradient", gradient)
                .fact("ofOneRow", GradientFan.ofOneRow(loss, path.at, gradient))
                .fact("angle", GradientFan.of(loss, others, size, path.at, gradient).degrees())
                .integers("order", order).doubles("points", path.points).doubles("heights", path.heights)
                .doubles("fan", GradientFan.of(loss, others, size, path.at, gradient).gradients())
                .doubles("degrees", degrees);
    }

    /// The path of one batch size as far as it can be looked at.
    ///
    /// @param most     updates that there could be
    /// @param points   (2·(updates + 1))
    /// @param heights  (updates + 1)
    /// @param diverged whether it ends before `most`
    /// @param t        the update that is looked at, as far as there is one
    /// @param at       (2) where it stands then
    private record Path(int most, double[] points, double[] heights, boolean diverged, int t, double[] at) {

        static Path of(Ask ask, ScaledPlane whole, Orders orders, int size) {
            int most = Math.min(MOST_LOOKED_AT, SHOWN_EPOCHS * orders.batches(size).perEpoch());
            BatchWalk walk = new BatchWalk(whole, orders, size, rate(ask), start(ask, whole));
            double[] points = new double[2 * (most + 1)];
            double[] heights = new double[most + 1];
            int kept = 0;
            while (kept <= most && !walk.gone()) {
                System.arraycopy(walk.theta(), 0, points, 2 * kept, 2);
                heights[kept++] = walk.height();
                walk.update();
            }
            int t = Math.min(ask.integer("t", 0, MOST_LOOKED_AT), kept - 1);
            return new Path(most, Arrays.copyOf(points, 2 * kept), Arrays.copyOf(heights, kept), kept <= most, t,
                    Arrays.copyOfRange(points, 2 * t, 2 * t + 2));
        }
    }

    /// The losses of the next two batches, L′ and L″, beside that of all rows: where each would go from the same point, and
    /// what that does to all three.
    private Answer steps(Ask ask) {
        ScaledPlane whole = whole(ask);
        Orders orders = orders(ask, whole);
        int size = ask.integer("batch", 1, whole.loss().rows());
        double lr = rate(ask);
        Path path = Path.of(ask, whole, orders, size);
        Batches batches = orders.batches(size);
        ScaledPlane[] losses = {part(whole, orders, batches, path.t), part(whole, orders, batches, path.t + 1), whole};
        Answer answer = new Answer().fact("t", path.t).fact("point", path.at);
        double[] before = new double[3];
        List<double[]> steps = new ArrayList<>();
        List<double[]> after = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double[] gradient = new double[2];
            before[i] = losses[i].valueAndGradient(path.at, gradient);
            double[] step = {-lr * gradient[0], -lr * gradient[1]};
            steps.add(step);
            after.add(Arrays.stream(losses)
                    .mapToDouble(loss -> loss.value(path.at[0] + step[0], path.at[1] + step[1])).toArray());
        }
        for (int i = 0; i < 2; i++) {
            answer.all(i == 0 ? "first" : "second", Ground.add(new Answer(), losses[i]::value,
                    whole.window(whole.usualStart())).fact("minimum", losses[i].minimum().point()));
        }
        return answer.fact("before", before).fact("steps", steps).fact("after", after);
    }

    /// The loss of the batch that update `t` (from 0) sees.
    private static ScaledPlane part(ScaledPlane whole, Orders orders, Batches batches, int t) {
        int batch = t % batches.perEpoch();
        int[] order = batches.perEpoch() == 1 ? batches.order(0) : orders.of(t / batches.perEpoch());
        return ScaledPlane.of(whole.loss().part(order, batches.from(batch), batches.count(batch)));
    }

    /// Updates to the target of each batch size: at one rate, and at the best of its own. In file order all seeds are the
    /// same.
    private Answer tune(Ask ask) {
        ScaledPlane whole = whole(ask);
        double[] start = start(ask, whole);
        double lr = rate(ask);
        Orders asked = orders(ask, whole);
        Shuffle shuffle = asked.batches(1).shuffle();
        List<Orders> seeds = IntStream.range(0, SEEDS)
                .mapToObj(s -> new Orders(asked.rows(), shuffle, asked.batches(1).seed() + s)).toList();
        int[] sizes = sizes(asked.rows());
        double stable = whole.curvature().stableRate();
        double[] atOne = new double[sizes.length];
        double[] best = new double[sizes.length];
        double[] bestRate = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            atOne[i] = updates(whole, seeds, sizes[i], lr, start, MOST_COUNTED);
            best[i] = Double.POSITIVE_INFINITY;
            for (double share : TUNING) {
                double updates = updates(whole, seeds, sizes[i], share * stable, start,
                        Math.min(MOST_COUNTED, best[i]));
                if (updates < best[i]) {
                    best[i] = updates;
                    bestRate[i] = share * stable;
                }
            }
        }
        CriticalBatch critical = CriticalBatch.fit(Arrays.stream(sizes).asDoubleStream().toArray(),
                Arrays.stream(best).mapToObj(updates -> new double[] {updates}).toArray(double[][]::new));
        return new Answer().fact("seeds", SEEDS).fact("share", TARGET).fact("mostCounted", MOST_COUNTED)
                .fact("atOne", finite(atOne)).fact("tuned", finite(best)).fact("tunedRate", bestRate)
                .fact("critical", critical == null ? null : critical.rows());
    }

    /// Updates until the mean height over the seeds is at the target: where single rows scatter, one run is below it by luck
    /// long before. Infinite where `most` do not do.
    private static double updates(ScaledPlane whole, List<Orders> seeds, int size, double lr, double[] start,
            double most) {
        double target = TARGET * whole.height(start);
        // All rows at once have no order.
        List<BatchWalk> walks = seeds.stream().limit(size < whole.loss().rows() ? seeds.size() : 1)
                .map(orders -> new BatchWalk(whole, orders, size, lr, start)).toList();
        for (int updates = 0; updates <= most; updates++) {
            double mean = 0;
            for (BatchWalk walk : walks) {
                mean += walk.height() / walks.size();
            }
            if (mean <= target) {
                return updates;
            }
            if (walks.stream().anyMatch(BatchWalk::gone)) {
                break;
            }
            walks.forEach(BatchWalk::update);
        }
        return Double.POSITIVE_INFINITY;
    }

    /// What an update takes here and now; see [BatchTiming].
    private Answer time(Ask ask) {
        ScaledPlane whole = whole(ask);
        BatchTiming timing = BatchTiming.of(whole, sizes(whole.loss().rows()), whole.usualStart());
        return new Answer().fact("repeats", BatchTiming.REPEATS).fact("seconds", timing.median())
                .fact("least", timing.least()).fact("most", timing.most())
                .fact("cores", Runtime.getRuntime().availableProcessors());
    }
}
