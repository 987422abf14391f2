package dev.descent.lab.work;

import dev.descent.lab.web.Answer;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.util.Arrays;
import java.util.List;

/// The losses of a run as far as they are known, all of them; what is drawn are buckets, one to two pixels.
public final class Curve {

    private double[] update = new double[256];
    private double[] loss = new double[256];
    private int marks;
    private double[] epochEnd = new double[64];
    private double[] train = new double[64];
    private double[] validation = new double[64];
    private int epochs;
    private double lr = Double.NaN;
    private double epoch;
    private double seconds;

    /// Adds what was measured since.
    public synchronized void add(List<MetricsLog.Entry> entries) {
        for (MetricsLog.Entry entry : entries) {
            EpochPoint point = entry.point();
            if (entry.epochEnd()) {
                if (epochs == epochEnd.length) {
                    epochEnd = Arrays.copyOf(epochEnd, 2 * epochs);
                    train = Arrays.copyOf(train, 2 * epochs);
                    validation = Arrays.copyOf(validation, 2 * epochs);
                }
                epochEnd[epochs] = point.update();
                train[epochs] = point.trainLoss();
                validation[epochs++] = point.validationLoss();
            } else {
                if (marks == update.length) {
                    update = Arrays.copyOf(update, 2 * marks);
                    loss = Arrays.copyOf(loss, 2 * marks);
                }
                update[marks] = point.update();
                loss[marks++] = point.trainLoss();
            }
            lr = point.lr();
            epoch = point.epoch();
            seconds = point.seconds();
        }
    }

    /// How many marks are known.
    public synchronized int size() {
        return marks;
    }

    /// The last validation loss (training loss where no rows validate); NaN where no epoch has ended.
    public synchronized double last() {
        return epochs == 0 ? Double.NaN
                : Double.isNaN(validation[epochs - 1]) ? train[epochs - 1] : validation[epochs - 1];
    }

    /// The lowest of those; NaN where no epoch has ended.
    public synchronized double best() {
        double best = Double.NaN;
        for (int k = 0; k < epochs; k++) {
            double value = Double.isNaN(validation[k]) ? train[k] : validation[k];
            best = value >= best ? best : value;
        }
        return best;
    }

    /// The last update that was measured.
    public synchronized long updates() {
        return (long) Math.max(marks == 0 ? 0 : update[marks - 1], epochs == 0 ? 0 : epochEnd[epochs - 1]);
    }

    /// Puts the range from `low` to `high` updates into an answer: of each bucket the last update with its loss, and the
    /// lowest and highest loss in it, so that a spike is seen at any width. NaN counts as neither.
    ///
    /// @param buckets how many at most
    public synchronized Answer add(Answer answer, double low, double high, int buckets) {
        int from = first(update, marks, low);
        int to = Math.min(marks, first(update, marks, Math.nextUp(high)));
        int count = to - from;
        int shown = Math.min(buckets, count);
        double[] x = new double[shown];
        float[] least = new float[shown];
        float[] most = new float[shown];
        float[] last = new float[shown];
        for (int b = 0; b < shown; b++) {
            int begin = from + (int) ((long) count * b / shown);
            int end = from + (int) ((long) count * (b + 1) / shown);
            double lowest = Double.NaN;
            double highest = Double.NaN;
            for (int k = begin; k < end; k++) {
                lowest = loss[k] >= lowest ? lowest : loss[k];
                highest = loss[k] <= highest ? highest : loss[k];
            }
            x[b] = update[end - 1];
            least[b] = (float) lowest;
            most[b] = (float) highest;
            last[b] = (float) loss[end - 1];
        }
        int epochFrom = first(epochEnd, epochs, low);
        int epochTo = Math.min(epochs, first(epochEnd, epochs, Math.nextUp(high)));
        int stride = Math.max(1, Math.ceilDiv(epochTo - epochFrom, buckets));
        int points = Math.ceilDiv(epochTo - epochFrom, stride);
        double[] at = new double[points];
        float[] trained = new float[points];
        float[] validated = new float[points];
        for (int k = 0; k < points; k++) {
            int index = Math.min(epochTo - 1, epochFrom + (k + 1) * stride - 1);
            at[k] = epochEnd[index];
            trained[k] = (float) train[index];
            validated[k] = (float) validation[index];
        }
        return answer.doubles("x", x).floats("least", least).floats("most", most).floats("last", last)
                .doubles("epochAt", at).floats("train", trained).floats("validation", validated)
                .fact("marks", marks).fact("inRange", count).fact("updates", updates()).fact("epoch", epoch)
                .fact("seconds", seconds).fact("lr", lr);
    }

    /// The first index whose value is at least `value`.
    private static int first(double[] ascending, int count, double value) {
        int index = Arrays.binarySearch(ascending, 0, count, value);
        return index >= 0 ? index : -index - 1;
    }
}
