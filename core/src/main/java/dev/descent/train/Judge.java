package dev.descent.train;

import dev.descent.data.Examples;
import dev.descent.data.TargetInfo;
import dev.descent.data.Task;
import dev.descent.nn.Loss;
import java.util.Arrays;

/// Turns predictions and truth into metrics. Sums are taken in double, in the order of the rows.
final class Judge {

    /// Probabilities below this count as this in the log loss, so that one confident mistake stays a number.
    private static final double LEAST = 1e-15;

    private Judge() {
    }

    /// Metrics of predicted numbers.
    ///
    /// @param predicted (N) in the target's unit
    /// @param truth     (N) in the target's unit
    /// @param loss      the mean training loss
    static Metrics.Regression regression(double[] predicted, double[] truth, double loss) {
        int n = truth.length;
        double mean = Arrays.stream(truth).sum() / n;
        double squares = 0;
        double absolutes = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double error = predicted[i] - truth[i];
            squares += error * error;
            absolutes += Math.abs(error);
            spread += (truth[i] - mean) * (truth[i] - mean);
        }
        return new Metrics.Regression(n, loss, StrictMath.sqrt(squares / n), absolutes / n,
                spread > 0 ? 1 - squares / spread : Double.NaN);
    }

    /// Metrics of predicted classes.
    ///
    /// @param probabilities (N, K) row-major
    /// @param truth         (N) class numbers
    /// @param loss          the mean training loss
    static Metrics.Classes classes(double[] probabilities, int[] truth, TargetInfo target, double loss) {
        int k = target.classes().size();
        int n = truth.length;
        int[][] confusion = new int[k][k];
        double logLoss = 0;
        for (int i = 0; i < n; i++) {
            confusion[truth[i]][mostProbable(probabilities, i, k)]++;
            logLoss -= StrictMath.log(Math.max(LEAST, probabilities[i * k + truth[i]]));
        }
        int right = 0;
        double recalls = 0;
        int occurring = 0;
        double f1 = 0;
        int judged = 0;
        double[] recall = new double[k];
        for (int c = 0; c < k; c++) {
            int hits = confusion[c][c];
            int actual = Arrays.stream(confusion[c]).sum();
            int claimed = 0;
            for (int[] row : confusion) {
                claimed += row[c];
            }
            right += hits;
            recall[c] = actual == 0 ? Double.NaN : (double) hits / actual;
            if (actual > 0) {
                occurring++;
                recalls += recall[c];
            }
            if (actual + claimed > 0) {
                judged++;
                f1 += 2.0 * hits / (actual + claimed);
            }
        }
        return new Metrics.Classes(n, loss, (double) right / n, recalls / occurring, logLoss / n, f1 / judged,
                k == 2 ? auc(probabilities, truth) : Double.NaN, target.classes(), confusion, recall);
    }

    /// The baseline that the training rows teach, judged on other rows.
    static Baseline baseline(Examples train, Examples judged, TargetInfo target, Loss loss) {
        return target.task() == Task.REGRESSION
                ? meanBaseline(train, judged, target, loss)
                : majorityBaseline(train, judged, target);
    }

    private static Baseline meanBaseline(Examples train, Examples judged, TargetInfo target, Loss loss) {
        double sum = 0;
        for (int i = 0; i < train.rows(); i++) {
            sum += train.targets()[i];
        }
        double mean = sum / train.rows();
        double[] predicted = new double[judged.rows()];
        Arrays.fill(predicted, target.original(mean));
        double lossSum = 0;
        for (int i = 0; i < judged.rows(); i++) {
            lossSum += regressionLoss(loss, mean - judged.targets()[i]);
        }
        return new Baseline("mean " + Numbers.brief(target.original(mean)),
                regression(predicted, originals(judged, target), lossSum / judged.rows()));
    }

    private static Baseline majorityBaseline(Examples train, Examples judged, TargetInfo target) {
        int k = target.classes().size();
        double[] shares = new double[k];
        for (int label : labels(train)) {
            shares[label] += 1.0 / train.rows();
        }
        double[] probabilities = new double[judged.rows() * k];
        for (int i = 0; i < judged.rows(); i++) {
            System.arraycopy(shares, 0, probabilities, i * k, k);
        }
        Metrics.Classes metrics = classes(probabilities, labels(judged), target, Double.NaN);
        int majority = mostProbable(shares, 0, k);
        return new Baseline("majority \"" + target.classes().get(majority) + "\"",
                new Metrics.Classes(metrics.rows(), metrics.logLoss(), metrics.accuracy(), metrics.balancedAccuracy(),
                        metrics.logLoss(), metrics.macroF1(), metrics.auc(), metrics.classes(), metrics.confusion(),
                        metrics.recall()));
    }

    /// The class numbers of examples.
    static int[] labels(Examples examples) {
        int[] labels = new int[examples.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) examples.targets()[i];
        }
        return labels;
    }

    /// The targets of examples in their own unit.
    static double[] originals(Examples examples, TargetInfo target) {
        double[] values = new double[examples.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = target.original(examples.targets()[i]);
        }
        return values;
    }

    /// The most probable class of a row; of equals the first.
    static int mostProbable(double[] probabilities, int row, int k) {
        int best = 0;
        for (int c = 1; c < k; c++) {
            if (probabilities[row * k + c] > probabilities[row * k + best]) {
                best = c;
            }
        }
        return best;
    }

    /// The probability that a random row of class 1 is given a higher probability than one of class 0, ties half: from
    /// the ranks (Mann and Whitney 1947).
    private static double auc(double[] probabilities, int[] truth) {
        Integer[] order = new Integer[truth.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(probabilities[2 * a + 1], probabilities[2 * b + 1]));
        double rankSum = 0;
        long positives = 0;
        for (int i = 0; i < order.length;) {
            int j = i;
            while (j < order.length && probabilities[2 * order[j] + 1] == probabilities[2 * order[i] + 1]) {
                j++;
            }
            double rank = (i + 1 + j) / 2.0;
            for (int m = i; m < j; m++) {
                if (truth[order[m]] == 1) {
                    rankSum += rank;
                    positives++;
                }
            }
            i = Math.max(j, i + 1);
        }
        long negatives = truth.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static double regressionLoss(Loss loss, double error) {
        double size = Math.abs(error);
        return switch (loss) {
            case MAE -> size;
            case HUBER -> size <= 1 ? 0.5 * size * size : size - 0.5;
            case MSE, LOGISTIC, CROSS_ENTROPY -> error * error;
        };
    }
}
