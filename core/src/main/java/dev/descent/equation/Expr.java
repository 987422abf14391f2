package dev.descent.equation;

import java.util.List;

/// An expression: the one tree that is interpreted, simplified, differentiated, compiled and printed.
///
/// The algebra is closed. Code that walks it switches over the cases without a default, so that a new case shows up
/// as a list of compile errors.
public sealed interface Expr {

    /// A number that stands in the text.
    record Constant(double value) implements Expr {
    }

    /// A name in its canonical spelling (NFC, Unicode where the language has a symbol: `β₁`, `η`, `θ`). What it means,
    /// a parameter, a state, a hyperparameter, a local or a coordinate, is decided by where the expression stands.
    record Name(String id) implements Expr {
    }

    /// An operation on [Op#arity()] arguments.
    record Apply(Op op, List<Expr> arguments) implements Expr {
        public Apply {
            arguments = List.copyOf(arguments);
            if (arguments.size() != op.arity()) {
                throw new IllegalArgumentException(
                        op + " takes " + op.arity() + " arguments, given " + arguments.size());
            }
        }
    }

    /// `if condition then a else b`; the condition is a comparison or a combination of comparisons.
    record Conditional(Expr condition, Expr then, Expr otherwise) implements Expr {
    }

    /// What takes many values of an elementwise expression together: a sum, a norm, a mean, or the matrix that they make
    /// orthogonalised. Using the result starts the next pass over the parameters.
    record Reduce(Reduction reduction, Expr of) implements Expr {
    }

    /// What a [Reduce] computes.
    enum Reduction {
        /// Σ over all parameters.
        SUM,
        /// √Σ(·)² over all parameters.
        NORM,
        /// Σ over the parameters of the layer.
        LAYER_SUM,
        /// √Σ(·)² over the parameters of the layer.
        LAYER_NORM,
        /// The mean of each row of the weight matrix.
        ROW_MEAN,
        /// The mean of each column of the weight matrix.
        COLUMN_MEAN,
        /// The weight matrix of the values, its singular values brought near 1: [NewtonSchulz].
        ORTHOGONAL
    }

    /// The operation applied to the arguments.
    static Expr of(Op op, Expr... arguments) {
        return new Apply(op, List.of(arguments));
    }

    /// A number.
    static Expr of(double value) {
        return new Constant(value);
    }

    /// A name.
    static Expr of(String id) {
        return new Name(id);
    }
}
