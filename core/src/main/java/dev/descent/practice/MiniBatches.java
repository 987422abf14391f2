package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.data.Task;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Speed and quality of batch sizes: an epoch at batch 1, the same time at the others, and each with a rate of its own.
final class MiniBatches implements Practice {

    private static final double RATE = 0.01;
    private static final double[] RATES = {0.01, 0.03, 0.1, 0.3, 1};
    /// Of batch 1's time, for each training that tunes.
    private static final double TUNING = 0.25;
    private static final double TUNING_FULL = 1;
    private static final int SEEN = 2_000;
    private static final int STEP_ROWS = 10;
    /// Losses within this factor of the best are as good.
    private static final double AS_GOOD = 1.1;
    /// Kernels begin as plain code and are at full speed only after HotSpot's last compiler has seen them: updates are
    /// timed in stretches until so many in a row were no faster than the best before.
    private static final double STRETCH_SECONDS = 0.3;
    private static final int SETTLED = 8;
    private static final int MOST_STRETCHES = 30;
    private static final double FASTER = 0.9;
    private static final double WARM_UP_SECONDS = 0.6;
    private static final int WORTH_WARMING = 10_000;
    /// What all trainings together should take at most; tuning gives way.
    private static final double BUDGET_SECONDS = 70;
    private static final double LEAST_TUNING = 0.05;

    private final Classroom classroom;
    private final Prepared prepared;
    private final BatchRun.Bench bench;
    private final int[] sizes;
    private double pace = Double.POSITIVE_INFINITY;

    /// @param hidden units of the hidden layers
    MiniBatches(Classroom classroom, Prepared prepared, List<Integer> hidden) {
        this.classroom = classroom;
        this.prepared = prepared;
        int classes = prepared.target().classes().size();
        Loss loss = prepared.target().task() == Task.REGRESSION ? Loss.MSE
                : classes == 2 ? Loss.LOGISTIC : Loss.CROSS_ENTROPY;
        Network network = Network.mlp(prepared.train().features(), hidden, loss == Loss.CROSS_ENTROPY ? classes : 1,
                Activation.RELU, loss);
        int rows = prepared.train().rows();
        bench = new BatchRun.Bench(network, prepared.train(), Math.min(SEEN, rows), classroom.threads(),
                classroom.seed());
        sizes = IntStream.concat(IntStream.of(1, 10, 100, 1000).filter(size -> size < rows), IntStream.of(rows))
                .toArray();
    }

    @Override
    public Topic topic() {
        return Topic.MINI_BATCH;
    }

    @Override
    public Question question() {
        return new Question(
                "All batch sizes train for the time that batch 1 needs for one epoch, at the same η = " + RATE
                        + ". Which ends with the lowest loss?",
                Arrays.stream(sizes).mapToObj(this::name).toList());
    }

    private String name(int size) {
        return size == prepared.train().rows() ? "all " + Say.count(size) + " rows" : "batch " + Say.count(size);
    }

    @Override
    public List<String> setting() {
        StringBuilder shape = new StringBuilder(Integer.toString(prepared.train().features()));
        bench.network().layers().forEach(layer -> shape.append('-').append(layer.outputs()));
        return List.of("model: " + shape + ", plain gradient descent",
                "data: " + classroom.about(prepared) + "; losses on the first " + Say.count(bench.seen()) + " of them",
                "updates: batch 1 for one epoch, the others for as many seconds, η = " + RATE + "; then each at "
                        + RATES.length + " rates for "
                        + (classroom.full() ? "as long" : "a quarter of that time, or less where that would take long"),
                "seeds: " + classroom.seed()
                        + " for split, weights and order; one training at a time, large batches on "
                        + classroom.threads() + (classroom.threads() == 1 ? " thread" : " threads"));
    }

    private double tuning() {
        return classroom.full() ? TUNING_FULL : TUNING;
    }

    @Override
    public double cost() {
        double one = pace() * prepared.train().rows();
        return sizes.length * (one + RATES.length * tuningSeconds(one)) + sizes.length;
    }

    @Override
    public Optional<String> page(String data) {
        return classroom.columns(prepared).map(columns -> new PageSettings().word("data", data, "line")
                .columns(columns).number("lr", RATE, 0.1).seed(classroom.seed()).text());
    }

