package dev.descent.data;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import java.util.Arrays;

/// Which rows train, which steer (validation), which are touched once at the end (test).
///
/// Classes are split alike: each part gets from each class its share, rounded so that the parts' sizes come out
/// exactly (largest remainders), and a class keeps at least one row for training as long as that is possible.
///
/// @param train      row numbers of the data set, ascending
/// @param validation row numbers, ascending
/// @param test       row numbers, ascending
public record Split(int[] train, int[] validation, int[] test) {

    /// The default share of all rows for validation.
    public static final double VALIDATION = 0.16;
    /// The default share of all rows for the test.
    public static final double HOLD_OUT = 0.20;

    /// Splits rows by seed.
    ///
    /// @param rows       the row numbers to split: those with a target
    /// @param labels     class number per entry of `rows`, for shares that are equal in every class as far as whole
    ///                   rows allow; empty for a regression
    /// @param seed       the run's seed
    /// @param validation below 1 a share of all these rows, otherwise how many; 0 for none
    /// @param holdOut    the same for the test
    /// @throws DescentException of kind USAGE or DATA where nothing would be left to train on
    public static Split of(int[] rows, int[] labels, long seed, double validation, double holdOut) {
        return of(rows, labels, seed, seed, validation, holdOut);
    }

    /// Splits rows by two seeds: the same `testSeed` holds the same rows back, however many seeds divide the others. A
    /// study chooses by many seeds, and what it chose is to be tested on rows that none of them has seen.
    ///
    /// @param testSeed decides the test rows; with the run's own seed all is as in [#of(int[], int[], long, double, double)]
    public static Split of(int[] rows, int[] labels, long seed, long testSeed, double validation, double holdOut) {
        int test = amount("--hold-out", holdOut, rows.length);
        int steer = amount("--validation", validation, rows.length);
        if ((long) test + steer >= rows.length) {
            throw DescentException.data(Words.count(rows.length, "row") + " with a target: " + Words.n(test)
                    + " for the test (--hold-out) and " + Words.n(steer)
                    + " for validation (--validation) leave none to train on");
        }
        int[][] members = members(rows, labels);
        int[] sizes = Arrays.stream(members).mapToInt(m -> m.length).toArray();
        int[] tests = allot(sizes, sizes, test, rows.length);
        int[] remaining = new int[sizes.length];
        Arrays.setAll(remaining, c -> sizes[c] - tests[c]);
        int[] steers = allot(sizes, remaining, steer, rows.length);

        Split split = new Split(new int[rows.length - test - steer], new int[steer], new int[test]);
        int[] at = new int[3];
        for (int c = 0; c < members.length; c++) {
            boolean[] held = new boolean[sizes[c]];
            int[] heldOrder = CounterRandom.of(testSeed, Purpose.SPLIT, c).permutation(sizes[c]);
            for (int i = 0; i < tests[c]; i++) {
                held[heldOrder[i]] = true;
                split.test[at[0]++] = members[c][heldOrder[i]];
            }
            int left = steers[c];
            for (int i : CounterRandom.of(seed, Purpose.SPLIT, c).permutation(sizes[c])) {
                if (!held[i] && left-- > 0) {
                    split.validation[at[1]++] = members[c][i];
                } else if (!held[i]) {
                    split.train[at[2]++] = members[c][i];
                }
            }
        }
        Arrays.sort(split.train);
        Arrays.sort(split.validation);
        Arrays.sort(split.test);
        return split;
    }

    private static int amount(String option, double given, int rows) {
        if (!(given >= 0) || given >= 1 && given != Math.rint(given) || given > Integer.MAX_VALUE) {
            throw DescentException.usage(option + " " + Words.number(given)
                    + ": expected a share of the rows below 1, such as 0.2, or a whole number of rows");
        }
        return (int) (given < 1 ? Math.rint(given * rows) : given);
    }

    private static int[][] members(int[] rows, int[] labels) {
        if (labels.length == 0) {
            return new int[][] {rows};
        }
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        int[] sizes = new int[classes];
        for (int label : labels) {
            sizes[label]++;
        }
        int[][] members = new int[classes][];
        Arrays.setAll(members, c -> new int[sizes[c]]);
        int[] at = new int[classes];
        for (int i = 0; i < rows.length; i++) {
            members[labels[i]][at[labels[i]]++] = rows[i];
        }
        return members;
    }

    /// How many rows each class gives to a part of `total` rows, by largest remainders.
    ///
    /// @param sizes rows per class, of `all` in total
    /// @param left  rows per class that are not given away yet, together more than `total`
    private static int[] allot(int[] sizes, int[] left, int total, int all) {
        int[] given = new int[sizes.length];
        double[] wanted = new double[sizes.length];
        int rest = total;
        for (int c = 0; c < sizes.length; c++) {
            wanted[c] = (double) sizes[c] * total / all;
            given[c] = Math.min((int) wanted[c], Math.max(0, left[c] - 1));
            rest -= given[c];
        }
        for (; rest > 0; rest--) {
            int most = -1;
            for (int c = 0; c < sizes.length; c++) {
                if (left[c] > given[c] && (most < 0 || better(c, most, wanted, given, left))) {
                    most = c;
                }
            }
            given[most]++;
        }
        return given;
    }

    /// Whether class a should give a row before class b: not its last one, then by what it still owes.
    private static boolean better(int a, int b, double[] wanted, int[] given, int[] left) {
        boolean aLast = left[a] - given[a] == 1;
        boolean bLast = left[b] - given[b] == 1;
        return aLast != bLast ? bLast : wanted[a] - given[a] > wanted[b] - given[b];
    }
}
