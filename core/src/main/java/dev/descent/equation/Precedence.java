package dev.descent.equation;

/// How strongly an expression's outermost operation binds in written form; parentheses follow from it.
final class Precedence {

    static final int CONDITIONAL = 0;
    static final int OR = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 4;
    static final int SUM = 5;
    static final int TERM = 6;
    static final int UNARY = 7;
    static final int POWER = 8;
    static final int ATOM = 9;

    private Precedence() {
    }

    static int of(Expr expr) {
        return switch (expr) {
            case Expr.Constant c -> c.value() < 0 || 1 / c.value() < 0 ? UNARY : ATOM;
            case Expr.Name _,Expr.Reduce _ -> ATOM;
            case Expr.Conditional _ -> CONDITIONAL;
            case Expr.Apply apply -> of(apply.op());
        };
    }

    static int of(Op op) {
        return switch (op) {
            case OR -> OR;
            case AND -> AND;
            case NOT -> NOT;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> COMPARISON;
            case ADD, SUB -> SUM;
            case MUL, DIV -> TERM;
            case NEG -> UNARY;
            case POW, SQRT -> POWER;
            case ABS, MIN, MAX, SIGN, EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND, MOD, CLAMP -> ATOM;
        };
    }

    /// A number as people write it: `3`, `0.001`, `1e-8`, the shortest that reads back to the same double.
    static String number(double value) {
        if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }
}
