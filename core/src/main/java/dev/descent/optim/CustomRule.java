package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Parser;
import dev.descent.equation.Symbols;
import dev.descent.equation.UpdateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An optimizer of one's own, from its equation. It runs exactly as fast as the built-in ones.
///
/// Hyperparameters get their values from the text (`where k = 0.5`), from options, or, where their symbol has a usual
/// one (η 0.01, λ 0.9, β₁ 0.9, β₂ 0.999, α 0.9, ρ 0.9, ε 1e-8), from that.
///
/// @param name   for listings and messages
/// @param base   the rule as it was given
/// @param values of hyperparameters, by option; those without a value are missing
public record CustomRule(String name, UpdateRule base, Map<String, Double> values) implements Optimizer {

    private static final Map<String, Double> USUAL = Map.of("η", 0.01, "λ", 0.9, "β₁", 0.9, "β₂", 0.999, "α", 0.9, "ρ",
            0.9, "ε", 1e-8);

    public CustomRule {
        values = Map.copyOf(values);
        values.forEach((option, value) -> settings(base).stream().filter(s -> s.option().equals(option)).findFirst()
                .ifPresent(s -> s.check(name, value)));
    }

    /// From its equation.
    ///
    /// @throws DescentException (usage) with line and column where the equation is wrong
    public static CustomRule of(String equation) {
        return of(Specs.UNNAMED, equation);
    }

    /// From its equation, with a name for listings and messages.
    public static CustomRule of(String name, String equation) {
        UpdateRule rule = Parser.parseRule(equation, name);
        Map<String, Double> values = new LinkedHashMap<>();
        for (String symbol : rule.hyperparameters()) {
            Double value = rule.defaults().getOrDefault(symbol, USUAL.get(symbol));
            if (value != null) {
                values.put(Symbols.option(symbol), value);
            }
        }
        return new CustomRule(name, rule, values);
    }

    /// From a `.rule` file, named after it.
    ///
    /// @throws DescentException (data) if it cannot be read
    public static CustomRule read(Path file) {
        Path fileName = file.getFileName();
        try {
            if (fileName == null || !Files.isRegularFile(file)) {
                throw DescentException.data(file + ": there is no such rule file.");
            }
            return of(fileName.toString().replaceFirst("\\.rule$", ""), Files.readString(file));
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.DATA,
                    file + ": the rule cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Setting> settings(UpdateRule rule) {
        List<Setting> settings = new ArrayList<>();
        for (String symbol : rule.hyperparameters()) {
            String option = Symbols.option(symbol);
            double usual = rule.defaults().getOrDefault(symbol, USUAL.getOrDefault(symbol, Double.NaN));
            settings.add(switch (symbol) {
                case "η" -> Setting.lr(usual, "0.0001 to 1");
                case "ε" -> Setting.eps(usual, "1e-10 to 1e-7");
                case "β₁", "β₂", "λ" -> Setting.share(option, symbol, usual, "0.9 to 0.999", "of the equation");
                default -> new Setting(option, symbol, usual, -1e6, false, 1e6, false,
                        "what the equation means them to be", "of the equation");
            });
        }
        return settings;
    }

    /// The equation on one line, in quotes: what stands for the rule in lists and recipes.
    String equation() {
        return "\"" + base.text().replace("\n", "; ").replace("; where", " where") + "\"";
    }

    @Override
    public Entry entry() {
        return Entry.named(name, name).paper(0, "own equation").summary("an equation of one's own")
                .use("an idea to try")
                .form(variant(), base, "as given").settings(settings(base)).rates(1e-4, 1).entry();
    }

    @Override
    public String variant() {
        return "custom";
    }

    /// The equation.
    ///
    /// @throws DescentException (usage) if a hyperparameter still has no value
    @Override
    public UpdateRule rule() {
        for (String symbol : base.hyperparameters()) {
            String option = Symbols.option(symbol);
            if (!values.containsKey(option)) {
                List<String> known = new ArrayList<>(base.states().stream().map(Symbols::ascii).toList());
                known.addAll(List.of("theta", "g", "t", "eta"));
                throw DescentException.usage(
                        "The rule " + name + " uses " + symbol + ", which has no value. Give it one: --set " + option
                                + "=…, or end the equation with: where " + option + " = …."
                                + Nearest.hint(Symbols.ascii(symbol), known));
            }
        }
        return base;
    }

    @Override
    public List<Setting> settings() {
        return Regularised.including(settings(base));
    }

    @Override
    public double get(String option) {
        Double value = values.get(option);
        return value == null ? Regularised.absent(this, option) : value;
    }

    @Override
    public boolean isSet(String option) {
        return values.containsKey(option) || settings(base).stream().noneMatch(s -> s.option().equals(option));
    }

    @Override
    public Optimizer with(Map<String, Double> changes) {
        Map<String, Double> own = new TreeMap<>(changes);
        Map<String, Double> extras = Regularised.take(this, own);
        for (String option : own.keySet()) {
            if (settings(base).stream().noneMatch(s -> s.option().equals(option))) {
                throw Specs.unknownSetting(this, option);
            }
        }
        Map<String, Double> all = new TreeMap<>(values);
        all.putAll(own);
        return Regularised.of(new CustomRule(name, base, all), extras);
    }

    @Override
    public Optimizer withVariant(String variant) {
        if (variant.equals(variant())) {
            return this;
        }
        throw DescentException.usage(name + " is an equation of its own and has no variant \"" + variant + "\".");
    }
}
