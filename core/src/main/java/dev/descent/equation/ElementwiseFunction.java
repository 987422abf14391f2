package dev.descent.equation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A function applied element by element: an activation `f(x)`, a loss `ℓ(y, target)`. Its derivative and its loops
/// follow from its equation.
///
/// Parts of the equation without variables are evaluated once in double where they are constant; other free names are
/// scalars of the loops and used as they are.
///
/// @param name      for listings and stack traces
/// @param variables the names that vary from element to element; any other free name is a scalar of the loops
/// @param value     the equation, simplified
public record ElementwiseFunction(String name, List<String> variables, Expr value) {

    public ElementwiseFunction {
        variables = variables.stream().map(Symbols::canonical).toList();
        value = Simplifier.simplify(value);
    }

    /// From text: `of("silu", "x/(1 + exp(−x))", "x")`.
    public static ElementwiseFunction of(String name, String equation, String... variables) {
        return new ElementwiseFunction(name, List.of(variables), Parser.parseExpression(equation, name));
    }

    /// The scalars of all its loops, in order: the free names that are not variables.
    public List<String> scalars() {
        return Trees.names(value).stream().filter(n -> !variables.contains(n)).toList();
    }

    /// ∂value/∂variable.
    public Expr derivative(String variable) {
        return Derivative.of(value, Symbols.canonical(variable));
    }

    /// The derivative as a function of its own, which can be differentiated again.
    public ElementwiseFunction slope(String variable) {
        return new ElementwiseFunction(name + "′", variables, derivative(variable));
    }

    /// The value in double, for tests and small things.
    ///
    /// @param values of the variables, in order
    public double at(double... values) {
        return Interpreter.evalDouble(value, n -> values[variables.indexOf(n)]);
    }

    /// `output ← f(variables)`. Arrays: the variables, then `output` unless it is one of them (in place).
    public Loop loop(String output) {
        return store(name, output, value);
    }

    /// `output ← ∂f/∂variable`. Arrays: the variables, then `output` unless it is one of them.
    public Loop derivativeLoop(String variable, String output) {
        return store(name + "′", output, derivative(variable));
    }

    /// `δ ← δ·∂f/∂variable`, the step of the chain rule in place. Where a case of the derivative is 0, δ becomes +0 whatever
    /// it was, so that it need not be known there. Arrays: the variables, then `δ`.
    public Loop chainLoop(String variable) {
        return store(name + "′ chain", "δ", chained(derivative(variable)));
    }

    private static Expr chained(Expr derivative) {
        return switch (derivative) {
            case Expr.Conditional(Expr condition, Expr then, Expr otherwise) ->
                new Expr.Conditional(condition, chained(then), chained(otherwise));
            case Expr.Constant(double value) when value == 0 -> derivative;
            default -> Simplifier.simplify(Expr.of(Op.MUL, Expr.of("δ"), derivative));
        };
    }

    /// Σ f over the elements, as the loop's one sum; nothing is stored. Arrays: the variables.
    public Loop sumLoop() {
        return new Loop(name + " sum", variables, scalars(), List.of(), List.of(new Loop.Sum("Σ₁", value)));
    }

    private Loop store(String loop, String output, Expr result) {
        String target = Symbols.canonical(output);
        List<String> arrays = new ArrayList<>(variables);
        if (!arrays.contains(target)) {
            arrays.add(target);
        }
        return new Loop(loop, arrays, scalars(), List.of(new Loop.Assignment(target, result)), List.of());
    }

    /// The function with some of its free names fixed: `huber` with `δ` = 1.
    public ElementwiseFunction with(Map<String, Double> fixed) {
        Set<String> names = Trees.names(value);
        fixed.keySet().stream().map(Symbols::canonical).filter(n -> !names.contains(n)).findFirst().ifPresent(n -> {
            throw new IllegalArgumentException(name + " has no " + n + "; it has " + names);
        });
        return new ElementwiseFunction(name, variables, fix(value, fixed));
    }

    private static Expr fix(Expr expr, Map<String, Double> fixed) {
        if (expr instanceof Expr.Name n) {
            return fixed.entrySet().stream().filter(f -> Symbols.canonical(f.getKey()).equals(n.id())).findFirst()
                    .map(f -> Expr.of(f.getValue())).orElse(expr);
        }
        return Trees.mapChildren(expr, child -> fix(child, fixed));
    }
}
