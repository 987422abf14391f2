package dev.descent.optim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// The cases of Optax's schedule tests that have the same meaning here: what it gives after 0, 1, 2 … updates is the rate of
/// the first, second, third … update.
///
/// @param name     what Optax calls it
/// @param schedule what it is here
/// @param lr       the rate that was set
/// @param total    updates in the run
/// @param expected its values
record OptaxSchedules(String name, String schedule, double lr, long total, double[] expected) {

    private static final double[] WAVE = {1, 0.5 + 0.5 * StrictMath.cos(0.2 * StrictMath.PI),
            0.5 + 0.5 * StrictMath.cos(0.4 * StrictMath.PI), 0.5 + 0.5 * StrictMath.cos(0.6 * StrictMath.PI),
            0.5 + 0.5 * StrictMath.cos(0.8 * StrictMath.PI), 0, 0, 0, 0, 0, 0, 0};

    static List<OptaxSchedules> all() {
        double[] ones = new double[15];
        Arrays.fill(ones, 1);
        double[] squares = new double[15];
        Arrays.setAll(squares, n -> 10 + 15 * Math.pow(1 - Math.min(n, 10) / 10.0, 2));
        double[] longer = LongStream.range(0, 10)
                .mapToDouble(n -> 0.1 * (0.5 + 0.5 * StrictMath.cos(StrictMath.PI * n / 10.0))).toArray();
        return List.of(
                new OptaxSchedules("constant", "constant", 10, 15, scaled(10, ones)),
                new OptaxSchedules("polynomial, power 2, 25 to 10 in 10", "polynomial:over=10,power=2,end=0.4", 25, 15,
                        squares),
                new OptaxSchedules("exponential, rate 1", "exponential:every=15,factor=1", 1, 15, ones),
                new OptaxSchedules("exponential, rate 1, staircase", "step:every=15,factor=1", 1, 15, ones),
                new OptaxSchedules("exponential, rate 0.5", "exponential:every=1,factor=0.5", 32, 5,
                        new double[] {32, 16, 8, 4, 2}),
                new OptaxSchedules("cosine in 10", "cosine:over=10", 0.1, 10, longer),
                new OptaxSchedules("cosine in 5, then its end", "cosine:over=5", 0.1, 12, scaled(0.1, WAVE)),
                new OptaxSchedules("cosine in 5, alpha 0.1", "cosine:over=5,end=0.1", 0.1, 12,
                        Arrays.stream(WAVE).map(w -> 0.1 * (0.9 * w + 0.1)).toArray()),
                new OptaxSchedules("cosine one-cycle, 5 updates", "one-cycle:rise=40%,start=0.1,end=0.001", 1000, 5,
                        new double[] {100, 550, 1000, 750.25, 250.75}));
    }

    private static double[] scaled(double lr, double[] shape) {
        return Arrays.stream(shape).map(s -> lr * s).toArray();
    }

    double worst() {
        Schedule parsed = Schedule.parse(schedule);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(parsed.at(lr, i + 1, total, 1) - expected[i]));
        }
        return worst;
    }
}
