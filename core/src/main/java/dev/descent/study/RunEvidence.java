package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Prepared;
import dev.descent.nn.NetworkObjective;
import dev.descent.nn.Parameters;
import dev.descent.objective.Spectrum;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import dev.descent.train.RunFolder;
import dev.descent.train.TrainingSteps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a run's curve and its last updates say. The run is repeated from its newest checkpoint to where it ended, which
/// determinism makes exact, and from there small experiments are made: the same updates again at a tenth of the rate, at
/// the rate, and at ten times it.
///
/// Losses of training rows are those of a fixed sample, gradients and curvature those of a part of it that suits the
/// network's size; what cannot be measured is NaN.
///
/// @param updates        done
/// @param validationBest the lowest validation loss
/// @param validationLast its mean over the last three measurements
/// @param trainAtBest    the training loss of the epoch with the lowest validation loss
/// @param trainLast      the training loss of the last epoch
/// @param start          the loss at the initial weights that the seed gives
/// @param end            the mean loss over the last updates
/// @param slope          the gradient's length at the end, as a share of its length at the initial weights
/// @param alternation    how many of the last updates turned the gradient round: its cosine with the one before was below
///                       −0.3
/// @param noise          variance of the batch's gradient over the squared length of the mean gradient
/// @param lower          by what share of the loss the experiment at a tenth of the rate came lower
/// @param same           the same at the rate
/// @param higher         the same at ten times the rate; −∞ where it diverged
/// @param flat           the share of hidden units whose slope is next to nothing
/// @param ends           the curvature at the end; null where the slope is not small
/// @param curvature      λ_max at the initial weights; NaN where the slope at the end is not small
/// @param rate           the run's rate that experiments start from
record RunEvidence(long updates, double validationBest, double validationLast, double trainAtBest, double trainLast,
        double start, double end, double slope, double alternation, double noise, double lower, double same,
        double higher, double flat, @Nullable Spectrum ends, double curvature, double rate) {

    /// The gradient counts as small below that share of the initial one: then curvature decides.
    static final double SMALL_SLOPE = 0.06;
    static final double TURNED = -0.3;
    private static final int LAST = 24;
    private static final int AVERAGED = 8;
    private static final int BATCHES = 16;
    private static final int SHORTEST = 60;
    private static final int LONGEST = 300;
    private static final int LOOKS = 8;
    private static final double[] FACTORS = {0.1, 1, 10};
    private static final double FLAT = 0.01;
    private static final int PRODUCTS = 48;
    /// Rows whose loss is measured.
    private static final int MEASURED = 2000;
    /// Parameters times rows of a gradient or Hessian-vector product: what a fraction of a second allows dozens of.
    private static final long PRODUCT = 10_000_000;
    private static final int MOST_ROWS = 512;
    private static final int FEWEST_ROWS = 48;

    /// What the curve alone says: of a diverged run there is no end to look at.
    static RunEvidence ofCurve(RunFolder run, long updates, double rate) {
        Curve curve = Curve.of(run);
        double none = Double.NaN;
        return new RunEvidence(updates, curve.best, curve.last, curve.trainAtBest, curve.trainLast, none, none, none,
                none,
                none, none, none, none, none, null, none, rate);
    }

    /// Repeats the run's end and experiments.
    ///
    /// @param updates how many the run made, at least 1
    static RunEvidence of(RunFolder run, Prepared prepared, long updates) {
        Curve curve = Curve.of(run);
        TrainingSteps steps = TrainingSteps.replay(run, prepared, Math.max(0, updates - LAST));
        LossSample sample = LossSample.of(steps, MEASURED);
        int rows = (int) Math.clamp(PRODUCT / steps.network().count(), FEWEST_ROWS, MOST_ROWS);
        NetworkObjective objective = new NetworkObjective(steps.network(), prepared.train(), steps.rowWeights(),
                DataEvidence.spacedRows(prepared.train().rows(), rows));
        Parameters fresh = Parameters.initial(steps.network(), run.recipe().training().seed());
        double[] initial = NetworkObjective.point(fresh);
        double[] gradient = new double[objective.size()];
        objective.valueAndGradient(initial, gradient);
        double steepness = length(gradient);

        double[] before = new double[0];
        double end = 0;
        int turned = 0;
        int points = 0;
        while (true) {
            objective.valueAndGradient(NetworkObjective.point(steps.parameters()), gradient);
            end += updates - steps.update() < AVERAGED ? sample.loss(steps.parameters()) : 0;
            points++;
            turned += before.length > 0 && cosine(before, gradient) < TURNED ? 1 : 0;
            before = gradient.clone();
            if (steps.update() >= updates) {
                break;
            }
            steps.step();
        }
        end /= Math.min(points, AVERAGED);
        double slope = length(gradient) / steepness;
        double[] theta = NetworkObjective.point(steps.parameters());
        double rate = rate(curve, steps);
        TrainingSteps.Point here = steps.point();
        double noise = noise(steps);
        double[] gains = new double[3];
        for (int i = 0; i < 3; i++) {
            gains[i] = (end - experiment(steps, sample, rate * FACTORS[i])) / end;
            steps.back(here);
        }
        double start = sample.loss(fresh);
        boolean small = slope < SMALL_SLOPE;
        Spectrum ends = small ? Spectrum.of(objective, theta, PRODUCTS) : null;
        double curvature = small ? Spectrum.of(objective, initial, PRODUCTS).largest() : Double.NaN;
        return new RunEvidence(updates, curve.best, curve.last, curve.trainAtBest, curve.trainLast, start, end, slope,
                points < 2 ? 0 : turned / (points - 1.0), noise, gains[0], gains[1], gains[2],
                objective.flatUnits(theta, FLAT), ends, curvature, rate);
    }

    /// The rate in the middle of the run: a schedule may have ended at 0.
    private static double rate(Curve curve, TrainingSteps steps) {
        double[] rates = curve.points.stream().mapToDouble(EpochPoint::lr).filter(lr -> lr > 0).sorted().toArray();
        return rates.length == 0 ? steps.lr() : rates[rates.length / 2];
    }

    /// The mean loss over the second half of some more updates; infinite where they leave the finite numbers.
    private static double experiment(TrainingSteps steps, LossSample sample, double rate) {
        int updates = Math.clamp(steps.updatesPerEpoch(), SHORTEST, LONGEST);
        double sum = 0;
        int looks = 0;
        for (int update = 1; update <= updates; update++) {
            if (!Double.isFinite(steps.step(rate))) {
                return Double.POSITIVE_INFINITY;
            }
            if (update > updates / 2 && (updates - update) % Math.max(1, updates / 2 / LOOKS) == 0) {
                sum += sample.loss(steps.parameters());
                looks++;
            }
        }
        double mean = sum / looks;
        return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
    }

    /// Gradients of batches as training takes them, at one point: their variance over the squared length of their mean,
    /// less what the mean owes to the variance.
    private static double noise(TrainingSteps steps) {
        int all = steps.data().train().rows();
        int batch = Math.min(steps.recipe().training().rowsPerUpdate(all), 1024);
        if (batch >= all) {
            return 0;
        }
        int[] order = CounterRandom.of(1, Purpose.SHUFFLE).permutation(all);
        int count = Math.max(2, Math.min(BATCHES, all / batch));
        float[] gradient = new float[steps.parameters().layout().length()];
        double[] mean = new double[gradient.length];
        double squares = 0;
        for (int b = 0; b < count; b++) {
            steps.gradient(order, Math.min(b * batch, all - batch), batch, gradient);
            for (int i = 0; i < gradient.length; i++) {
                mean[i] += gradient[i] / (double) count;
                squares += (double) gradient[i] * gradient[i];
            }
        }
        double ofMean = Arrays.stream(mean).map(m -> m * m).sum();
        double variance = Math.max(0, squares / count - ofMean) * count / (count - 1);
        double signal = ofMean - variance / count;
        return variance / Math.max(signal, 1e-3 * variance + Double.MIN_NORMAL);
    }

    private static double length(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }

    private static double cosine(double[] a, double[] b) {
        double product = length(a) * length(b);
        return product > 0 ? IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum() / product : 0;
    }

    /// The measured epochs of a run.
    private record Curve(List<EpochPoint> points, double best, double last, double trainAtBest, double trainLast) {

        private static final int SMOOTHED = 3;

        static Curve of(RunFolder run) {
            List<EpochPoint> points = run.measurements().stream().filter(MetricsLog.Entry::epochEnd)
                    .map(MetricsLog.Entry::point).toList();
            double best = Double.NaN;
            double trainAtBest = Double.NaN;
            for (EpochPoint point : points) {
                if (!(point.validationLoss() >= best)) {
                    best = point.validationLoss();
                    trainAtBest = point.trainLoss();
                }
            }
            double last = points.stream().skip(Math.max(0, points.size() - SMOOTHED))
                    .mapToDouble(EpochPoint::validationLoss).average().orElse(Double.NaN);
            return new Curve(points, best, last, trainAtBest,
                    points.isEmpty() ? Double.NaN : points.getLast().trainLoss());
        }
    }
}
