package dev.descent.study;

import java.util.Locale;

/// What a [Diagnosis] can say of a run.
public enum Condition {
    /// It left the finite numbers, or its loss grew without end.
    DIVERGED("the rate is too large: each step overshot by more than the last"),
    /// Steps go to and fro across a valley instead of along it.
    ZIG_ZAG("steps go to and fro: the rate is near the limit of the steepest direction"),
    /// It was still on its way, at a rate that is far too small or with too few updates.
    TOO_SLOW("it was still on its way when it ended"),
    /// Nothing reaches the weights: units are silent or saturated, and neither slope nor curvature is left.
    PLATEAU("it stands on a plateau: there is next to no slope and nothing that bends"),
    /// The slope is gone, but some direction falls away.
    SADDLE("it stands at a saddle: the slope is gone, but one direction falls away"),
    /// The slope is gone and nothing falls away.
    MINIMUM("it stands in a minimum; whether a lower one exists cannot be told from one run"),
    /// Columns of very different spread make the loss a ravine.
    BADLY_SCALED("the inputs differ so much in spread that one rate cannot suit all"),
    /// Batches disagree by more than what is left to descend.
    NOISE_FLOOR("it dances on the noise of its batches: at this rate it comes no lower"),
    /// It learns the training rows by heart.
    OVERFITTING("it learns the training rows by heart: validation turned up while training fell"),
    /// Something is wrong with the data, not with the training.
    SUSPECT_DATA("the data are suspect"),
    /// Nothing of all that.
    HEALTHY("nothing is wrong");

    private final String sentence;

    Condition(String sentence) {
        this.sentence = sentence;
    }

    /// Its name in JSON and tables: `zig-zag`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it means, in a few words.
    public String sentence() {
        return sentence;
    }
}
