package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.train.RecipeOptions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Settings of an optimizer beyond its name.
final class RuleOptions {

    private static final Map<String, String> CLIPS = Map.of("value", "clipValue", "norm", "clipNorm", "layer-norm",
            "clipLayerNorm");

    @Option(names = "--set", paramLabel = "SETTINGS", order = 12,
            description = "Hyperparameters by name: \"beta1=0.8, eps=1e-6\"; adam.beta1=0.8 for one of several rules; "
                    + "\"last: decay=0\" for a part of the network in train and compare.")
    @Nullable
    String set;

    @Option(names = "--variant", paramLabel = "FORM", order = 13,
            description = "Another published form of the rule: torch, keras.")
    @Nullable
    String variant;

    @Option(names = "--clip", paramLabel = "HOW:BOUND", order = 14, description = "Bound the gradient: norm:1 the norm "
            + "of the whole, layer-norm:1 of each layer's, value:1 every component (settings clipNorm, clipLayerNorm, "
            + "clipValue).")
    @Nullable
    String clip;

    @Option(names = "--ema", paramLabel = "SHARE", order = 15, description = "Validate, predict and save with the mean "
            + "of the weights, of which each update keeps that share, such as 0.999 (setting ema).")
    @Nullable
    Double ema;

    /// The optimizer of a name, equation or file, with these settings.
    ///
    /// @throws DescentException (usage) where there are several: none of them is left out in silence
    Optimizer optimizer(String spec) {
        return one(spec, optimizers(spec));
    }

    /// The optimizers of a comma list, with these settings.
    ///
    /// @throws DescentException (usage) for settings of parts of a network, where there is no network
    List<Optimizer> optimizers(String specs) {
        if (!parts().isEmpty()) {
            throw DescentException.usage("--set " + set + ": " + parts().getFirst().part() + " would be a part of a "
                    + "network, and there is none here; expected name=value, as in beta1=0.8");
        }
        return allForNetwork(specs);
    }

    /// The optimizer that trains a network, of which some parts may have settings of their own: see [#apply].
    Optimizer forNetwork(String spec) {
        return one(spec, allForNetwork(spec));
    }

    private static Optimizer one(String spec, List<Optimizer> rules) {
        if (rules.size() > 1) {
            throw DescentException.usage("\"" + spec + "\" names " + rules.size() + " optimizers: "
                    + String.join(" and ", rules.stream().map(Optimizer::label).toList())
                    + ". Expected one; several are for compare and walk");
        }
        return rules.getFirst();
    }

    /// The optimizers that train a network.
    List<Optimizer> allForNetwork(String specs) {
        List<Optimizer> parsed = Optimizers.parseList(specs);
        if (variant != null) {
            String form = variant;
            parsed = parsed.stream().map(rule -> rule.withVariant(form)).toList();
        }
        if (set != null) {
            parsed = Optimizers.set(parsed, String.join(",", Parts.of(set).rest()));
        }
        Map<String, Double> around = around();
        return around.isEmpty() ? parsed : parsed.stream().map(rule -> rule.with(around)).toList();
    }

    /// Puts the settings of parts into a recipe.
    ///
    /// @param rules who is trained with it, one after the other: the settings hold for each of them
    void apply(RecipeOptions<?> recipe, List<Optimizer> rules) {
        Set<String> seen = new HashSet<>();
        for (Parts.Item item : parts()) {
            Optimizers.settings(rules, item.text()).forEach((option, value) -> {
                if (!seen.add(item.part() + ": " + option)) {
                    throw DescentException.usage("--set " + set + ": " + option + " of " + item.part()
                            + " is set twice");
                }
                recipe.group(item.part(), option, value);
            });
        }
    }

    /// The settings of parts, as an option that says them again; empty for none.
    String partsAgain() {
        return String.join(", ", parts().stream().map(item -> item.part() + ": " + item.text()).toList());
    }

    private List<Parts.Item> parts() {
        return set == null ? List.of() : Parts.of(set).items();
    }

    private Map<String, Double> around() {
        Map<String, Double> settings = new LinkedHashMap<>();
        if (clip != null) {
            int colon = clip.indexOf(':');
            String how = CLIPS.get(clip.substring(0, Math.max(0, colon)).strip());
            double[] bound = how == null ? new double[0] : Numbers.list("--clip", clip.substring(colon + 1).strip());
            if (how == null || bound.length != 1 || bound[0] <= 0) {
                throw DescentException.usage("--clip " + clip + ": expected value:1, norm:1 or layer-norm:1, with a "
                        + "bound above 0");
            }
            settings.put(how, bound[0]);
        }
        if (ema != null) {
            settings.put("ema", ema);
        }
        return settings;
    }
}
