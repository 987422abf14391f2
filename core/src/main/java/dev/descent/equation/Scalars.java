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
            // The double root of a float, rounded to float, is the correctly rounded root.
            case SQRT -> (float) StrictMath.sqrt(a);
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

    private static float truth(boolean value) {
        return value ? 1 : 0;
    }
}
