package dev.descent.equation;

/// From tree to text, in five notations. What [#unicode] and [#ascii] print parses to the same tree.
public final class Printer {

    private Printer() {
    }

    /// As a paper writes it: `η·m̂/(√v̂ + ε)`.
    public static String unicode(Expr expr) {
        throw new UnsupportedOperationException(expr.toString());
    }

    /// As people type it: `eta*mhat/(sqrt(vhat) + eps)`.
    public static String ascii(Expr expr) {
        throw new UnsupportedOperationException(expr.toString());
    }

    /// For documents, without surrounding `$`.
    public static String latex(Expr expr) {
        throw new UnsupportedOperationException(expr.toString());
    }

    /// For pages: a `<math>` element.
    public static String mathml(Expr expr) {
        throw new UnsupportedOperationException(expr.toString());
    }

    /// One statement a line.
    public static String unicode(UpdateRule rule) {
        throw new UnsupportedOperationException(rule.toString());
    }

    /// One statement a line.
    public static String ascii(UpdateRule rule) {
        throw new UnsupportedOperationException(rule.toString());
    }

    /// An `aligned` environment.
    public static String latex(UpdateRule rule) {
        throw new UnsupportedOperationException(rule.toString());
    }

    /// A `<math>` element with one row a statement.
    public static String mathml(UpdateRule rule) {
        throw new UnsupportedOperationException(rule.toString());
    }

    /// The canonical listing of a loop: equal listings are equal computations. Kernels are cached and tested by it.
    public static String listing(Loop loop) {
        throw new UnsupportedOperationException(loop.toString());
    }
}
