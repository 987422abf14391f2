package dev.descent.optim;

import dev.descent.equation.Expr;
import dev.descent.equation.Expr.Reduction;
import dev.descent.equation.Op;
import dev.descent.equation.Statement;
import dev.descent.equation.Symbols;
import dev.descent.equation.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Any rule with lines before and behind its own, each where its setting is not 0:
///
/// ```
/// g ← clamp(g, −clipValue, clipValue)              every component of the gradient within ±clipValue
/// g ← g·min(1, clipNorm/‖g‖)                       the whole gradient no longer than clipNorm (Pascanu et al. 2013)
/// g ← g·min(1, clipLayerNorm/‖g‖ₗ)                 each layer's gradient no longer than clipLayerNorm
/// g ← g + l₂·θ                                     L2: the gradient of ½·l₂·‖θ‖², adapted and accumulated like any
/// θ ← (1 − η·decay)·θ                              decoupled weight decay (Loshchilov and Hutter 2019)
/// …                                                the rule
/// θ̄ ← θ̄ + (1 − ema)/(1 − ema^t)·(θ − θ̄)            the mean of all θ so far, each weighing ema times the next
/// evaluate θ̄                                       … which validation, prediction and the saved model use
/// ```
///
/// They are lines of the equation like any others, so whoever interprets, compiles, explains or proves rules needs to
/// know nothing of them. Clipping looks at the gradient of the data alone, before L2 adds to it. With plain gradient
/// descent L2 and decay are the same; with adaptive rules they are not: Adam with decay is AdamW. The factor
/// `1/(1 − ema^t)` is Adam's correction: without it the mean would hold on to where training began.
///
/// @param inner  the rule itself
/// @param extras values of the settings that are not 0, by option
public record Regularised(Optimizer inner, Map<String, Double> extras) implements Optimizer {

    static final Setting CLIP_VALUE = Setting.amount("clipValue", "clipValue", 0, "0.1 to 10",
            "bound of each component of the gradient, 0 for none");
    static final Setting CLIP_NORM = Setting.amount("clipNorm", "clipNorm", 0, "0.1 to 10",
            "greatest norm of the whole gradient, 0 for any");
    static final Setting CLIP_LAYER_NORM = Setting.amount("clipLayerNorm", "clipLayerNorm", 0, "0.1 to 10",
            "greatest norm of each layer's gradient, 0 for any");
    static final Setting L2 = Setting.amount("l2", "l₂", 0, "1e-5 to 1e-2", "L2 regularisation, into the gradient");
    static final Setting DECAY = Setting.amount("decay", "decay", 0, "1e-4 to 0.1", "decoupled weight decay");
    static final Setting EMA = Setting.share("ema", "ema", 0, "0.99 to 0.9999",
            "share that the mean of the weights keeps, 0 for no mean");

    private static final Expr G = Expr.of(Symbols.GRADIENT);
    private static final Expr THETA = Expr.of(Symbols.THETA);
    private static final String MEAN = "thetabar";

    /// A line before the rule's own, made of its setting's symbol.
    private record Before(Setting setting, Function<Expr, Statement> line) {
    }

    /// In the order of their lines.
    private static final List<Before> LINES = List.of(
            new Before(CLIP_VALUE, c -> gradient(Expr.of(Op.CLAMP, G, Expr.of(Op.NEG, c), c))),
            new Before(CLIP_NORM, c -> gradient(shortened(c, Reduction.NORM))),
            new Before(CLIP_LAYER_NORM, c -> gradient(shortened(c, Reduction.LAYER_NORM))),
            new Before(L2, l2 -> gradient(Expr.of(Op.ADD, G, Expr.of(Op.MUL, l2, THETA)))),
            new Before(DECAY, decay -> new Statement.Remember(Symbols.THETA, Expr.of(Op.MUL,
                    Expr.of(Op.SUB, Expr.of(1), Expr.of(Op.MUL, Expr.of(Symbols.RATE), decay)), THETA))));

    private static final List<Setting> ALL = Stream.concat(LINES.stream().map(Before::setting), Stream.of(EMA))
            .toList();

    public Regularised {
        if (inner instanceof Regularised) {
            throw new IllegalArgumentException("regularised twice");
        }
        extras = Map.copyOf(extras);
        for (Setting setting : ALL) {
            setting.check(inner.entry().title(), extras.getOrDefault(setting.option(), 0.0));
        }
    }

    static Optimizer of(Optimizer inner, Map<String, Double> extras) {
        Map<String, Double> some = new TreeMap<>(extras);
        some.values().removeIf(value -> value == 0);
        return some.isEmpty() ? inner : new Regularised(inner, some);
    }

