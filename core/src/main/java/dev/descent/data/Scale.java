package dev.descent.data;

/// How numeric features are scaled; fitted on training rows, over present cells.
public enum Scale {
    /// Not at all.
    NONE("none"),
    /// Mean 0 and standard deviation 1.
    STANDARD("standard"),
    /// From 0 at the minimum to 1 at the maximum.
    MINMAX("minmax"),
    /// Median 0 and interquartile range 1: outliers do not move it.
    ROBUST("robust");

    private final String option;

    Scale(String option) {
        this.option = option;
    }

    /// The word for it on the command line, in JSON and in addresses.
    public String option() {
        return option;
    }

    /// The scaling with this word.
    ///
    /// @throws dev.descent.common.DescentException of kind USAGE, with the nearest known word
    public static Scale of(String option) {
        return Words.parse("--scale", option, values(), Scale::option);
    }
}
