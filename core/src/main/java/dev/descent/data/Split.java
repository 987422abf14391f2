package dev.descent.data;

/// Which rows train, which steer (validation), which are touched once at the end (test).
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
    /// @throws dev.descent.common.DescentException of kind USAGE or DATA where nothing would be left to train on
    public static Split of(int[] rows, int[] labels, long seed, double validation, double holdOut) {
        throw new UnsupportedOperationException("being written");
    }
}
