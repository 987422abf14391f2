package dev.descent.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a search for a batch size found.
///
/// @param plan        what it ran
/// @param points      by batch size, ascending
/// @param target      the validation loss that counts as there
/// @param critical    how updates depend on the batch size; null where too few sizes reach the target
/// @param noise       the gradient noise scale at some updates of a training
/// @param interrupted whether it was stopped before its end; then it says only what is known
/// @param announced   seconds that it was said to take
/// @param seconds     what it took
public record BatchSizeResult(BatchSizePlan plan, List<BatchSizePoint> points, double target,
        @Nullable CriticalBatch critical, List<NoiseScale> noise, boolean interrupted,
        double announced, double seconds) {

    private static final double LEVEL = 0.95;

    public BatchSizeResult {
        points = List.copyOf(points);
        noise = List.copyOf(noise);
    }

    /// The batch size that reaches the target in the least time; without a timing pass, with the fewest rows.
    public Optional<BatchSizePoint> fastest() {
        return points.stream().filter(point -> Double.isFinite(point.medianUpdates()))
                .min(Comparator.comparingDouble(this::cost));
    }

    private double cost(BatchSizePoint point) {
        return timed() ? point.medianSeconds() : point.medianUpdates() * point.batch();
    }

    /// How many trainings ran, those of the timing pass not counted.
    public int runs() {
        return points.stream().mapToInt(point -> point.runs().size()
                + point.search().stream().mapToInt(setting -> setting.runs().size()).sum()).sum();
    }

    /// Whether there was a timing pass.
    public boolean timed() {
        return points.stream().allMatch(point -> point.secondsPerUpdate().length > 0);
    }

    /// The answer in sentences.
    public List<String> answer() {
        List<String> sentences = new ArrayList<>();
        fastest().ifPresent(first -> {
            sentences.add("Batch " + first.batch() + " reaches the loss " + brief(target) + " "
                    + (timed() ? "fastest, in " + brief(first.medianSeconds()) + " s" : "with the fewest rows") + ": "
                    + whole(first.medianUpdates()) + " updates at rate " + brief(first.lr()) + ".");
            points.stream().filter(point -> point != first && Double.isFinite(point.medianUpdates()))
                    .min(Comparator.comparingDouble(this::cost)).ifPresent(second -> sentences.add(
                            ratio(first, second)));
        });
        if (critical != null) {
            sentences.add("Updates fall with the batch size as with a critical batch of " + whole(critical.rows())
                    + " rows" + rows(critical.low(), critical.high()) + ": below a third of it twice the rows need "
                    + "nearly half the updates, above three times it nearly as many. "
                    + regimes(critical));
        }
        if (!noise.isEmpty()) {
            sentences.add("The gradient noise scale is " + noise.stream().map(scale -> whole(scale.value()) + " rows"
                    + rows(scale.low(), scale.high()) + " at update " + scale.update())
                    .collect(Collectors.joining(", ")) + ".");
        }
        quality().ifPresent(sentences::add);
        return sentences;
    }

    private String ratio(BatchSizePoint first, BatchSizePoint second) {
        double[] logs = new double[first.updates().length];
        for (int s = 0; s < logs.length; s++) {
            logs[s] = StrictMath.log(timed() ? second.seconds()[s] / first.seconds()[s]
                    : second.updates()[s] * second.batch() / (first.updates()[s] * first.batch()));
        }
        if (!Arrays.stream(logs).allMatch(Double::isFinite)) {
            return "Batch " + second.batch()
                    + " is next; not every seed reached the target with both, so they cannot be "
                    + "compared seed by seed.";
        }
        Interval interval = Interval.of(LEVEL, logs);
        String pair = "Batch " + second.batch() + " needs "
                + brief(StrictMath.exp(interval.mean())) + " times as " + (timed() ? "long" : "many rows")
                + " as batch "
                + first.batch();
        return !Double.isFinite(interval.low()) || !Double.isFinite(interval.high())
                ? pair + "; " + logs.length + " seeds cannot say how sure that is."
                : pair + " (95%: " + brief(StrictMath.exp(interval.low())) + " to "
                        + brief(StrictMath.exp(interval.high())) + ")"
                        + (interval.decided() ? "." : ", so the two cannot be told apart.");
    }

    private String regimes(CriticalBatch fit) {
        List<String> parts = new ArrayList<>();
        for (CriticalBatch.Regime regime : CriticalBatch.Regime.values()) {
            String sizes = points.stream().filter(point -> fit.regime(point.batch()) == regime)
                    .map(point -> Integer.toString(point.batch())).collect(Collectors.joining(", "));
            if (!sizes.isEmpty()) {
                parts.add(regime.option() + ": " + sizes);
            }
        }
        String text = String.join("; ", parts) + ".";
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// What the largest batch loses against the best, seed by seed.
    private Optional<String> quality() {
        BatchSizePoint largest = points.getLast();
        return points.stream().filter(point -> point != largest)
                .min(Comparator.comparingDouble(BatchSizePoint::medianLoss))
                .filter(best -> Double.isFinite(best.medianLoss())).map(best -> {
                    Interval loss = lossAgainst(largest, best);
                    String pair = "Batch " + largest.batch() + ", the largest, ends at a validation loss of "
                            + brief(largest.medianLoss()) + ", batch " + best.batch() + " at "
                            + brief(best.medianLoss());
                    return Double.isNaN(loss.low()) || Double.isNaN(loss.high())
                            ? pair + "; with these seeds nothing more can be said."
                            : pair + " (medians). Seed by seed it loses " + brief(loss.mean())
                                    + interval(loss.low(), loss.high()) + " on average"
                                    + (loss.decided() ? "." : ", which chance explains.");
                });
    }

    /// The difference of lowest losses, `point` − `best`, over the seeds.
    static Interval lossAgainst(BatchSizePoint point, BatchSizePoint best) {
        double[] differences = new double[best.losses().length];
        for (int s = 0; s < differences.length; s++) {
            differences[s] = point.losses()[s] - best.losses()[s];
        }
        return Interval.of(LEVEL, differences);
    }

    private static String interval(double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high)
                ? " (95%: " + brief(low) + " to " + brief(high) + ")" : "";
    }

    private static String rows(double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high) ? " (95%: " + whole(low) + " to " + whole(high) + ")" : "";
    }

    /// Counts and rows, which nobody asks for tenths of.
    private static String whole(double value) {
        return value < 10 ? brief(value) : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private static String brief(double value) {
        return Double.isFinite(value) ? Verdict.brief(value) : "no finite number";
    }
}
