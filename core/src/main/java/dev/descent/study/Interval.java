package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;

/// An interval for the true mean of which a few values are a sample, here the differences between two candidates, a
/// value per seed.
///
/// Below [#RESAMPLED_FROM] values it is Student's (Gosset 1908), which is exact where differences scatter normally. From
/// then on it is the studentised bootstrap (Efron and Tibshirani 1993, section 12.5), which also follows a skewed scatter,
/// and is nowhere narrower than Student's: alone, it holds 92% instead of 95% where the scatter has heavy tails. With
/// fewer values the bootstrap knows too few different samples to say anything about tails; the other bootstraps
/// (percentile, BCa) hold far less than they say at such numbers. A simulation holds all of that
/// (`IntervalTest`).
///
/// @param mean of the sample
/// @param low  lower end; NaN of fewer than [#FEWEST] values
/// @param high upper end; NaN likewise
record Interval(double mean, double low, double high) {

    /// Two values always lie on a line through any story; three are the fewest whose scatter says something.
    static final int FEWEST = 3;
    /// So many values are resampled.
    static final int RESAMPLED_FROM = 10;
    private static final int RESAMPLES = 9999;
    private static final double POWER = 0.8;

    /// The interval that holds the true mean with probability `level`.
    static Interval of(double level, double... values) {
        return resampled(level, RESAMPLES, values);
    }

    /// The same with another number of resamples.
    static Interval resampled(double level, int resamples, double... values) {
        double mean = Statistics.mean(values);
        if (values.length < FEWEST) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double half = Statistics.halfWidth(level, values);
        if (values.length < RESAMPLED_FROM || half == 0) {
            return new Interval(mean, mean - half, mean + half);
        }
        double[] ts = studentised(resamples, values, mean);
        double error = Statistics.deviation(values) / Math.sqrt(values.length);
        int tail = Math.max(1, (int) ((resamples + 1) * (1 - level) / 2));
        return new Interval(mean, Math.min(mean - half, mean - ts[resamples - tail] * error),
                Math.max(mean + half, mean - ts[tail - 1] * error));
    }

    /// (resample's mean − mean) / its own error, ascending. The same resamples for every sample of that size: who asks
    /// twice gets the same interval.
    private static double[] studentised(int resamples, double[] values, double mean) {
        int n = values.length;
        CounterRandom random = CounterRandom.of(n, Purpose.BOOTSTRAP);
        double[] ts = new double[resamples];
        double[] sample = new double[n];
        long next = 0;
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < n; i++) {
                sample[i] = values[random.below(next++, n)];
            }
            double shift = Statistics.mean(sample) - mean;
            double error = Statistics.deviation(sample) / Math.sqrt(n);
            ts[b] = shift == 0 ? 0 : shift / error;
        }
        Arrays.sort(ts);
        return ts;
    }

    /// Whether it excludes 0.
    boolean decided() {
        return low > 0 || high < 0;
    }

    /// The true difference that a study of `seeds` seeds would show in four of five cases, if values scatter as these.
    static double shown(double level, int seeds, double... values) {
        return (StudentT.quantile((1 + level) / 2, seeds - 1) + StudentT.quantile(POWER, seeds - 1))
                * Statistics.deviation(values) / Math.sqrt(seeds);
    }
}
