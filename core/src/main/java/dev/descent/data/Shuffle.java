package dev.descent.data;

/// When the order of the training rows changes.
public enum Shuffle {
    /// A new order in each epoch.
    EACH_EPOCH("each-epoch"),
    /// One random order for the whole run.
    ONCE("once"),
    /// The order of the file.
    OFF("off");

    private final String option;

    Shuffle(String option) {
        this.option = option;
    }

    /// The word for it on the command line, in JSON and in addresses.
    public String option() {
        return option;
    }

    /// The way of shuffling with this word.
    ///
    /// @throws dev.descent.common.DescentException of kind USAGE, with the nearest known word
    public static Shuffle of(String option) {
        return Words.parse("--shuffle", option, values(), Shuffle::option);
    }
}
