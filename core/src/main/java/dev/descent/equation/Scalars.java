package dev.descent.equation;

/// Every operation of the language on plain numbers. Truth is 1 and 0.
final class Scalars {

    private Scalars() {
    }

    /// The operation in float, rounded once; arguments beyond its arity are ignored.
    static float apply(Op op, float a, float b, float c) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case NEG -> -a;
            case POW -> throw new IllegalArgumentException("a float power needs a constant whole exponent or ½");
            case SQRT -> Powers.power(a, 0.5);
            case ABS -> Math.abs(a);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case SIGN -> Elementary.sign(a);
            case EXP -> Elementary.exp(a);
            case LOG -> Elementary.log(a);
            case TANH -> Elementary.tanh(a);
            case ERF -> Elementary.erf(a);
            case SIN -> Elementary.sin(a);
            case COS -> Elementary.cos(a);
            case FLOOR -> Elementary.floor(a);
            case ROUND -> Elementary.round(a);
            case MOD -> Elementary.mod(a, b);
            case CLAMP -> Elementary.clamp(a, b, c);
            // Exact, so the type makes no difference.
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                (float) apply(op, (double) a, (double) b, (double) c);
        };
    }

    /// The operation in double.
    static double apply(Op op, double a, double b, double c) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case NEG -> -a;
            case POW -> StrictMath.pow(a, b);
            case SQRT -> StrictMath.sqrt(a);
            case ABS -> Math.abs(a);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case SIGN -> Elementary.sign(a);
            case EXP -> Elementary.exp(a);
            case LOG -> Elementary.log(a);
            case TANH -> Elementary.tanh(a);
            case ERF -> Elementary.erf(a);
            case SIN -> Elementary.sin(a);
            case COS -> Elementary.cos(a);
            case FLOOR -> Elementary.floor(a);
            case ROUND -> Elementary.round(a);
            case MOD -> Elementary.mod(a, b);
            case CLAMP -> Elementary.clamp(a, b, c);
            case LESS -> truth(a < b);
            case LESS_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_EQUAL -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case AND -> truth(a != 0 && b != 0);
            case OR -> truth(a != 0 || b != 0);
            case NOT -> truth(a == 0);
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }
}
