package dev.descent.train;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a run left the finite numbers: a result like any other, with the last finite parameters kept.
///
/// @param update     the update during which it was seen, counted from 1
/// @param epoch      the epoch of that update, from 1
/// @param where      what was no longer finite, or exploded: `the activations of layer 2`, `the parameters`, `the loss`
/// @param losses     the last batch losses before it, oldest first
/// @param lr         the learning rate of that update
/// @param stableRate the largest rate at which plain gradient descent on this problem is stable, 2/λ_max; NaN where
///                   unknown
/// @param advice     what to try, in words
public record Divergence(long update, int epoch, String where, List<Double> losses, double lr, double stableRate,
        String advice) {

    public Divergence {
        losses = List.copyOf(losses);
    }

    /// One sentence or two for people.
    public String message() {
        return "diverged at update " + update + " (epoch " + epoch + "): " + where + " at learning rate " + lr
                + course() + ". " + advice;
    }

    private String course() {
        if (losses.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("; loss before it: ");
        @Nullable
        String separator = null;
        for (double loss : losses) {
            if (separator != null) {
                text.append(separator);
            }
            text.append(String.format(Locale.ROOT, "%.4g", loss));
            separator = " → ";
        }
        return text.toString();
    }
}
