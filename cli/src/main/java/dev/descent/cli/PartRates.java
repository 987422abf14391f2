package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.train.RecipeOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `--lr` of a training says: one rate, `0.01`, and rates of parts of the network, `last: 1e-4`, with commas between
/// them. `rest: 0.1` is another way to write the one rate.
///
/// @param rest  the rate of whatever has none of its own; null for the rule's default
/// @param parts by part
record PartRates(@Nullable Double rest, Map<String, Double> parts) {

    private static final String REST = "rest";

    static PartRates parse(String text) {
        Double rest = null;
        Map<String, Double> parts = new LinkedHashMap<>();
        for (String item : text.split(",", -1)) {
            int colon = item.indexOf(':');
            String part = colon < 0 ? REST : item.substring(0, colon).strip();
            String number = item.substring(colon + 1).strip();
            if (number.matches("[a-z]+")) {
                throw one(text);
            }
            double rate = Numbers.list("--lr", number)[0];
            if (part.equals(REST) && rest != null) {
                throw one(text);
            }
            if (part.equals(REST)) {
                rest = rate;
            } else if (parts.put(part, rate) != null) {
                throw DescentException.usage("--lr " + text + ": " + part + " has two rates");
            }
        }
        return new PartRates(rest, parts);
    }

    private static DescentException one(String text) {
        return DescentException.usage("--lr " + text + ": a training takes one rate such as 0.01, or one for each part "
                + "of the network such as \"last: 1e-4, rest: 0.01\"; several are for compare");
    }

    /// Puts the rates of parts into a recipe.
    void apply(RecipeOptions<?> recipe) {
        parts.forEach((part, rate) -> recipe.group(part, "lr", rate));
    }
}
