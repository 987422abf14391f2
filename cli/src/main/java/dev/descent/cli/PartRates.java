package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.train.RecipeOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What `--lr` says: `0.01`, and rates of parts of the network, `last: 1e-4`, with commas between them. `rest: 0.1` is
/// another way to write the one rate. For a comparison the rest may be a list or `grid`; the parts keep their rates.
///
/// @param text  as it was given
/// @param rest  the rate of whatever has none of its own; empty for none
/// @param parts by part
record PartRates(String text, String rest, Map<String, Double> parts) {

    private static final String OPTION = "--lr";

    static final PartRates DEFAULT = new PartRates("", "", Map.of());

    static PartRates parse(String text) {
        Parts said = Parts.of(text);
        if (said.rest().contains("")) {
            throw DescentException.usage(OPTION + " " + text + ": a rate is missing");
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        for (Parts.Item item : said.items()) {
            if (parts.put(item.part(), Numbers.list(OPTION, item.text())[0]) != null) {
                throw DescentException.usage(OPTION + " " + text + ": " + item.part() + " has two rates");
            }
        }
        return new PartRates(text, String.join(",", said.rest()), parts);
    }

    /// Whether the rate of the rest is to be found.
    boolean auto() {
        return rest.equals("auto");
    }

    /// The rate of the rest, where it is one; empty for the rule's default, and where it is to be found.
    OptionalDouble one() {
        if (rest.isEmpty() || auto()) {
            return OptionalDouble.empty();
        }
        if (rest.contains(",") || rest.matches("[a-z]+")) {
            throw DescentException
                    .usage(OPTION + " " + text + ": a training takes one rate such as 0.01, or one for each "
                            + "part of the network such as \"last: 1e-4, rest: 0.01\", or auto; several are for compare");
        }
        return OptionalDouble.of(Numbers.list(OPTION, rest)[0]);
    }

    /// The rates of the rest for a comparison: `grid` where none are given.
    String several() {
        return rest.isEmpty() ? "grid" : rest;
    }

    /// Puts the rates of parts into a recipe.
    void apply(RecipeOptions<?> recipe) {
        parts.forEach((part, rate) -> recipe.group(part, "lr", rate));
    }

    /// The option for one rate of the rest, with the same rates of parts.
    String with(double rate) {
        StringBuilder option = new StringBuilder(Double.toString(rate));
        parts.forEach((part, value) -> option.append(", ").append(part).append(": ").append(value));
        return option.toString();
    }
}
