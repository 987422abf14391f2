package dev.descent.equation;

import dev.descent.equation.Expr.Reduction;
import java.util.List;
import java.util.stream.Collectors;

/// Equations as plain text: in Unicode as a paper writes them, or in ASCII as people type them.
final class TextNotation {

    private final boolean unicode;

    TextNotation(boolean unicode) {
        this.unicode = unicode;
    }

    String name(String name) {
        return unicode ? name : Symbols.ascii(name);
    }

    String arrow() {
        return unicode ? "←" : "<-";
    }

    String text(Expr expr) {
        return switch (expr) {
            case Expr.Constant c -> constant(c.value());
            case Expr.Name n -> name(n.id());
            case Expr.Reduce r -> reduce(r);
            case Expr.Conditional c ->
                "if " + text(c.condition(), Precedence.OR) + " then " + text(c.then(), Precedence.OR) + " else "
                        + text(c.otherwise());
            case Expr.Apply a -> apply(a.op(), a.arguments());
        };
    }

    /// The expression, in parentheses unless it binds at least as strongly as `least`.
    private String text(Expr expr, int least) {
        return Precedence.of(expr) >= least ? text(expr) : "(" + text(expr) + ")";
    }

    private String constant(double value) {
        if (value == StrictMath.PI) {
            return unicode ? "π" : "pi";
        }
        if (value == StrictMath.E) {
            return "e";
        }
        String number = Precedence.number(value);
        // A minus in front of the number only: the one in 1e-8 stays ASCII, as numbers are written everywhere.
        return unicode && number.startsWith("-") ? "−" + number.substring(1) : number;
    }

    private String apply(Op op, List<Expr> a) {
        return switch (op) {
            case ADD -> infix(a, " + ", Precedence.SUM);
            case SUB -> infix(a, unicode ? " − " : " - ", Precedence.SUM);
            case MUL -> infix(a, unicode ? "·" : "*", Precedence.TERM);
            case DIV -> infix(a, "/", Precedence.TERM);
            case NEG -> (unicode ? "−" : "-") + negated(a.getFirst());
            case POW -> power(a.get(0), a.get(1));
            case SQRT -> unicode ? "√" + text(a.getFirst(), Precedence.ATOM) : call("sqrt", a);
            case ABS -> unicode ? "|" + text(a.getFirst()) + "|" : call("abs", a);
            case FLOOR -> unicode ? "⌊" + text(a.getFirst()) + "⌋" : call("floor", a);
            case MIN, MAX, SIGN, EXP, LOG, TANH, ERF, SIN, COS, ROUND, MOD, CLAMP -> call(Functions.nameOf(op), a);
            case LESS -> comparison(a, "<");
            case LESS_EQUAL -> comparison(a, unicode ? "≤" : "<=");
            case GREATER -> comparison(a, ">");
            case GREATER_EQUAL -> comparison(a, unicode ? "≥" : ">=");
            case EQUAL -> comparison(a, "=");
            case NOT_EQUAL -> comparison(a, unicode ? "≠" : "!=");
            case AND -> infix(a, " and ", Precedence.AND);
            case OR -> infix(a, " or ", Precedence.OR);
            case NOT -> "not " + text(a.getFirst(), Precedence.NOT);
        };
    }

    /// Operators associate to the left; a sign on the right gets parentheses, as in a·(−b).
    private String infix(List<Expr> a, String operator, int precedence) {
        Expr right = a.get(1);
        String shown = Precedence.of(right) == Precedence.UNARY ? "(" + text(right) + ")" : text(right, precedence + 1);
        return text(a.get(0), precedence) + operator + shown;
    }

    private String comparison(List<Expr> a, String operator) {
        return text(a.get(0), Precedence.SUM) + " " + operator + " " + text(a.get(1), Precedence.SUM);
    }

    /// −2 is a number, −(2) is the negative of one.
    private String negated(Expr expr) {
        return expr instanceof Expr.Constant || Precedence.of(expr) <= Precedence.UNARY ? "(" + text(expr) + ")"
                : text(expr);
    }

    private String power(Expr base, Expr exponent) {
        String shown = text(base, Precedence.ATOM);
        if (unicode && exponent instanceof Expr.Constant(double n) && n == StrictMath.rint(n) && Math.abs(n) < 1e6
                && 1 / n != -1 / 0.0) {
            return shown + superscript((long) n);
        }
        if (unicode && exponent instanceof Expr.Constant(double n) && n == 0.5) {
            return shown + "^½";
        }
        return shown + "^" + text(exponent, Precedence.ATOM);
    }

    private static String superscript(long n) {
        return Long.toString(n).chars().mapToObj(c -> c == '-' ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }

    private String reduce(Expr.Reduce r) {
        boolean layer = r.reduction() == Reduction.LAYER_NORM;
        if (unicode && (r.reduction() == Reduction.NORM || layer)) {
            return "‖" + text(r.of()) + (layer ? "‖ₗ" : "‖");
        }
        return name(Functions.nameOf(r.reduction())) + "(" + text(r.of()) + ")";
    }

    private String call(String function, List<Expr> arguments) {
        return function + arguments.stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
    }

    String text(Statement statement) {
        return switch (statement) {
            case Statement.Initial s -> name(s.target() + "₀") + " = " + text(s.value());
            case Statement.Remember s -> name(s.target()) + " " + arrow() + " " + text(s.value());
            case Statement.Local s -> name(s.target()) + " = " + text(s.value());
            case Statement.Evaluate s -> "evaluate " + name(s.target());
        };
    }

    String text(UpdateRule rule) {
        String lines = rule.statements().stream().map(this::text).collect(Collectors.joining("\n"));
        String where = rule.hyperparameters().stream().filter(rule.defaults()::containsKey)
                .map(k -> name(k) + " = " + constant(rule.defaults().getOrDefault(k, 0.0)))
                .collect(Collectors.joining(", "));
        return where.isEmpty() ? lines : lines + "\nwhere " + where;
    }

    /// A loop: its arrays and scalars, then an assignment a line, arrows where it is to an array, then its sums.
    String listing(Loop loop) {
        StringBuilder listing = new StringBuilder(loop.name()).append('(').append(names(loop.arrays())).append("; ")
                .append(names(loop.scalars())).append(')');
        for (Loop.Assignment a : loop.body()) {
            String assigned = loop.arrays().contains(a.target()) ? arrow() : "=";
            listing.append("\n  " + name(a.target()) + " " + assigned + " " + text(a.value()));
        }
        for (Loop.Sum sum : loop.sums()) {
            listing.append("\n  " + name(sum.name()) + " = sum(" + text(sum.of()) + ")");
        }
        return listing.toString();
    }

    private String names(List<String> names) {
        return names.stream().map(this::name).collect(Collectors.joining(", "));
    }
}
