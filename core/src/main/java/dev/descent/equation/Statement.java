package dev.descent.equation;

/// One line of an update rule. Lines run in order and read the newest values.
public sealed interface Statement {

    /// The name that the line gives a value to, or that it names.
    String target();

    /// `m₀ = value`: what a state is before the first update. `x₀ = θ` starts a second point where training starts.
    ///
    /// @param target the state, without the subscript
    /// @param value  of hyperparameters and θ only
    record Initial(String target, Expr value) implements Statement {
    }

    /// `target ← value`: changes θ, replaces g for the rest of the update, or remembers a state for the next one.
    record Remember(String target, Expr value) implements Statement {
    }

    /// `target = value`: a local, forgotten after the update.
    record Local(String target, Expr value) implements Statement {
    }

    /// `evaluate x`: the point that validation, prediction and the saved model use instead of θ.
    record Evaluate(String target) implements Statement {
    }
}
