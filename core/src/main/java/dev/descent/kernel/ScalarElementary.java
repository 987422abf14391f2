package dev.descent.kernel;

import dev.descent.equation.Elementary;
import dev.descent.equation.Op;
import java.util.function.DoubleUnaryOperator;

/// [Elementary]'s functions over arrays, number by number.
///
/// In `float` each function has a loop of its own, so that HotSpot sees its body there and may make vectors of it. In
/// `double` they are `StrictMath`'s, beside which a call through an interface costs nothing.
final class ScalarElementary {

    private ScalarElementary() {
    }

    /// y ← op(x) over `count` elements; x and y may be the same array at the same place.
    static void apply(Op op, float[] x, int xAt, float[] y, int yAt, int count) {
        switch (op) {
            case EXP -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.exp(x[xAt + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.log(x[xAt + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.tanh(x[xAt + i]);
                }
            }
            case ERF -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.erf(x[xAt + i]);
                }
            }
            case SIN -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.sin(x[xAt + i]);
                }
            }
            case COS -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.cos(x[xAt + i]);
                }
            }
            case FLOOR -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.floor(x[xAt + i]);
                }
            }
            case ROUND -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = Elementary.round(x[xAt + i]);
                }
            }
            case ADD, SUB, MUL, DIV, NEG, POW, SQRT, ABS, MIN, MAX, SIGN, MOD, CLAMP, LESS, LESS_EQUAL, GREATER,
                    GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                throw noFunctionOfOneNumber(op);
        }
    }

    /// y ← op(x) over `count` elements; x and y may be the same array at the same place.
    static void apply(Op op, double[] x, int xAt, double[] y, int yAt, int count) {
        DoubleUnaryOperator function = switch (op) {
            case EXP -> Elementary::exp;
            case LOG -> Elementary::log;
            case TANH -> Elementary::tanh;
            case ERF -> Elementary::erf;
            case SIN -> Elementary::sin;
            case COS -> Elementary::cos;
            case FLOOR -> Elementary::floor;
            case ROUND -> Elementary::round;
            case ADD, SUB, MUL, DIV, NEG, POW, SQRT, ABS, MIN, MAX, SIGN, MOD, CLAMP, LESS, LESS_EQUAL, GREATER,
                    GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                throw noFunctionOfOneNumber(op);
        };
        for (int i = 0; i < count; i++) {
            y[yAt + i] = function.applyAsDouble(x[xAt + i]);
        }
    }

    private static IllegalArgumentException noFunctionOfOneNumber(Op op) {
        return new IllegalArgumentException(op + " is not a function of one number");
    }
}
