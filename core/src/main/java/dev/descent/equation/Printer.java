package dev.descent.equation;

/// From tree to text, in five notations. What [#unicode] and [#ascii] print parses to the same tree.
public final class Printer {

    private static final TextNotation UNICODE = new TextNotation(true);
    private static final TextNotation ASCII = new TextNotation(false);

    private Printer() {
    }

    /// As a paper writes it: `η·m̂/(√v̂ + ε)`.
    public static String unicode(Expr expr) {
        return UNICODE.text(expr);
    }

    /// As people type it: `eta*mhat/(sqrt(vhat) + eps)`.
    public static String ascii(Expr expr) {
        return ASCII.text(expr);
    }

    /// A number as people write it, the shortest that reads back to the same: `3`, `0.001`, `1e-8`.
    public static String number(double value) {
        return Precedence.number(value);
    }

    /// For documents, without surrounding `$`.
    public static String latex(Expr expr) {
        return LatexNotation.text(expr);
    }

    /// For pages: a `<math>` element.
    public static String mathml(Expr expr) {
        return MathmlNotation.math(expr);
    }

    /// One statement.
    public static String unicode(Statement statement) {
        return UNICODE.text(statement);
    }

    /// One statement a line.
    public static String unicode(UpdateRule rule) {
        return UNICODE.text(rule);
    }

    /// One statement a line.
    public static String ascii(UpdateRule rule) {
        return ASCII.text(rule);
    }

    /// An `aligned` environment.
    public static String latex(UpdateRule rule) {
        return LatexNotation.text(rule);
    }

    /// A `<math>` element with one row a statement.
    public static String mathml(UpdateRule rule) {
        return MathmlNotation.math(rule);
    }

    /// The canonical listing of a loop: equal listings are equal computations. Kernels are cached and tested by it.
    public static String listing(Loop loop) {
        return UNICODE.listing(loop);
    }

    /// The listing of a loop in ASCII.
    public static String asciiListing(Loop loop) {
        return ASCII.listing(loop);
    }
}
