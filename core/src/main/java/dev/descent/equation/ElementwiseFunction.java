package dev.descent.equation;

import java.util.List;

/// A function applied element by element: an activation `f(x)`, a loss `ℓ(y, target)`. Its derivative and its loops
/// follow from its equation.
///
/// @param name      for listings and stack traces
/// @param variables the names that vary from element to element; any other free name is a scalar of the loops
/// @param value     the equation
public record ElementwiseFunction(String name, List<String> variables, Expr value) {

    public ElementwiseFunction {
        variables = List.copyOf(variables);
    }

    /// From text: `of("silu", "x/(1 + exp(−x))", "x")`.
    public static ElementwiseFunction of(String name, String equation, String... variables) {
        return new ElementwiseFunction(name, List.of(variables), Parser.parseExpression(equation, name));
    }

    /// The scalars of all its loops, in order: the free names that are not variables.
    public List<String> scalars() {
        throw new UnsupportedOperationException();
    }

    /// ∂value/∂variable.
    public Expr derivative(String variable) {
        return Derivative.of(value, variable);
    }

    /// `output ← f(variables)`. Arrays: the variables, then `output` unless it is one of them (in place).
    public Loop loop(String output) {
        throw new UnsupportedOperationException(output);
    }

    /// `output ← ∂f/∂variable`. Arrays: the variables, then `output` unless it is one of them.
    public Loop derivativeLoop(String variable, String output) {
        throw new UnsupportedOperationException(variable + output);
    }

    /// `δ ← δ·∂f/∂variable`, the step of the chain rule in place. Arrays: the variables, then `δ`.
    public Loop chainLoop(String variable) {
        throw new UnsupportedOperationException(variable);
    }

    /// Σ f over the elements, as the loop's one sum; nothing is stored. Arrays: the variables.
    public Loop sumLoop() {
        throw new UnsupportedOperationException();
    }
}
