package dev.descent.optim;

import dev.descent.equation.Expr;
import dev.descent.equation.Op;
import dev.descent.equation.Statement;
import dev.descent.equation.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Any rule with weights pulled towards zero, as lines before its own:
///
/// ```
/// g ← g + l₂·θ              L2 regularisation: the gradient of ½·l₂·‖θ‖², adapted and accumulated like any gradient
/// θ ← (1 − η·decay)·θ       decoupled weight decay: apart from the gradient (Loshchilov and Hutter 2019)
/// ```
///
/// With plain gradient descent the two are the same; with adaptive rules they are not. Adam with decay is AdamW.
///
/// @param inner the rule itself
/// @param l2    strength of L2, 0 for none
/// @param decay strength of decoupled decay, 0 for none
public record Regularised(Optimizer inner, double l2, double decay) implements Optimizer {

    static final Setting L2 = Setting.amount("l2", "l₂", 0, "1e-5 to 1e-2", "L2 regularisation, into the gradient");
    static final Setting DECAY = Setting.amount("decay", "decay", 0, "1e-4 to 0.1", "decoupled weight decay");

    public Regularised {
        if (inner instanceof Regularised) {
            throw new IllegalArgumentException("regularised twice");
        }
        L2.check(inner.entry().title(), l2);
        DECAY.check(inner.entry().title(), decay);
    }

    static Optimizer of(Optimizer inner, double l2, double decay) {
        return l2 == 0 && decay == 0 ? inner : new Regularised(inner, l2, decay);
    }

    /// Settings with L2 and decay, unless the rule has such names itself.
    static List<Setting> including(List<Setting> own) {
        List<Setting> all = new ArrayList<>(own);
        for (Setting more : List.of(L2, DECAY)) {
            if (own.stream().noneMatch(s -> s.option().equals(more.option()))) {
                all.add(more);
            }
        }
        return all;
    }

    /// The value of L2 and decay where there is neither; an error for any other name.
    static double absent(Optimizer optimizer, String option) {
        if (addsTo(optimizer, option)) {
            return 0;
        }
        throw Specs.unknownSetting(optimizer, option);
    }

    /// Takes L2 or decay out of the changes, unless it is a name of the rule itself.
    static double take(Optimizer rule, Map<String, Double> changes, Setting setting, double otherwise) {
        Double value = owns(rule, setting.option()) ? null : changes.remove(setting.option());
        return value == null ? otherwise : value;
    }

    private static boolean owns(Optimizer rule, String option) {
        return rule.entry().settings(rule.variant()).stream().anyMatch(s -> s.option().equals(option));
    }

    /// Whether a rule could get L2 or decay of that name from here, since its form has none of its own.
    static boolean addsTo(Optimizer rule, String option) {
        return (option.equals(L2.option()) || option.equals(DECAY.option())) && !owns(rule, option);
    }

    @Override
    public Entry entry() {
        return inner.entry();
    }

    @Override
    public String variant() {
        return inner.variant();
    }

    @Override
    public UpdateRule rule() {
        List<Statement> first = new ArrayList<>();
        Expr theta = Expr.of("θ");
        if (l2 != 0) {
            first.add(new Statement.Remember("g",
                    Expr.of(Op.ADD, Expr.of("g"), Expr.of(Op.MUL, Expr.of(L2.symbol()), theta))));
        }
        if (decay != 0) {
            Expr kept = Expr.of(Op.SUB, Expr.of(1), Expr.of(Op.MUL, Expr.of("η"), Expr.of(DECAY.symbol())));
            first.add(new Statement.Remember("θ", Expr.of(Op.MUL, kept, theta)));
        }
        return inner.rule().after(first);
    }

    @Override
    public List<Setting> settings() {
        return inner.settings();
    }

    @Override
    public double get(String option) {
        if (owns(inner, option)) {
            return inner.get(option);
        }
        return option.equals(L2.option()) ? l2 : option.equals(DECAY.option()) ? decay : inner.get(option);
    }

    @Override
    public boolean isSet(String option) {
        return inner.isSet(option);
    }

    @Override
    public Optimizer with(Map<String, Double> values) {
        Map<String, Double> own = new LinkedHashMap<>(values);
        double newL2 = take(inner, own, L2, l2);
        double newDecay = take(inner, own, DECAY, decay);
        return of(inner.with(own), newL2, newDecay);
    }

    @Override
    public Optimizer withVariant(String variant) {
        Map<String, Double> kept = new LinkedHashMap<>();
        if (l2 != 0) {
            kept.put(L2.option(), l2);
        }
        if (decay != 0) {
            kept.put(DECAY.option(), decay);
        }
        return inner.withVariant(variant).with(kept);
    }
}
