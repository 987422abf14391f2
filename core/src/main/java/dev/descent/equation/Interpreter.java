package dev.descent.equation;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The specification of what expressions and loops compute; the compiled kernels give the same bits.
///
/// In float every operation rounds once, in the order of the tree, without contraction; constants are rounded to float;
/// elementary functions are [Elementary]'s. In double they are `StrictMath`'s.
///
/// `x^n` with a constant whole exponent is multiplied out: with n's binary digits from the second highest on,
/// r ← r·r, then r ← r·x where the digit is 1, from r = x; `x^0` is 1, `x^−n` is 1/(x^n); `x^½` is √x.
///
/// Sums: the term is computed in the loop's type and widened to double; element j of the call is added to the double
/// accumulator j mod 16, from +0, j ascending; then accumulator i takes i + 8, i + 4, i + 2, i + 1 in that order of
/// halving; then + 0.0.
public final class Interpreter {

    private Interpreter() {
    }

    /// The value of an expression in double; names are looked up in `values`.
    public static double evalDouble(Expr expr, Map<String, Double> values) {
        throw new UnsupportedOperationException(expr + values.toString());
    }

    /// The value of an expression in double.
    public static double evalDouble(Expr expr, ToDoubleFunction<String> values) {
        throw new UnsupportedOperationException(expr + values.toString());
    }

    /// Runs a loop over float arrays; the parameters are those of the compiled kernels.
    ///
    /// @param arrays  in the loop's order, each starting at its offset; those assigned are overwritten
    /// @param scalars in the loop's order
    /// @param count   how many elements
    /// @param sums    overwritten with the loop's sums over these elements
    public static void runFloat(Loop loop, float[][] arrays, int[] offsets, float[] scalars, int count,
            double[] sums) {
        throw new UnsupportedOperationException(loop.name());
    }

    /// Runs a loop over double arrays; like [#runFloat].
    public static void runDouble(Loop loop, double[][] arrays, int[] offsets, double[] scalars, int count,
            double[] sums) {
        throw new UnsupportedOperationException(loop.name());
    }
}
