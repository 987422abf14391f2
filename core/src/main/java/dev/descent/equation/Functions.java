package dev.descent.equation;

import dev.descent.equation.Expr.Reduction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The words of the language: what is called like a function, constants, and what holds a sentence together.
final class Functions {

    /// Called as `name(arguments)`.
    static final Map<String, Op> OPERATIONS = new LinkedHashMap<>();
    /// Called with one argument, over all parameters, the layer or the weight matrix.
    static final Map<String, Reduction> REDUCTIONS = new LinkedHashMap<>();
    /// Numbers with a name.
    static final Map<String, Double> CONSTANTS = Map.of("π", StrictMath.PI, "pi", StrictMath.PI, "e", StrictMath.E);
    /// Words that are never names.
    static final Set<String> KEYWORDS = Set.of("if", "then", "else", "and", "or", "not", "where", "evaluate");

    static {
        OPERATIONS.put("sqrt", Op.SQRT);
        OPERATIONS.put("abs", Op.ABS);
        OPERATIONS.put("min", Op.MIN);
        OPERATIONS.put("max", Op.MAX);
        OPERATIONS.put("sign", Op.SIGN);
        OPERATIONS.put("exp", Op.EXP);
        OPERATIONS.put("log", Op.LOG);
        OPERATIONS.put("tanh", Op.TANH);
        OPERATIONS.put("erf", Op.ERF);
        OPERATIONS.put("sin", Op.SIN);
        OPERATIONS.put("cos", Op.COS);
        OPERATIONS.put("floor", Op.FLOOR);
        OPERATIONS.put("round", Op.ROUND);
        OPERATIONS.put("mod", Op.MOD);
        OPERATIONS.put("clamp", Op.CLAMP);
        REDUCTIONS.put("sum", Reduction.SUM);
        REDUCTIONS.put("norm", Reduction.NORM);
        REDUCTIONS.put("sumₗ", Reduction.LAYER_SUM);
        REDUCTIONS.put("normₗ", Reduction.LAYER_NORM);
        REDUCTIONS.put("rowmean", Reduction.ROW_MEAN);
        REDUCTIONS.put("colmean", Reduction.COLUMN_MEAN);
        REDUCTIONS.put("orthogonalise", Reduction.ORTHOGONAL);
    }

    private Functions() {
    }

    /// Every function's name.
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(OPERATIONS.keySet());
        names.addAll(REDUCTIONS.keySet());
        return names;
    }

    /// Whether a word has a meaning of its own and cannot be a name.
    static boolean isReserved(String word) {
        return KEYWORDS.contains(word) || CONSTANTS.containsKey(word) || OPERATIONS.containsKey(word)
                || REDUCTIONS.containsKey(word);
    }

    /// The function that an operation is printed as: `min`, `exp`.
    static String nameOf(Op op) {
        return OPERATIONS.entrySet().stream().filter(f -> f.getValue() == op).map(Map.Entry::getKey).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(op + " is not a function"));
    }

    /// The function that a reduction is printed as.
    static String nameOf(Reduction reduction) {
        return switch (reduction) {
            case SUM -> "sum";
            case NORM -> "norm";
            case LAYER_SUM -> "sumₗ";
            case LAYER_NORM -> "normₗ";
            case ROW_MEAN -> "rowmean";
            case COLUMN_MEAN -> "colmean";
            case ORTHOGONAL -> "orthogonalise";
        };
    }
}
