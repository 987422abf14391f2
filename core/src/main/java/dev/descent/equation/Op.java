package dev.descent.equation;

/// The operations of the language. Comparisons and logic yield truth values, which only conditions may use.
public enum Op {
    ADD(2), SUB(2), MUL(2), DIV(2), NEG(1),
    /// Power. Over vectors the exponent is a constant integer (repeated multiplication) or ½ (square root).
    POW(2), SQRT(1), ABS(1),
    /// Smaller and larger of two, as `Math.min` and `Math.max` define them for −0 and NaN.
    MIN(2), MAX(2),
    /// −1, 0 or 1.
    SIGN(1),
    EXP(1), LOG(1), TANH(1), ERF(1), SIN(1), COS(1),
    FLOOR(1),
    /// To the nearest integer, ties to even.
    ROUND(1),
    /// a − b·⌊a/b⌋.
    MOD(2),
    /// clamp(x, low, high) = min(max(x, low), high).
    CLAMP(3),
    LESS(2), LESS_EQUAL(2), GREATER(2), GREATER_EQUAL(2), EQUAL(2), NOT_EQUAL(2),
    AND(2), OR(2), NOT(1);

    private final int arity;

    Op(int arity) {
        this.arity = arity;
    }

    /// How many arguments it takes.
    public int arity() {
        return arity;
    }

    /// Whether its value is true or false rather than a number.
    public boolean isTruth() {
        return switch (this) {
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> true;
            case ADD, SUB, MUL, DIV, NEG, POW, SQRT, ABS, MIN, MAX, SIGN, EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND,
                    MOD, CLAMP ->
                false;
        };
    }
}
