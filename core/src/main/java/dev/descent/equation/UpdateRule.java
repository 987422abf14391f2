package dev.descent.equation;

import java.util.List;
import java.util.Map;

/// An optimizer's equation: what happens to every parameter θ, given its gradient g, in one update.
///
/// Of the names in it `θ`, `g`, `t` (the update, from 1) and `η` (this update's learning rate) are given; a name
/// assigned with `←` is state, with `=` a local; every other name is a hyperparameter.
///
/// @param name       what it is called in listings, stack traces and messages
/// @param statements the lines in order
/// @param defaults   values that the text itself gives to hyperparameters (`where k = 0.5`), by symbol
public record UpdateRule(String name, List<Statement> statements, Map<String, Double> defaults) {

    public UpdateRule {
        statements = List.copyOf(statements);
        defaults = Map.copyOf(defaults);
    }

    /// States that have a value per parameter, in order of appearance.
    public List<String> states() {
        throw new UnsupportedOperationException();
    }

    /// States whose value is the same for all parameters: kept once, in double.
    public List<String> scalarStates() {
        throw new UnsupportedOperationException();
    }

    /// Free names, η included, in order of appearance; t, θ and g are not among them.
    public List<String> hyperparameters() {
        throw new UnsupportedOperationException();
    }

    /// The rule in the language, Unicode, one statement a line: parsing it gives this rule.
    public String text() {
        throw new UnsupportedOperationException();
    }
}
