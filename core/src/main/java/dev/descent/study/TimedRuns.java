package dev.descent.study;

/// How long a candidate's best setting took to the target, alone on the machine.
///
/// @param label   whose
/// @param lr      at which rate
/// @param updates after so many updates the target was reached
/// @param seconds of the repeats, in their order
public record TimedRuns(String label, double lr, long updates, double[] seconds) {

    /// The median of the repeats.
    public double median() {
        return Statistics.median(seconds);
    }

    /// The fastest repeat.
    public double min() {
        return java.util.Arrays.stream(seconds).min().orElse(Double.NaN);
    }

    /// The slowest repeat.
    public double max() {
        return java.util.Arrays.stream(seconds).max().orElse(Double.NaN);
    }
}
