package dev.descent.practice;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.Arrays;
import java.util.List;

/// The practices, in the order in which they are taught: one word each for commands and addresses, and a heading.
public enum Topic {
    /// Two parameters, update by update; one move against twenty.
    FIRST_STEPS("first-steps", "First steps"),
    /// Why a good rate matters.
    LEARNING_RATE("learning-rate", "Learning rate"),
    /// What the rules do, at one rate and each at its best.
    OPTIMIZERS("optimizers", "Optimizers"),
    /// Why features should have the same scale.
    SCALING("scaling", "Feature scaling"),
    /// Speed and quality of batch sizes.
    MINI_BATCH("mini-batch", "Mini-batches"),
    /// The linear model in a small circle.
    WHY("why", "Why it works"),
    /// Plateau, saddle, several minima.
    LIMITS("limits", "Where it stops");

    private final String slug;
    private final String heading;

    Topic(String slug, String heading) {
        this.slug = slug;
        this.heading = heading;
    }

    /// Its word in commands, addresses and JSON.
    public String slug() {
        return slug;
    }

    /// Its title.
    public String heading() {
        return heading;
    }

    /// Whether it looks at a formula instead of at data.
    public boolean ofFormula() {
        return this == WHY || this == LIMITS;
    }

    /// All words.
    public static List<String> slugs() {
        return Arrays.stream(values()).map(Topic::slug).toList();
    }

    /// The practice of a word.
    ///
    /// @throws DescentException (usage) naming the nearest
    public static Topic of(String slug) {
        return Arrays.stream(values()).filter(topic -> topic.slug.equals(slug)).findFirst()
                .orElseThrow(() -> DescentException.usage("There is no practice \"" + slug + "\"."
                        + Nearest.hint(slug, slugs()) + " The practices are " + String.join(", ", slugs()) + "."));
    }
}
