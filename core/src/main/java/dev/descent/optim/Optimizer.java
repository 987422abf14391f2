package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.UpdateRule;
import java.util.List;
import java.util.Map;

/// An update rule with its hyperparameters. Immutable; what a run remembers is in [OptimizerState].
///
/// The catalogue's rules are records: `new Adam()`, `Adam.torch()`, `new Adam().with(Map.of("beta2", 0.99))`. A rule of
/// one's own is [CustomRule#of] its equation.
public sealed interface Optimizer permits CatalogueRule, CustomRule, Regularised, Lookahead {

    /// What the catalogue knows about the rule.
    Entry entry();

    /// Which of the published forms: `paper`, `torch`, `keras`.
    String variant();

    /// The equation, L2 and decay included where they are not 0.
    UpdateRule rule();

    /// The hyperparameters that this form has, L2 and decay included.
    List<Setting> settings();

    /// The value of a hyperparameter, by option name.
    ///
    /// @throws DescentException (usage) for a name that it does not have
    double get(String option);

    /// The same optimizer with some hyperparameters changed, by option name.
    ///
    /// @throws DescentException (usage) for a name it does not have or a value out of range
    Optimizer with(Map<String, Double> values);

    /// The same optimizer in another form: what was at its default is at the new form's default.
    Optimizer withVariant(String variant);

    /// The catalogue's name: `adam`.
    default String name() {
        return entry().name();
    }

    /// The learning rate η; NaN where an equation has none, as in `θ ← θ − 0.1·g`.
    default double lr() {
        return has("lr") ? get("lr") : Double.NaN;
    }

    /// The same with another learning rate.
    default Optimizer withLr(double lr) {
        return with(Map.of("lr", lr));
    }

    /// The same with one hyperparameter changed.
    default Optimizer with(String option, double value) {
        return with(Map.of(option, value));
    }

    /// Whether it has a hyperparameter of that name.
    default boolean has(String option) {
        return settings().stream().anyMatch(s -> s.option().equals(option));
    }

    /// Whether a hyperparameter has a value; only those of a [CustomRule] may have none.
    default boolean isSet(String option) {
        return true;
    }

    /// The text that [Optimizers#parse] reads back to this: `adam:beta2=0.99`; for recipes and commands.
    default String spec() {
        return Specs.spec(this);
    }

    /// What it is called beside others: its [#spec()] without the learning rate, a named rule of one's own by its name.
    default String label() {
        return Specs.label(this);
    }

    /// The rates that `--lr grid` tries: 7, evenly spaced on a log scale over the rule's declared range.
    default double[] rateGrid() {
        double[] rates = new double[7];
        double low = StrictMath.log10(entry().lrLow());
        double high = StrictMath.log10(entry().lrHigh());
        for (int i = 0; i < rates.length; i++) {
            // Two digits of a rate say all that matters, and read better.
            double exponent = low + (high - low) * i / (rates.length - 1);
            rates[i] = Specs.rounded(StrictMath.pow(10, exponent));
        }
        return rates;
    }
}
