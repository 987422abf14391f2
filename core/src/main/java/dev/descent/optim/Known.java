package dev.descent.optim;

import dev.descent.equation.Elementary;
import dev.descent.equation.Expr;
import dev.descent.equation.Op;
import dev.descent.equation.Powers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known about a float without knowing it: bounds, which zeros it may be, whether it may be NaN, and whether it
/// is, to the bit, what some array held before the update. Everything errs on the side of knowing less.
///
/// @param low       no value is below; −∞ is possible only where this is −∞
/// @param high      no value is above; +∞ is possible only where this is +∞
/// @param minusZero whether it may be −0
/// @param plusZero  whether it may be +0
/// @param nan       whether it may be NaN
/// @param same      the array whose old value it is, if that is known
record Known(double low, double high, boolean minusZero, boolean plusZero, boolean nan, @Nullable String same) {

    static final Known ANYTHING = new Known(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, true, true, null);
    static final Known FINITE = new Known(-Float.MAX_VALUE, Float.MAX_VALUE, true, true, false, null);
    static final Known PLUS_ZERO = new Known(0, 0, false, true, false, null);
    static final Known ANY_ZERO = new Known(0, 0, true, true, false, null);

    /// One number, or rather the float next to it.
    static Known number(double value) {
        if (value == 0) {
            return new Known(0, 0, 1 / value < 0, 1 / value > 0, false, null);
        }
        return Double.isFinite(value) ? between(value, value) : ANYTHING;
    }

    /// Any number in the range but 0.
    static Known between(double low, double high) {
        return rounded(low, high, false, false, false);
    }

    Known named(@Nullable String array) {
        return new Known(low, high, minusZero, plusZero, nan, array);
    }

    boolean isZero() {
        return low == 0 && high == 0 && !nan;
    }

    private boolean maybeZero() {
        return minusZero || plusZero;
    }

    private boolean maybeNegative() {
        return low < 0 || minusZero;
    }

    private boolean maybePositive() {
        return high > 0 || plusZero;
    }

    private boolean maybeInfinite() {
        return Double.isInfinite(low) || Double.isInfinite(high);
    }

    /// The size that a value other than 0 has at least.
    private double smallest() {
        return low > 0 ? low : high < 0 ? -high : 0;
    }

    /// What either may be.
    Known or(Known other) {
        return new Known(Math.min(low, other.low), Math.max(high, other.high), minusZero || other.minusZero,
                plusZero || other.plusZero,
                nan || other.nan, Objects.equals(same, other.same) ? same : null);
    }

    /// The same with every bound that lies beyond an earlier one at infinity, so that repeating comes to an end.
    Known widenedFrom(Known earlier) {
        return new Known(low < earlier.low ? Double.NEGATIVE_INFINITY : low,
                high > earlier.high ? Double.POSITIVE_INFINITY : high, minusZero,
                plusZero, nan, same);
    }

    /// The value of an expression over names of which something is known.
    static Known of(Expr expr, Map<String, Known> names) {
        return switch (expr) {
            case Expr.Constant c -> number(c.value());
            case Expr.Name name -> names.getOrDefault(name.id(), ANYTHING);
            case Expr.Conditional c -> of(c.then(), names).or(of(c.otherwise(), names));
            case Expr.Reduce _ -> ANYTHING;
            case Expr.Apply apply -> apply(apply, apply.arguments().stream().map(a -> of(a, names)).toList());
        };
    }

