package dev.descent.equation;

import dev.descent.equation.Expr.Reduction;
import java.util.List;
import java.util.stream.Collectors;

/// Equations as LaTeX.
final class LatexNotation {

    private LatexNotation() {
    }

    static String text(Expr expr) {
        return switch (expr) {
            case Expr.Constant c -> constant(c.value());
            case Expr.Name n -> name(n.id());
            case Expr.Reduce r -> reduce(r.reduction(), text(r.of()));
            case Expr.Conditional c ->
                "\\begin{cases} " + text(c.then()) + " & \\text{if } " + text(c.condition()) + " \\\\ "
                        + text(c.otherwise()) + " & \\text{otherwise} \\end{cases}";
            case Expr.Apply a -> apply(a.op(), a.arguments());
        };
    }

    private static String text(Expr expr, int least) {
        return Precedence.of(expr) >= least || isFraction(expr) && least <= Precedence.UNARY ? text(expr)
                : "\\left(" + text(expr) + "\\right)";
    }

    /// A fraction's bar groups as parentheses do.
    private static boolean isFraction(Expr expr) {
        return expr instanceof Expr.Apply apply && apply.op() == Op.DIV;
    }

    private static String constant(double value) {
        if (value == StrictMath.PI) {
            return "\\pi";
        }
        String number = value == StrictMath.E ? "e" : Precedence.number(value);
        int e = number.indexOf('e');
        return e <= 0 ? number
                : (number.startsWith("1e") ? "" : number.substring(0, e) + " \\cdot ") + "10^{"
                        + number.substring(e + 1) + "}";
    }

    static String name(String name) {
        Symbols.Pieces pieces = Symbols.pieces(name);
        String greek = Symbols.greekName(pieces.letter());
        String letter = greek.equals("eps") ? "\\varepsilon"
                : greek.equals(pieces.letter()) ? word(greek) : "\\" + greek;
        String marked = pieces.mark().isEmpty() ? letter : "\\" + pieces.mark() + "{" + letter + "}";
        return pieces.subscript().isEmpty() ? marked : marked + "_{" + word(pieces.subscript()) + "}";
    }

    private static String word(String word) {
        boolean plain = word.length() == 1 || word.chars().allMatch(Character::isDigit);
        return plain ? word : "\\mathrm{" + word.replace("_", "\\_") + "}";
    }

    private static String apply(Op op, List<Expr> a) {
        return switch (op) {
            case ADD -> infix(a, " + ", Precedence.SUM);
            case SUB -> infix(a, " - ", Precedence.SUM);
            case MUL -> infix(a, " \\cdot ", Precedence.TERM);
            case DIV -> "\\frac{" + text(a.get(0)) + "}{" + text(a.get(1)) + "}";
            case NEG -> "-" + text(a.getFirst(), Precedence.POWER);
            case POW -> text(a.get(0), Precedence.ATOM) + "^{" + text(a.get(1)) + "}";
            case SQRT -> "\\sqrt{" + text(a.getFirst()) + "}";
            case ABS -> "\\left|" + text(a.getFirst()) + "\\right|";
            case FLOOR -> "\\left\\lfloor " + text(a.getFirst()) + "\\right\\rfloor";
            case MIN, MAX, EXP, LOG, TANH, SIN, COS -> call("\\" + Functions.nameOf(op), a);
            case SIGN, ERF, ROUND, MOD, CLAMP -> call("\\operatorname{" + Functions.nameOf(op) + "}", a);
            case LESS -> infix(a, " < ", Precedence.COMPARISON);
            case LESS_EQUAL -> infix(a, " \\le ", Precedence.COMPARISON);
            case GREATER -> infix(a, " > ", Precedence.COMPARISON);
            case GREATER_EQUAL -> infix(a, " \\ge ", Precedence.COMPARISON);
            case EQUAL -> infix(a, " = ", Precedence.COMPARISON);
            case NOT_EQUAL -> infix(a, " \\ne ", Precedence.COMPARISON);
            case AND -> infix(a, " \\land ", Precedence.AND);
            case OR -> infix(a, " \\lor ", Precedence.OR);
            case NOT -> "\\lnot " + text(a.getFirst(), Precedence.NOT);
        };
    }

    private static String infix(List<Expr> a, String operator, int precedence) {
        Expr right = a.get(1);
        String shown = Precedence.of(right) == Precedence.UNARY ? "\\left(" + text(right) + "\\right)"
                : text(right, precedence + 1);
        return text(a.get(0), precedence) + operator + shown;
    }

    private static String reduce(Reduction reduction, String of) {
        return switch (reduction) {
            case SUM -> "\\sum\\left(" + of + "\\right)";
            case NORM -> "\\left\\lVert " + of + "\\right\\rVert";
            case LAYER_SUM -> "\\sum_{l}\\left(" + of + "\\right)";
            case LAYER_NORM -> "\\left\\lVert " + of + "\\right\\rVert_{l}";
            case ROW_MEAN, COLUMN_MEAN, ORTHOGONAL ->
                "\\operatorname{" + Functions.nameOf(reduction) + "}\\left(" + of + "\\right)";
        };
    }

    private static String call(String function, List<Expr> arguments) {
        return function
                + arguments.stream().map(LatexNotation::text).collect(Collectors.joining(", ", "\\left(", "\\right)"));
    }

    static String text(UpdateRule rule) {
        return rule.statements().stream().map(LatexNotation::text)
                .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private static String text(Statement statement) {
        return switch (statement) {
            case Statement.Initial s -> name(s.target() + "₀") + " &= " + text(s.value());
            case Statement.Remember s -> name(s.target()) + " &\\leftarrow " + text(s.value());
            case Statement.Local s -> name(s.target()) + " &= " + text(s.value());
            case Statement.Evaluate s -> "\\text{evaluate } & " + name(s.target());
        };
    }
}
