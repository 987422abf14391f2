package dev.descent.study;

import dev.descent.nn.Activation;
import dev.descent.optim.Optimizer;
import dev.descent.train.Recipe;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a trial changes in its study's recipe: the rule with all its settings, and where they are searched too, the
/// rows per update and the network.
///
/// @param optimizer  the rule, its rate and other settings included
/// @param batch      rows per update; null leaves the recipe's
/// @param hidden     units of the hidden layers; null leaves the recipe's
/// @param activation of the hidden layers; null leaves the recipe's
public record Variation(Optimizer optimizer, @Nullable Integer batch, @Nullable List<Integer> hidden,
        @Nullable Activation activation) {

    public Variation {
        hidden = hidden == null ? null : List.copyOf(hidden);
    }

    /// Another rule, and nothing else.
    public static Variation of(Optimizer optimizer) {
        return new Variation(optimizer, null, null, null);
    }

    /// The learning rate η.
    public double lr() {
        return optimizer.lr();
    }

    /// The recipe with these changes.
    public Recipe in(Recipe recipe) {
        Recipe.Builder builder = recipe.toBuilder().optimizer(optimizer);
        if (batch != null) {
            builder.batch(batch);
        }
        if (hidden != null) {
            builder.hidden(hidden);
        }
        if (activation != null) {
            builder.activation(activation);
        }
        return builder.build();
    }

    /// The same rule and network at another rate.
    Variation withLr(double lr) {
        return new Variation(optimizer.withLr(lr), batch, hidden, activation);
    }

    /// The value of what a search calls `option`, as options of the command line write it: `0.01`, `64,64`.
    public String value(String option) {
        return switch (option) {
            case Dimension.BATCH -> batch == null ? "" : batch.toString();
            case Dimension.HIDDEN -> hidden == null ? "" : units(hidden);
            case Dimension.ACTIVATION -> activation == null ? "" : activation.option();
            default -> optimizer.has(option) ? Double.toString(optimizer.get(option)) : "";
        };
    }

    /// Whether it is the same variation; optimizers of one's own need not know when they are equal.
    boolean sameAs(Variation other) {
        return key().equals(other.key());
    }

    /// Everything in one line that is the same for the same variation and no other: what finished trials are found by.
    String key() {
        String settings = optimizer.settings().stream()
                .map(setting -> setting.option() + "=" + optimizer.get(setting.option()))
                .collect(Collectors.joining(" "));
        return optimizer.spec() + " [" + settings + "]" + (batch == null ? "" : " batch=" + batch)
                + (hidden == null ? "" : " hidden=" + units(hidden))
                + (activation == null ? "" : " activation=" + activation.option());
    }

    private static String units(List<Integer> hidden) {
        return hidden.isEmpty() ? Dimension.NONE
                : hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
