package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Parser;
import dev.descent.equation.Printer;
import dev.descent.equation.Statement;
import dev.descent.equation.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Lookahead around any rule, as lines behind its own: the rule explores with θ; every few updates slow weights φ go a
/// share of the way to where it came, and θ starts again from there.
///
/// ```
/// φ₀ = θ
/// φ ← if mod(t, every) = 0 then φ + share·(θ − φ) else φ
/// θ ← if mod(t, every) = 0 then φ else θ
/// ```
///
/// Example: with `every` 5 and `share` ½, θ is drawn back after each fifth update to the middle of its last five steps.
///
/// Zhang, Lucas, Hinton and Ba 2019. Written `lookahead(adam)`, and `lookahead` alone is around Adam.
///
/// @param inner the rule that explores, its L2 and decay included
/// @param every how many of its updates make a round, the paper's k
/// @param share how far the slow weights go, the paper's α
public record Lookahead(Optimizer inner, double every, double share) implements Optimizer {

    static final String NAME = "lookahead";
    static final Setting EVERY = new Setting("every", "every", 5, 1, false, 1e6, false, "5 to 10",
            "updates in a round");
    static final Setting SHARE = Setting.share("share", "share", 0.5, "0.5 to 0.8",
            "share of the way that the slow weights go");

    public Lookahead {
        EVERY.check("Lookahead", every);
        SHARE.check("Lookahead", share);
        Set<String> taken = inner.settings().stream().map(Setting::option).collect(Collectors.toSet());
        if (taken.contains(EVERY.option()) || taken.contains(SHARE.option())) {
            throw DescentException.usage("Lookahead has settings " + EVERY.option() + " and " + SHARE.option()
                    + ", and so has " + inner.name() + "; rename the hyperparameter of the inner rule.");
        }
    }

    /// Around a rule, with the defaults.
    public Lookahead(Optimizer inner) {
        this(inner, EVERY.defaultValue(), SHARE.defaultValue());
    }

    /// Around Adam.
    public Lookahead() {
        this(new Adam());
    }

    private static UpdateRule around(UpdateRule rule) {
        Set<String> used = rule.statements().stream().map(Statement::target).collect(Collectors.toSet());
        String slow = "φ";
        while (used.contains(slow) || rule.hyperparameters().contains(slow)) {
            slow += "φ";
        }
        String lines = """
                φ₀ = θ
                φ ← if mod(t, every) = 0 then φ + share·(θ − φ) else φ
                θ ← if mod(t, every) = 0 then φ else θ
                """.replace("φ", slow);
        return rule.followedBy(Parser.parseRule(lines, NAME).statements());
    }

    @Override
    public Entry entry() {
        Entry own = inner.entry();
        List<Form> forms = own.forms().stream().map(f -> new Form(f.variant(), Printer.unicode(around(f.rule())),
                f.defaults(), own.title() + " inside: " + f.note(), around(f.rule()))).toList();
        List<Setting> settings = new ArrayList<>(own.settings());
        settings.addAll(List.of(EVERY, SHARE));
        Map<String, String> symbols = new LinkedHashMap<>(own.symbols());
        symbols.put("φ", "slow weights");
        return new Entry(NAME, "Lookahead", 2019,
                "Zhang, Lucas, Hinton and Ba 2019, Lookahead optimizer: k steps forward, 1 step back, algorithm 1",
                "lets a rule explore and goes half of the way after it, every five updates",
                "around a rule that is fast but unsteady",
                List.of("the state of the inner rule is kept across rounds, as the paper does by default",
                        "predictions between rounds use θ, which is ahead of the slow weights"),
                forms, settings, symbols, own.lrLow(), own.lrHigh());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String variant() {
        return inner.variant();
    }

    @Override
    public UpdateRule rule() {
        return around(inner.rule());
    }

    @Override
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>(inner.settings());
        all.addAll(List.of(EVERY, SHARE));
        return all;
    }

    @Override
    public double get(String option) {
        return option.equals(EVERY.option()) ? every : option.equals(SHARE.option()) ? share : inner.get(option);
    }

    @Override
    public boolean isSet(String option) {
        return option.equals(EVERY.option()) || option.equals(SHARE.option()) || inner.isSet(option);
    }

    @Override
    public Optimizer with(Map<String, Double> changes) {
        Map<String, Double> own = new LinkedHashMap<>(changes);
        Double newEvery = own.remove(EVERY.option());
        Double newShare = own.remove(SHARE.option());
        return new Lookahead(inner.with(own), newEvery == null ? every : newEvery,
                newShare == null ? share : newShare);
    }

    @Override
    public Optimizer withVariant(String variant) {
        return new Lookahead(inner.withVariant(variant), every, share);
    }
}
