package dev.descent.lab.work;

import dev.descent.lab.web.Answer;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.util.Arrays;
import java.util.List;

/// The losses of a run as far as they are known, all of them; what is sent is as many as a page can hold and draw.
public final class Curve {

    /// So many a browser draws sixty times a second; ten screens side by side have fewer columns of pixels.
    static final int MOST_MARKS = 1 << 17;
    /// More to a line of dashes, and a browser draws it too slowly.
    private static final int MOST_EPOCHS = 1024;

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

    /// Puts the range from `low` to `high` updates into an answer: each mark as it is, and of a range that holds more than
    /// `MOST_MARKS` as many to a bucket as a power of two, with the lowest and the highest loss in it, so that a spike is
    /// seen at any width. NaN counts as neither. As a run grows its buckets stay, so what a page holds is not sent again.
    ///
    /// @param have   how many whole buckets are known already
    /// @param stride how many marks are in each of those; where it must be another now, all is sent
    public synchronized Answer add(Answer answer, double low, double high, int have, int stride) {
        int from = first(update, marks, low);
        int to = Math.max(from, Math.min(marks, first(update, marks, Math.nextUp(high))));
        int count = to - from;
        int each = stride(count);
        int buckets = Math.ceilDiv(count, each);
        int begin = stride == each ? Math.min(have, buckets) : 0;
        int shown = buckets - begin;
        double[] x = new double[shown];
        float[] least = new float[each == 1 ? 0 : shown];
        float[] most = new float[least.length];
        float[] last = new float[shown];
        for (int b = 0; b < shown; b++) {
            int start = from + (begin + b) * each;
            int end = Math.min(to, start + each);
            x[b] = update[end - 1];
            last[b] = (float) loss[end - 1];
            if (each > 1) {
                double lowest = Double.NaN;
                double highest = Double.NaN;
                for (int k = start; k < end; k++) {
                    lowest = loss[k] >= lowest ? lowest : loss[k];
                    highest = loss[k] <= highest ? highest : loss[k];
                }
                least[b] = (float) lowest;
                most[b] = (float) highest;
            }
        }
        answer.fact("stride", each).fact("begin", begin).doubles("x", x).floats("least", least).floats("most", most)
                .floats("last", last);
        return epochs(answer, low, high).fact("marks", marks).fact("inRange", count).fact("updates", updates())
                .fact("epoch", epoch).fact("seconds", seconds).fact("lr", lr);
    }

    private static int stride(int count) {
        int stride = 1;
        while (Math.ceilDiv(count, stride) > MOST_MARKS) {
            stride *= 2;
        }
        return stride;
    }

    private Answer epochs(Answer answer, double low, double high) {
        int epochFrom = first(epochEnd, epochs, low);
        int epochTo = Math.min(epochs, first(epochEnd, epochs, Math.nextUp(high)));
        int stride = Math.max(1, Math.ceilDiv(epochTo - epochFrom, MOST_EPOCHS));
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
        return answer.doubles("epochAt", at).floats("train", trained).floats("validation", validated);
    }

    /// The first index whose value is at least `value`.
    private static int first(double[] ascending, int count, double value) {
        int index = Arrays.binarySearch(ascending, 0, count, value);
        return index >= 0 ? index : -index - 1;
    }
}