    /// A rule's settings with these, unless it has such names itself.
    static List<Setting> including(List<Setting> own) {
        List<Setting> all = new ArrayList<>(own);
        for (Setting more : ALL) {
            if (own.stream().noneMatch(s -> s.option().equals(more.option()))) {
                all.add(more);
            }
        }
        return all;
    }

    /// The value of a setting of these where it is not set; an error for any other name.
    static double absent(Optimizer optimizer, String option) {
        if (addsTo(optimizer, option)) {
            return 0;
        }
        throw Specs.unknownSetting(optimizer, option);
    }

    /// Takes the settings of these out of the changes, unless they are names of the rule itself.
    static Map<String, Double> take(Optimizer rule, Map<String, Double> changes) {
        Map<String, Double> taken = new TreeMap<>();
        for (Setting setting : ALL) {
            Double value = owns(rule, setting.option()) ? null : changes.remove(setting.option());
            if (value != null) {
                taken.put(setting.option(), value);
            }
        }
        return taken;
    }

    /// What a name stands for that these lines add to a rule; empty for any other.
    static String meaning(Optimizer optimizer, UpdateRule rule, String name) {
        boolean mean = optimizer.get(EMA.option()) != 0 && rule.statements().getLast().target().equals(name);
        return mean ? "mean of all points so far, weighed by age" : "";
    }

    /// Whether a setting adds a line that must hold for all parameters alike, since 0 would not switch it off for some.
    static boolean holdsForAll(String option) {
        return addsALine(option) && !option.equals(L2.option()) && !option.equals(DECAY.option());
    }

    /// Whether a setting is one of these.
    static boolean addsALine(String option) {
        return ALL.stream().anyMatch(s -> s.option().equals(option));
    }

    private static boolean owns(Optimizer rule, String option) {
        return rule.entry().settings(rule.variant()).stream().anyMatch(s -> s.option().equals(option));
    }

    /// Whether a rule could get a setting of that name from here, since its form has none of its own.
    static boolean addsTo(Optimizer rule, String option) {
        return addsALine(option) && !owns(rule, option);
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
        UpdateRule rule = inner.rule().after(LINES.stream().filter(l -> extras.containsKey(l.setting().option()))
                .map(l -> l.line().apply(Expr.of(l.setting().symbol()))).toList());
        return extras.containsKey(EMA.option()) ? averaged(rule) : rule;
    }

    private static Statement gradient(Expr value) {
        return new Statement.Remember(Symbols.GRADIENT, value);
    }

    /// `g·min(1, c/‖g‖)`; where the norm is 0 the quotient is ∞ and g stays.
    private static Expr shortened(Expr c, Reduction norm) {
        return Expr.of(Op.MUL, G, Expr.of(Op.MIN, Expr.of(1), Expr.of(Op.DIV, c, new Expr.Reduce(norm, G))));
    }

    /// The rule with the mean of its point behind it: of θ, or of what it has evaluated itself.
    private static UpdateRule averaged(UpdateRule rule) {
        List<Statement> lines = new ArrayList<>(rule.statements());
        Expr point = Expr.of(lines.stream().filter(Statement.Evaluate.class::isInstance).map(Statement::target)
                .reduce(Symbols.THETA, (_, last) -> last));
        lines.removeIf(Statement.Evaluate.class::isInstance);
        Set<String> taken = lines.stream().map(Statement::target).collect(Collectors.toSet());
        String mean = Symbols.canonical(MEAN);
        for (int i = 2; taken.contains(mean); i++) {
            mean = Symbols.canonical(MEAN + i);
        }
        Expr kept = Expr.of(EMA.symbol());
        Expr weight = Expr.of(Op.DIV, Expr.of(Op.SUB, Expr.of(1), kept),
                Expr.of(Op.SUB, Expr.of(1), Expr.of(Op.POW, kept, Expr.of(Symbols.STEP))));
        lines.add(new Statement.Remember(mean, Expr.of(Op.ADD, Expr.of(mean),
                Expr.of(Op.MUL, weight, Expr.of(Op.SUB, point, Expr.of(mean))))));
        lines.add(new Statement.Evaluate(mean));
        return new UpdateRule(rule.name(), lines, rule.defaults());
    }

    @Override
    public List<Setting> settings() {
        return inner.settings();
    }

    @Override
    public double get(String option) {
        Double extra = extras.get(option);
        return extra == null ? inner.get(option) : extra;
    }

    @Override
    public boolean isSet(String option) {
        return inner.isSet(option);
    }

    @Override
    public Optimizer with(Map<String, Double> values) {
        Map<String, Double> own = new LinkedHashMap<>(values);
        Map<String, Double> all = new TreeMap<>(extras);
        all.putAll(take(inner, own));
        return of(inner.with(own), all);
    }

    @Override
    public Optimizer withVariant(String variant) {
        return inner.withVariant(variant).with(extras);
    }
}
