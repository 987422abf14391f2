package dev.descent.equation;

/// Derivatives of expressions, by the rules of calculus on the tree.
public final class Derivative {

    private Derivative() {
    }

    /// ∂expr/∂name, simplified. At kinks |x|′, sign′ and ReLU′ are 0.
    public static Expr of(Expr expr, String name) {
        throw new UnsupportedOperationException(expr + name);
    }
}
