package dev.descent.equation;

import java.util.OptionalDouble;

/// Powers whose exponent stands in the text: multiplied out, or a root.
public final class Powers {

    /// Beyond this a power is no longer multiplied out.
    private static final int LARGEST = 1024;

    private Powers() {
    }

    /// The exponent of `x^n`, if it is a constant whole number (at most 1024 in size) or ½.
    public static OptionalDouble constantExponent(Expr.Apply power) {
        if (power.arguments().get(1) instanceof Expr.Constant(double n)
                && (n == 0.5 || n == StrictMath.rint(n) && Math.abs(n) <= LARGEST)) {
            return OptionalDouble.of(n);
        }
        return OptionalDouble.empty();
    }

    /// xⁿ for an exponent that [#constantExponent] allows.
    static double power(double x, double n) {
        return n == 0.5 ? StrictMath.sqrt(x) : Elementary.power(x, (int) n);
    }

    /// xⁿ for an exponent that [#constantExponent] allows. The double root of a float, rounded to float, is the
    /// correctly rounded root.
    static float power(float x, double n) {
        return n == 0.5 ? (float) StrictMath.sqrt(x) : Elementary.power(x, (int) n);
    }
}
