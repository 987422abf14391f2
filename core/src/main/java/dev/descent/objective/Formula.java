package dev.descent.objective;

import java.util.List;

import dev.descent.equation.Expr;

/// An [Objective] typed as text: `(1-x)^2 + 100*(y-x^2)^2`.
///
/// Every free name is a coordinate, in alphabetical order. The gradient and the Hessian come from differentiating the
/// expression, so they are exact but for rounding.
public final class Formula implements Objective {

    private final String text;

    private Formula(String text) {
        this.text = text;
    }

    /// The formula of a text.
    ///
    /// @throws dev.descent.common.DescentException if the text is no expression or has no free name; the message says where
    public static Formula parse(String text) {
        return new Formula(text);
    }

    /// The text as it was given.
    public String text() {
        return text;
    }

    /// The expression of the value.
    public Expr expression() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> coordinates() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The expressions of ∂L/∂θᵢ, one for each coordinate.
    public List<Expr> partials() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public int size() {
        return coordinates().size();
    }

    /// The value at `theta`.
    public double value(double... theta) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The matrix of second derivatives at `theta`, (size, size), symmetric.
    public double[][] hessian(double... theta) {
        throw new UnsupportedOperationException("not yet");
    }

    /// How strongly it bends at `theta`.
    public Curvature curvature(double... theta) {
        throw new UnsupportedOperationException("not yet");
    }
}
