package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Settings of an optimizer beyond its name.
final class RuleOptions {

    @Option(names = "--set", paramLabel = "SETTINGS", order = 12,
            description = "Hyperparameters by name: \"beta1=0.8, eps=1e-6\"; adam.beta1=0.8 for one of several rules.")
    @Nullable
    String set;

    @Option(names = "--variant", paramLabel = "FORM", order = 13,
            description = "Another published form of the rule: torch, keras.")
    @Nullable
    String variant;

    /// The optimizer of a name, equation or file, with these settings.
    ///
    /// @throws DescentException (usage) where there are several: none of them is left out in silence
    Optimizer optimizer(String spec) {
        List<Optimizer> rules = optimizers(spec);
        if (rules.size() > 1) {
            throw DescentException.usage("\"" + spec + "\" names " + rules.size() + " optimizers: "
                    + String.join(" and ", rules.stream().map(Optimizer::label).toList())
                    + ". Expected one; several are for compare and walk");
        }
        return rules.getFirst();
    }

    /// The optimizers of a comma list, with these settings.
    List<Optimizer> optimizers(String specs) {
        List<Optimizer> parsed = Optimizers.parseList(specs);
        if (variant != null) {
            String form = variant;
            parsed = parsed.stream().map(rule -> rule.withVariant(form)).toList();
        }
        return set == null ? parsed : Optimizers.set(parsed, set);
    }
}
