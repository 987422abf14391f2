package dev.descent.optim;

import dev.descent.equation.UpdateRule;
import java.util.List;
import java.util.Map;

/// An update rule with its hyperparameters. Immutable; what a run remembers is in [OptimizerState].
public interface Optimizer {

    /// The catalogue's name: `adam`.
    String name();

    /// Which of the published forms: `paper`, `torch`, `keras`.
    String variant();

    /// The equation, L2 and decay included where they are not 0.
    UpdateRule rule();

    /// The hyperparameters that this form has, L2 and decay included.
    List<Setting> settings();

    /// The value of a hyperparameter, by option name.
    double get(String option);

    /// The same optimizer with some hyperparameters changed, by option name.
    ///
    /// @throws dev.descent.common.DescentException (usage) for a name it does not have or a value out of range
    Optimizer with(Map<String, Double> values);

    /// The learning rate η.
    default double lr() {
        return get("lr");
    }

    /// The same with another learning rate.
    default Optimizer withLr(double lr) {
        return with(Map.of("lr", lr));
    }

    /// The text that [Optimizers#parse] reads back to this: `adam:beta2=0.99`; for recipes and labels.
    String spec();

    /// The rates that `--lr grid` tries: 7, evenly spaced on a log scale over the rule's declared range.
    double[] rateGrid();
}
