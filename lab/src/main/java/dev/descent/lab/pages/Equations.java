package dev.descent.lab.pages;

import dev.descent.common.Recent;
import dev.descent.lab.web.Allowance;
import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.optim.CustomRule;

/// What people typed, read once: the newest 256 of a kind are kept, and new ones are rationed, since each makes code.
/// Length, depth and size of an equation are bounded by the language itself.
final class Equations {

    private static final int KEPT = 256;
    private static final long SEED = 1;

    private final Allowance allowance;
    private final Recent<String, CustomRule> rules = new Recent<>(KEPT);
    private final Recent<String, Surface> surfaces = new Recent<>(KEPT);

    /// @param allowance for texts that are not known yet
    Equations(Allowance allowance) {
        this.allowance = allowance;
    }

    /// An update rule.
    ///
    /// @throws dev.descent.common.DescentException (usage) with line and column where it is wrong
    CustomRule rule(String text) {
        return rules.of(text, _ -> {
            allowance.use("equations");
            CustomRule rule = CustomRule.of("yours", text);
            rule.rule();
            return rule;
        });
    }

    /// A surface of any number of coordinates.
    ///
    /// @throws dev.descent.common.DescentException (usage) with line and column where it is wrong
    Surface surface(String text) {
        return surfaces.of(text, _ -> {
            allowance.use("equations");
            return Surface.of(Formula.parse(text), SEED);
        });
    }
}
