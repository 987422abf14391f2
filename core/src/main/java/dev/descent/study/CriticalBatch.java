package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How the updates to a target depend on the batch size: S(B) = S_min·(1 + B_crit/B) (McCandlish et al. 2018, equation
/// 2.11). Well below B_crit, twice the rows per update need half the updates; well above, more rows gain nothing.
///
/// @param rows        B_crit
/// @param low         lower end of its 95% interval, from resampling the seeds; NaN of fewer than three
/// @param high        upper end
/// @param leastUpdates S_min, what no batch size goes below
public record CriticalBatch(double rows, double low, double high, double leastUpdates) {

    private static final int STEPS = 400;
    private static final int RESAMPLES = 1000;
    private static final double RANGE = 100;
    private static final double LEVEL = 0.95;

    /// What more rows per update bring.
    public enum Regime {
        /// Twice the rows, nearly half the updates.
        PERFECT,
        /// Twice the rows, fewer updates, but not half.
        DIMINISHING,
        /// Twice the rows, nearly as many updates.
        FLAT;

        /// The word in JSON and tables.
        public String option() {
            return switch (this) {
                case PERFECT -> "perfect";
                case DIMINISHING -> "diminishing";
                case FLAT -> "flat";
            };
        }
    }

    /// The regime of a batch size by the slope of log S over log B, −B_crit/(B + B_crit): steeper than −¾ is perfect,
    /// flatter than −¼ flat.
    public Regime regime(double batch) {
        double slope = rows / (batch + rows);
        return slope >= 0.75 ? Regime.PERFECT : slope > 0.25 ? Regime.DIMINISHING : Regime.FLAT;
    }

    /// Updates that the curve expects of a batch size.
    public double updates(double batch) {
        return leastUpdates * (1 + rows / batch);
    }

    /// Fits the curve to the logarithms of medians over the seeds.
    ///
    /// @param batches ascending
    /// @param updates (batches, seeds) to the target; infinite where it was not reached
    /// @return null where fewer than three batch sizes reach the target
    public static @Nullable CriticalBatch fit(double[] batches, double[][] updates) {
        int seeds = updates[0].length;
        int[] all = new int[seeds];
        Arrays.setAll(all, s -> s);
        double[] best = fit(batches, updates, all);
        if (Double.isNaN(best[0])) {
            return null;
        }
        if (seeds < Interval.FEWEST) {
            return new CriticalBatch(best[0], Double.NaN, Double.NaN, best[1]);
        }
        CounterRandom random = CounterRandom.of(seeds, Purpose.BOOTSTRAP);
        double[] resampled = new double[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            int[] sample = new int[seeds];
            for (int s = 0; s < seeds; s++) {
                sample[s] = random.below((long) b * seeds + s, seeds);
            }
            resampled[b] = fit(batches, updates, sample)[0];
        }
        double[] known = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).sorted().toArray();
        int tail = (int) (known.length * (1 - LEVEL) / 2);
        return new CriticalBatch(best[0], known[tail], known[known.length - 1 - tail], best[1]);
    }

    /// B_crit and S_min of the least squares in logarithms, over a grid of B_crit; NaN of too few points.
    private static double[] fit(double[] batches, double[][] updates, int[] seeds) {
        double[] logs = new double[batches.length];
        int known = 0;
        for (int i = 0; i < batches.length; i++) {
            double[] sample = new double[seeds.length];
            for (int s = 0; s < seeds.length; s++) {
                sample[s] = updates[i][seeds[s]];
            }
            double median = Statistics.lowerMedian(sample);
            logs[i] = Double.isFinite(median) ? StrictMath.log(median) : Double.NaN;
            known += Double.isFinite(median) ? 1 : 0;
        }
        if (known < 3) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double low = StrictMath.log(batches[0] / RANGE);
        double high = StrictMath.log(batches[batches.length - 1] * RANGE);
        double[] best = {Double.NaN, Double.NaN};
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= STEPS; step++) {
            double critical = StrictMath.exp(low + (high - low) * step / STEPS);
            double offset = 0;
            for (int i = 0; i < logs.length; i++) {
                offset += Double.isNaN(logs[i]) ? 0 : (logs[i] - StrictMath.log1p(critical / batches[i])) / known;
            }
            double squares = 0;
            for (int i = 0; i < logs.length; i++) {
                double rest = logs[i] - StrictMath.log1p(critical / batches[i]) - offset;
                squares += Double.isNaN(rest) ? 0 : rest * rest;
            }
            if (squares < least) {
                least = squares;
                best = new double[] {critical, StrictMath.exp(offset)};
            }
        }
        return best;
    }
}
