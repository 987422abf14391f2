package dev.descent.equation;

import dev.descent.equation.Expr.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Equations as MathML Core, which browsers draw by themselves.
final class MathmlNotation {

    private MathmlNotation() {
    }

    static String math(Expr expr) {
        return "<math display=\"block\">" + text(expr) + "</math>";
    }

    static String math(UpdateRule rule) {
        return rule.statements().stream().map(MathmlNotation::line)
                .collect(Collectors.joining("", "<math display=\"block\"><mtable columnalign=\"right left\">",
                        "</mtable></math>"));
    }

    private static String line(Statement statement) {
        return switch (statement) {
            case Statement.Initial s -> line(name(s.target() + "₀"), "=", text(s.value()));
            case Statement.Remember s -> line(name(s.target()), "←", text(s.value()));
            case Statement.Local s -> line(name(s.target()), "=", text(s.value()));
            case Statement.Evaluate s ->
                "<mtr><mtd><mtext>evaluate</mtext></mtd><mtd>" + name(s.target()) + "</mtd></mtr>";
        };
    }

    private static String line(String target, String operator, String value) {
        return "<mtr><mtd>" + target + "</mtd><mtd><mrow>" + mo(operator) + value + "</mrow></mtd></mtr>";
    }

    static String text(Expr expr) {
        return switch (expr) {
            case Expr.Constant c -> constant(c.value());
            case Expr.Name n -> name(n.id());
            case Expr.Reduce r -> reduce(r.reduction(), text(r.of()));
            case Expr.Conditional c ->
                row("<mtext>if </mtext>", text(c.condition()), "<mtext> then </mtext>", text(c.then()),
                        "<mtext> else </mtext>", text(c.otherwise()));
            case Expr.Apply a -> apply(a.op(), a.arguments());
        };
    }

    private static String text(Expr expr, int least) {
        return Precedence.of(expr) >= least
                || expr instanceof Expr.Apply a && a.op() == Op.DIV && least <= Precedence.UNARY
                        ? text(expr)
                        : fence("(", text(expr), ")");
    }

    private static String constant(double value) {
        if (value == StrictMath.PI || value == StrictMath.E) {
            return "<mi>" + (value == StrictMath.E ? "e" : "π") + "</mi>";
        }
        String number = Precedence.number(Math.abs(value));
        int e = number.indexOf('e');
        String power = e < 0 ? ""
                : "<msup><mn>10</mn><mn>" + number.substring(e + 1).replace('-', '−') + "</mn></msup>";
        String factor = e < 0 ? "<mn>" + number + "</mn>"
                : number.startsWith("1e") ? "" : "<mn>" + number.substring(0, e) + "</mn>" + mo("·");
        boolean negative = value < 0 || 1 / value < 0;
        return negative || e >= 0 ? row(negative ? mo("−") : "", factor, power) : factor;
    }

    static String name(String name) {
        Symbols.Pieces pieces = Symbols.pieces(name);
        String letter = "<mi>" + escape(pieces.letter()) + "</mi>";
        String mark = switch (pieces.mark()) {
            case "hat" -> "^";
            case "bar" -> "¯";
            case "tilde" -> "~";
            default -> "";
        };
        String marked = mark.isEmpty() ? letter : "<mover accent=\"true\">" + letter + mo(mark) + "</mover>";
        String kind = pieces.subscript().chars().allMatch(Character::isDigit) ? "mn" : "mi";
        return pieces.subscript().isEmpty() ? marked
                : "<msub>" + marked + "<" + kind + ">" + escape(pieces.subscript()) + "</" + kind + "></msub>";
    }

    private static String apply(Op op, List<Expr> a) {
        return switch (op) {
            case ADD -> infix(a, "+", Precedence.SUM);
            case SUB -> infix(a, "−", Precedence.SUM);
            case MUL -> infix(a, "·", Precedence.TERM);
            case DIV -> "<mfrac>" + text(a.get(0)) + text(a.get(1)) + "</mfrac>";
            case NEG -> row(mo("−"), text(a.getFirst(), Precedence.POWER));
            case POW -> "<msup>" + text(a.get(0), Precedence.ATOM) + text(a.get(1)) + "</msup>";
            case SQRT -> "<msqrt>" + text(a.getFirst()) + "</msqrt>";
            case ABS -> fence("|", text(a.getFirst()), "|");
            case FLOOR -> fence("⌊", text(a.getFirst()), "⌋");
            case MIN, MAX, SIGN, EXP, LOG, TANH, ERF, SIN, COS, ROUND, MOD, CLAMP -> call(Functions.nameOf(op), a);
            case LESS -> infix(a, "&lt;", Precedence.COMPARISON);
            case LESS_EQUAL -> infix(a, "≤", Precedence.COMPARISON);
            case GREATER -> infix(a, "&gt;", Precedence.COMPARISON);
            case GREATER_EQUAL -> infix(a, "≥", Precedence.COMPARISON);
            case EQUAL -> infix(a, "=", Precedence.COMPARISON);
            case NOT_EQUAL -> infix(a, "≠", Precedence.COMPARISON);
            case AND -> infix(a, "∧", Precedence.AND);
            case OR -> infix(a, "∨", Precedence.OR);
            case NOT -> row(mo("¬"), text(a.getFirst(), Precedence.NOT));
        };
    }

    private static String infix(List<Expr> a, String operator, int precedence) {
        Expr right = a.get(1);
        String shown = Precedence.of(right) == Precedence.UNARY ? fence("(", text(right), ")")
                : text(right, precedence + 1);
        return row(text(a.get(0), precedence), mo(operator), shown);
    }

    private static String reduce(Reduction reduction, String of) {
        return switch (reduction) {
            case SUM -> row(mo("∑"), fence("(", of, ")"));
            case NORM -> fence("‖", of, "‖");
            case LAYER_SUM -> row("<msub>" + mo("∑") + "<mi>l</mi></msub>", fence("(", of, ")"));
            case LAYER_NORM -> "<msub>" + fence("‖", of, "‖") + "<mi>l</mi></msub>";
            case ROW_MEAN, COLUMN_MEAN, ORTHOGONAL ->
                row("<mi>" + Functions.nameOf(reduction) + "</mi>", fence("(", of, ")"));
        };
    }

    private static String call(String function, List<Expr> arguments) {
        List<String> parts = new ArrayList<>();
        arguments.forEach(argument -> {
            if (!parts.isEmpty()) {
                parts.add(mo(","));
            }
            parts.add(text(argument));
        });
        return row("<mi>" + function + "</mi>", fence("(", String.join("", parts), ")"));
    }

    private static String fence(String open, String inner, String close) {
        return row(mo(open), inner, mo(close));
    }

    private static String row(String... parts) {
        return "<mrow>" + String.join("", parts) + "</mrow>";
    }

    private static String mo(String operator) {
        return "<mo>" + operator + "</mo>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