    @Override
    public Lesson run(Progress progress) {
        pace();
        double trainings = sizes.length * (1 + RATES.length * tuning());
        List<BatchRun> runs = new ArrayList<>();
        for (int size : sizes) {
            progress.at(name(size) + " at η = " + RATE, runs.size() / trainings);
            warmUp(size);
            runs.add(BatchRun.of(bench, size, RATE,
                    runs.isEmpty() ? Double.POSITIVE_INFINITY : runs.getFirst().seconds()));
        }
        double seconds = runs.getFirst().seconds();
        List<BatchRun> tuned = new ArrayList<>();
        for (int size : sizes) {
            BatchRun best = null;
            for (double rate : RATES) {
                progress.at(name(size) + " at η = " + rate,
                        (sizes.length + tuning() * (tuned.size() * RATES.length)) / trainings);
                BatchRun run = BatchRun.brief(bench, size, rate, tuningSeconds(seconds));
                best = best == null || run.loss() < best.loss() ? run : best;
            }
            tuned.add(Objects.requireNonNull(best));
        }
        BatchSteps steps = BatchSteps.of(bench, middle(runs).parameters(), Math.min(STEP_ROWS, bench.seen() / 2),
                bench.seen(), RATE);
        List<String> answer = new ArrayList<>(List.of(speed(runs)));
        answer.addAll(comparisons(runs, tuned));
        answer.add(steps.words());
        return new Lesson(List.of(table(runs), curves(runs, "update"), curves(runs, "seconds"), quality(runs, tuned),
                steps.table()), answer, best(runs.stream().mapToDouble(BatchRun::loss).toArray()));
    }

    /// How long a training that tunes may take, of batch 1's time for an epoch.
    private double tuningSeconds(double one) {
        double most = tuning() * one;
        double left = (BUDGET_SECONDS - sizes.length * one) / (sizes.length * RATES.length);
        return classroom.full() ? most : Math.clamp(left, LEAST_TUNING * one, most);
    }

    /// Seconds of an update at batch 1 once its kernels are at full speed, which small data never see. Measured once.
    private double pace() {
        double best = pace;
        int since = Double.isFinite(best) ? SETTLED : prepared.train().rows() < WORTH_WARMING ? SETTLED - 1 : 0;
        for (int stretch = 0; stretch < MOST_STRETCHES && since < SETTLED; stretch++) {
            BatchRun run = BatchRun.brief(bench, 1, RATE, STRETCH_SECONDS);
            double seconds = run.seconds() / run.updates();
            since = Double.isFinite(best) && seconds < FASTER * best ? 0 : since + 1;
            best = Math.min(best, seconds);
        }
        pace = best;
        return best;
    }

    /// The largest batch goes through the network in parts as the one before it does, so it needs no warming of its own.
    private void warmUp(int size) {
        int rows = prepared.train().rows();
        if (size > 1 && size < rows && rows >= WORTH_WARMING) {
            BatchRun.brief(bench, size, RATE, WARM_UP_SECONDS);
        }
    }

    /// A run whose weights have learnt something, but not all.
    private static BatchRun middle(List<BatchRun> runs) {
        return runs.get(Math.min(2, runs.size() - 1));
    }

    private static int best(double[] losses) {
        int best = 0;
        for (int i = 1; i < losses.length; i++) {
            best = losses[i] < losses[best] ? i : best;
        }
        return best;
    }

    private Exhibit table(List<BatchRun> runs) {
        String metric = prepared.target().task() == Task.REGRESSION ? "r2" : "accuracy";
        Exhibit.Grid table = Exhibit.Grid.of("Equal seconds at η = " + RATE + "; " + metric
                + " on the validation rows").column("batch", Exhibit.Kind.WORD)
                .column("updates per epoch", Exhibit.Kind.COUNT).column("seconds per epoch", Exhibit.Kind.SECONDS)
                .column("epochs", Exhibit.Kind.MEASURED).column("updates", Exhibit.Kind.COUNT)
                .column("loss", Exhibit.Kind.MEASURED).column(metric, Exhibit.Kind.MEASURED);
        for (BatchRun run : runs) {
            table = table.row(name(run.batch()), Math.ceilDiv(prepared.train().rows(), run.batch()),
                    run.secondsPerEpoch(), run.epochs(), run.updates(), run.loss(), metric(run));
        }
        return table;
    }

    private double metric(BatchRun run) {
        return prepared.validation().rows() == 0 || Double.isInfinite(run.loss()) ? Double.NaN
                : bench.quality(run.parameters(), prepared.validation());
    }