    private static Known apply(Expr.Apply apply, List<Known> a) {
        Known x = a.getFirst();
        return switch (apply.op()) {
            case ADD -> add(x, a.get(1));
            case SUB -> add(x, negative(a.get(1)));
            case MUL -> multiply(x, a.get(1));
            case DIV -> divide(x, a.get(1));
            case NEG -> negative(x);
            case SQRT -> root(x);
            case ABS -> absolute(x);
            case POW -> power(apply, x, a.get(1));
            case MIN -> smaller(x, a.get(1));
            case MAX -> larger(x, a.get(1));
            case CLAMP -> smaller(larger(x, a.get(1)), a.get(2));
            case SIGN -> new Known(x.low < 0 ? -1 : 0, x.high > 0 ? 1 : 0, x.minusZero, x.plusZero, x.nan, null);
            case EXP -> new Known(0, Double.POSITIVE_INFINITY, false, true, x.nan, null);
            case LOG, TANH, ERF, SIN, COS, FLOOR, ROUND, MOD -> ANYTHING;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                new Known(0, 1, false, true, false, null);
        };
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // a negative's zeros are the other way round
    private static Known negative(Known x) {
        return new Known(-x.high, -x.low, x.plusZero, x.minusZero, x.nan, null);
    }

    private static Known add(Known x, Known y) {
        boolean nan = x.nan || y.nan || x.high == Double.POSITIVE_INFINITY && y.low == Double.NEGATIVE_INFINITY
                || x.low == Double.NEGATIVE_INFINITY && y.high == Double.POSITIVE_INFINITY;
        double low = x.low + y.low;
        double high = x.high + y.high;
        boolean cancels = !(low > 0) && !(high < 0) && (x.high > 0 && y.low < 0 || x.low < 0 && y.high > 0);
        boolean plusZero = cancels || x.plusZero && y.maybeZero() || y.plusZero && x.maybeZero();
        Known sum = rounded(Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high,
                x.minusZero && y.minusZero, plusZero, nan);
        return unchangedBy(x, y) ? sum.named(x.same) : unchangedBy(y, x) ? sum.named(y.same) : sum;
    }

    /// x + y is x to the bit: −0 changes nothing, +0 only −0.
    private static boolean unchangedBy(Known x, Known y) {
        return x.same != null && y.isZero() && (!y.plusZero || !x.minusZero);
    }

    private static Known multiply(Known x, Known y) {
        boolean nan = x.nan || y.nan || x.maybeZero() && y.maybeInfinite() || y.maybeZero() && x.maybeInfinite();
        if (x.isZero() || y.isZero()) {
            return zero(x, y, nan);
        }
        double[] corners = {product(x.low, y.low), product(x.low, y.high), product(x.high, y.low),
                product(x.high, y.high)};
        boolean zero = x.maybeZero() || y.maybeZero() || x.smallest() * y.smallest() < Float.MIN_NORMAL;
        return signed(x, y, corners, zero, nan);
    }

    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    private static Known divide(Known x, Known y) {
        boolean nan = x.nan || y.nan || x.maybeZero() && y.maybeZero() || x.maybeInfinite() && y.maybeInfinite();
        if (x.isZero()) {
            return zero(x, y, nan);
        }
        boolean zero = x.maybeZero() || y.maybeInfinite() || x.smallest() / Math.max(-y.low, y.high) < Float.MIN_NORMAL;
        if (y.smallest() == 0) {
            double[] corners = {
                    x.maybeNegative() == y.maybeNegative() || x.maybePositive() == y.maybePositive()
                            ? Double.POSITIVE_INFINITY : 0,
                    x.maybeNegative() && y.maybePositive() || x.maybePositive() && y.maybeNegative()
                            ? Double.NEGATIVE_INFINITY : 0};
            return signed(x, y, corners, true, nan);
        }
        double[] corners = {quotient(x.low, y.low), quotient(x.low, y.high), quotient(x.high, y.low),
                quotient(x.high, y.high)};
        return signed(x, y, corners, zero, nan);
    }

    private static double quotient(double a, double b) {
        return Double.isInfinite(b) ? 0 : a / b;
    }

    /// A product or quotient between its corners, whose zeros have the sign of the operands together.
    private static Known signed(Known x, Known y, double[] corners, boolean zero, boolean nan) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double corner : corners) {
            low = Math.min(low, corner);
            high = Math.max(high, corner);
        }
        Known zeros = zero(x, y, nan);
        return rounded(low, high, zero && zeros.minusZero, zero && zeros.plusZero, nan);
    }

    private static Known zero(Known x, Known y, boolean nan) {
        boolean minus = x.maybeNegative() && y.maybePositive() || x.maybePositive() && y.maybeNegative();
        boolean plus = x.maybePositive() && y.maybePositive() || x.maybeNegative() && y.maybeNegative();
        return new Known(0, 0, minus, plus, nan, null);
    }

    private static Known root(Known x) {
        return rounded(StrictMath.sqrt(Math.max(x.low, 0)), StrictMath.sqrt(Math.max(x.high, 0)), x.minusZero,
                x.plusZero, x.nan || x.low < 0);
    }

    private static Known absolute(Known x) {
        return new Known(x.smallest(), Math.max(Math.abs(x.low), Math.abs(x.high)), false, x.maybeZero(), x.nan, null);
    }

    private static Known power(Expr.Apply power, Known x, Known exponent) {
        if (Powers.constantExponent(power).isEmpty()) {
            // β^t: a share to the power of a count stays between 0 and the share.
            boolean share = x.low >= 0 && x.high <= 1 && exponent.low >= 1 && !x.nan && !exponent.nan && !x.minusZero;
            return share ? new Known(0, x.high, false, true, false, null) : ANYTHING;
        }
        double n = Powers.constantExponent(power).getAsDouble();
        if (n == 0.5) {
            return root(x);
        }
        if (n > 0 && n % 2 == 0) {
            Known size = absolute(x);
            double low = Elementary.power(size.low, (int) n);
            double high = Elementary.power(size.high, (int) n);
            boolean underflow = low < Float.MIN_NORMAL && !x.isZero();
            // Several roundings in float may add up; one, of a square, may not.
            double slack = n == 2 ? 0 : n * 0x1p-22;
            return rounded(low * (1 - slack), high * (1 + slack), false, size.plusZero || underflow, x.nan);
        }
        return n == 1 ? x : ANYTHING;
    }

    private static Known smaller(Known x, Known y) {
        return choice(Math.min(x.low, y.low), Math.min(x.high, y.high), x, y);
    }

    private static Known larger(Known x, Known y) {
        return choice(Math.max(x.low, y.low), Math.max(x.high, y.high), x, y);
    }

    private static Known choice(double low, double high, Known x, Known y) {
        return new Known(low, high, x.minusZero || y.minusZero, x.plusZero || y.plusZero, x.nan || y.nan, null);
    }

    /// Bounds moved outwards to floats. A float operation rounds a number between two floats to one of them, and so
    /// does a double operation whose result is rounded to float, so no value leaves such bounds.
    private static Known rounded(double low, double high, boolean minusZero, boolean plusZero, boolean nan) {
        float down = (float) low;
        float up = (float) high;
        return new Known(down > low ? Math.nextDown(down) : down, up < high ? Math.nextUp(up) : up, minusZero, plusZero,
                nan, null);
    }
}
