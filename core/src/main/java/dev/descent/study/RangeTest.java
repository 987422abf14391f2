package dev.descent.study;

import java.util.Arrays;
import java.util.function.Supplier;

/// A range test (Smith 2017, section 3.3): one descent whose rate grows from update to update, and how high it stands
/// after each. Where the height begins to fall the rate begins to be of use; where it rises again it is too large.
///
/// The height is that of the same rows each time, not of the batch, so that one seed's curve is smooth even at batch 1.
///
/// @param rates   ascending, evenly spaced on a log scale, up to where it was stopped
/// @param heights after the update at each rate
/// @param start   before the first update
record RangeTest(double[] rates, double[] heights, double start) {

    /// It stops at this many times the lowest height …
    private static final double STOP = 4;
    /// … or this share of the first, whichever is more: four times next to nothing is still next to nothing.
    private static final double NEXT_TO_NOTHING = 0.1;
    /// The first updates are no evidence: that share of the rates is skipped.
    private static final double SKIPPED = 0.1;
    /// A fall has begun where it has come so far.
    private static final double BEGUN = 0.05;
    /// How often the range is moved, and how far, where all of it is too high or too low.
    private static final int MOVES = 5;
    private static final double MOVE = 1e3;

    /// Runs the test, and runs it again lower or higher where the range has missed what there is to see.
    ///
    /// @param fresh   gives the same descent at its beginning each time
    /// @param low     the first rate
    /// @param high    the last
    /// @param updates how many
    static RangeTest run(Supplier<RateSubject.Descent> fresh, double low, double high, int updates) {
        double factor = 1;
        RangeTest test = once(fresh.get(), low, high, updates);
        for (int move = 0; move < MOVES; move++) {
            boolean tooHigh = test.rates.length < updates / 4;
            boolean tooLow = test.rates.length == updates && test.lowest() >= updates - updates / 20;
            if (!tooHigh && !(tooLow && factor >= 1)) {
                break;
            }
            factor *= tooHigh ? 1 / MOVE : MOVE;
            test = once(fresh.get(), low * factor, high * factor, updates);
        }
        return test;
    }

    private static RangeTest once(RateSubject.Descent descent, double low, double high, int updates) {
        double[] rates = new double[updates];
        double[] heights = new double[updates];
        double start = descent.height();
        double best = start;
        int done = 0;
        while (done < updates) {
            rates[done] = low * StrictMath.exp(StrictMath.log(high / low) * done / (updates - 1));
            boolean finite = descent.step(rates[done]);
            double height = finite ? descent.height() : Double.NaN;
            if (!Double.isFinite(height)) {
                break;
            }
            heights[done++] = height;
            best = Math.min(best, height);
            if (height > Math.max(STOP * best, NEXT_TO_NOTHING * start)) {
                break;
            }
        }
        return new RangeTest(Arrays.copyOf(rates, done), Arrays.copyOf(heights, done), start);
    }

    /// The middle, on a log scale, between where the height has begun to fall and where it is lowest.
    double valley() {
        int lowest = lowest();
        double begun = start - BEGUN * (start - heights[lowest]);
        int from = lowest;
        while (from > first() && heights[from - 1] < begun) {
            from--;
        }
        return Math.sqrt(rates[from] * rates[lowest]);
    }

    /// The rate at which the height falls fastest.
    double steepest() {
        int lowest = lowest();
        int best = Math.min(first(), lowest);
        double fall = 0;
        for (int i = first() + 1; i <= lowest; i++) {
            int from = Math.max(first(), i - 3);
            double slope = (heights[from] - heights[i]) / (i - from);
            if (slope > fall) {
                fall = slope;
                best = (from + i) / 2;
            }
        }
        return rates[best];
    }

    /// A tenth of the rate at which the height was lowest.
    double minimumTenth() {
        return rates[lowest()] / 10;
    }

    /// Whether there is anything to read off it.
    boolean usable() {
        return rates.length > 0;
    }

    private int first() {
        return Math.min(rates.length - 1, (int) (SKIPPED * rates.length));
    }

    private int lowest() {
        int lowest = first();
        for (int i = lowest; i < heights.length; i++) {
            lowest = heights[i] < heights[lowest] ? i : lowest;
        }
        return lowest;
    }
}