    private Exhibit curves(List<BatchRun> runs, String axis) {
        return new Exhibit.Curves(
                "Batch sizes B: loss over " + (axis.equals("update") ? "updates" : axis) + ", η = " + RATE, axis,
                "training loss", true, runs.stream().map(run -> {
                    List<BatchRun.Mark> marks = run.marks().stream().filter(mark -> mark.update() > 0).toList();
                    return new Exhibit.Curve("B=" + run.batch(),
                            marks.stream().mapToDouble(mark -> axis.equals("update") ? mark.update() : mark.seconds())
                                    .toArray(),
                            marks.stream()
                                    .mapToDouble(mark -> Double.isInfinite(mark.loss()) ? Double.NaN : mark.loss())
                                    .toArray(),
                            Double.isInfinite(run.loss()) ? run.updates() + 1 : 0);
                }).toList());
    }

    private Exhibit quality(List<BatchRun> runs, List<BatchRun> tuned) {
        Exhibit.Grid table = Exhibit.Grid.of("Three comparisons of batch sizes: loss")
                .column("batch", Exhibit.Kind.WORD).column("one epoch, η = " + RATE, Exhibit.Kind.MEASURED)
                .column("equal seconds, η = " + RATE, Exhibit.Kind.MEASURED)
                .column("best rate", Exhibit.Kind.SETTING).column("equal seconds, best rate", Exhibit.Kind.MEASURED);
        for (int i = 0; i < sizes.length; i++) {
            table = table.row(name(sizes[i]), runs.get(i).afterEpoch(), runs.get(i).loss(), tuned.get(i).lr(),
                    tuned.get(i).loss());
        }
        return table;
    }

    private String speed(List<BatchRun> runs) {
        BatchRun one = runs.getFirst();
        BatchRun other = runs.get(Math.min(1, runs.size() - 1));
        String taught = prepared.preparation().images()
                ? " (often-taught figures for 50,000 examples are 166 s at batch 1 and 17 s at batch 10; hardware not "
                        + "comparable)"
                : "";
        return "An epoch is " + Say.count(prepared.train().rows(), "update") + " and " + Say.measured(one.seconds())
                + " s at batch 1, " + Say.count(Math.ceilDiv(prepared.train().rows(), other.batch()), "update")
                + " and "
                + Say.measured(other.secondsPerEpoch()) + " s at " + name(other.batch()) + taught
                + ": in the time of batch 1's one epoch " + name(other.batch()) + " makes "
                + Say.measured(one.seconds() / other.secondsPerEpoch()) + ".";
    }

    private List<String> comparisons(List<BatchRun> runs, List<BatchRun> tuned) {
        BatchRun large = runs.getLast();
        String who = name(large.batch());
        double[] epoch = runs.stream().mapToDouble(BatchRun::afterEpoch).toArray();
        double[] seconds = runs.stream().mapToDouble(BatchRun::loss).toArray();
        double[] own = tuned.stream().mapToDouble(BatchRun::loss).toArray();
        int last = sizes.length - 1;
        return List.of("Equal epochs at one η: after one epoch " + name(sizes[best(epoch)]) + " has the lowest loss, "
                + Say.measured(epoch[best(epoch)]) + verdict(who, epoch)
                + (worse(epoch) ? ", because an epoch of it is " + Say.count(1, "update") + ", not "
                        + Say.count(Math.ceilDiv(prepared.train().rows(), sizes[best(epoch)])) + "." : "."),
                "Equal seconds at one η: " + name(sizes[best(seconds)]) + " has the lowest loss, "
                        + Say.measured(seconds[best(seconds)]) + verdict(who, seconds)
                        + (worse(seconds) ? ", because in that time it makes " + Say.count(large.updates(), "update")
                                + " against " + Say.count(runs.get(best(seconds)).updates())
                                + ", and at one η more rows make a step steadier, not longer." : "."),
                "Equal seconds, η tuned for each: " + name(sizes[best(own)]) + " at η = " + tuned.get(best(own)).lr()
                        + " has the lowest loss, " + Say.measured(own[best(own)]) + verdict(who, own)
                        + (worse(own) ? ", at its best η = " + tuned.get(last).lr()
                                + ": a larger rate makes up for some of the updates that it lacks ("
                                + Say.count(tuned.get(last).updates()) + " against "
                                + Say.count(tuned.get(best(own)).updates()) + "), not for all." : "."));
    }

    private static boolean worse(double[] losses) {
        return losses[losses.length - 1] > AS_GOOD * losses[best(losses)];
    }

    private static String verdict(String who, double[] losses) {
        return "; the largest batch, " + who + ", ends at " + Say.measured(losses[losses.length - 1])
                + (worse(losses) ? " and is worse" : " and is as good");
    }
}
