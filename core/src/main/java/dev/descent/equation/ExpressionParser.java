package dev.descent.equation;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Expr.Reduction;
import dev.descent.equation.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Expressions, by recursive descent: a method for each strength of binding, weakest first.
///
/// ```
/// expression := if expression then expression else expression | or
/// or         := and (or and)*
/// and        := not (and not)*
/// not        := not not | comparison
/// comparison := sum ((< ≤ > ≥ = ≠) sum)?
/// sum        := term ((+ −) term)*
/// term       := unary ((· /) unary)*
/// unary      := − unary | + unary | power
/// power      := root ( ^ unary | superscript )?
/// root       := √ power | number | name | name ( … ) | ( … ) | | … | | ‖ … ‖ | ⌊ … ⌋
/// ```
///
/// So −x² is −(x²), √x² is √(x²) and a/b·c is (a/b)·c.
final class ExpressionParser {

    private static final Map<String, Op> COMPARISONS = Map.of("<", Op.LESS, "≤", Op.LESS_EQUAL, ">", Op.GREATER, "≥",
            Op.GREATER_EQUAL, "=", Op.EQUAL, "≠", Op.NOT_EQUAL);
    private static final String OPERAND = "a number, a name, a function, \"(\", \"−\", \"√\", \"|\" or \"‖\"";

    private final Cursor cursor;
    private final TreeCheck check;
    private final List<Token> names = new ArrayList<>();

    ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
        this.check = new TreeCheck(cursor);
    }

    /// The names that the expressions since the last call read, where they stand.
    List<Token> takeNames() {
        List<Token> taken = List.copyOf(names);
        names.clear();
        return taken;
    }

    /// An expression whose value is a number.
    Expr number() {
        Token start = cursor.peek();
        return check.asNumber(start, expression());
    }

    private Expr expression() {
        Token start = cursor.peek();
        if (!cursor.takesWord("if")) {
            return or();
        }
        check.enter(start);
        Expr condition = check.asTruth(start, cursor.peek(), expression());
        expectWord("then");
        Expr then = number();
        expectWord("else");
        Expr otherwise = number();
        check.leave();
        return check.count(start, new Expr.Conditional(condition, then, otherwise));
    }

    private void expectWord(String word) {
        cursor.skipLinesBefore(word);
        if (!cursor.takesWord(word)) {
            throw cursor.unexpected(cursor.peek(), "\"" + word + "\" or an operator");
        }
        cursor.skipSeparators();
    }

    private Expr or() {
        return logic("or", Op.OR, () -> logic("and", Op.AND, this::not));
    }

    private Expr logic(String word, Op op, Supplier<Expr> operand) {
        Token start = cursor.peek();
        Expr left = operand.get();
        while (cursor.peek().isWord(word)) {
            Token at = cursor.next();
            Token right = cursor.peek();
            left = check.asTruth(at, start, left);
            left = check.count(at, Expr.of(op, left, check.asTruth(at, right, operand.get())));
        }
        return left;
    }

    private Expr not() {
        Token at = cursor.peek();
        if (!cursor.takesWord("not")) {
            return comparison();
        }
        check.enter(at);
        Token start = cursor.peek();
        Expr result = check.count(at, Expr.of(Op.NOT, check.asTruth(at, start, not())));
        check.leave();
        return result;
    }

    private Expr comparison() {
        Token start = cursor.peek();
        Expr left = sum();
        Op op = cursor.peek().kind() == Kind.OPERATOR ? COMPARISONS.get(cursor.peek().text()) : null;
        if (op == null) {
            return left;
        }
        Token at = cursor.next();
        Token right = cursor.peek();
        Expr result = check.count(at, Expr.of(op, check.asNumber(start, left), check.asNumber(right, sum())));
        if (cursor.peek().kind() == Kind.OPERATOR && COMPARISONS.containsKey(cursor.peek().text())) {
            throw cursor.error(cursor.peek(), "comparisons do not chain; write a < b and b < c");
        }
        return result;
    }

    private Expr sum() {
        return chain(Map.of("+", Op.ADD, "−", Op.SUB), () -> chain(Map.of("·", Op.MUL, "/", Op.DIV), this::unary));
    }

    private Expr chain(Map<String, Op> operators, Supplier<Expr> operand) {
        Token start = cursor.peek();
        Expr left = operand.get();
        while (cursor.peek().kind() == Kind.OPERATOR && operators.containsKey(cursor.peek().text())) {
            Token at = cursor.next();
            Op op = operators.getOrDefault(at.text(), Op.ADD);
            Token right = cursor.peek();
            left = check.count(at, Expr.of(op, check.asNumber(start, left), check.asNumber(right, operand.get())));
        }
        return left;
    }

    private Expr unary() {
        Token at = cursor.peek();
        if (at.is("−") && cursor.peekAhead().kind() == Kind.NUMBER) {
            Token number = minusNumber();
            if (number != null) {
                return check.count(at, Expr.of(-number.value()));
            }
        } else if (!at.is("−") && !at.is("+")) {
            return power();
        } else {
            cursor.next();
        }
        check.enter(at);
        Token start = cursor.peek();
        Expr operand = check.asNumber(start, unary());
        check.leave();
        return at.is("−") ? check.count(at, Expr.of(Op.NEG, operand)) : operand;
    }

    /// Steps over the minus; and over the number too, if the minus belongs to it: in −2·x, but not in −2^x.
    private @Nullable Token minusNumber() {
        cursor.next();
        Token after = cursor.peekAhead();
        boolean raised = after.is("^") || after.kind() == Kind.SUPERSCRIPT;
        return raised ? null : cursor.next();
    }

    private Expr power() {
        Token start = cursor.peek();
        Expr base = root();
        Token at = cursor.peek();
        if (at.kind() == Kind.SUPERSCRIPT) {
            cursor.next();
            if (at.text().equals("t")) {
                names.add(at);
            }
            Expr exponent = at.text().equals("t") ? Expr.of("t") : Expr.of(at.value());
            return onePower(check.count(at, Expr.of(Op.POW, check.asNumber(start, base), check.count(at, exponent))));
        }
        if (!cursor.takes("^")) {
            return base;
        }
        check.enter(at);
        Token right = cursor.peek();
        Expr result = check.count(at, Expr.of(Op.POW, check.asNumber(start, base), check.asNumber(right, unary())));
        check.leave();
        return onePower(result);
    }

    private Expr onePower(Expr power) {
        if (cursor.peek().kind() == Kind.SUPERSCRIPT || cursor.peek().is("^")) {
            throw cursor.error(cursor.peek(), "a power of a power needs parentheses, (a^b)^c or a^(b·c)");
        }
        return power;
    }

    private Expr root() {
        Token at = cursor.peek();
        if (cursor.takes("√")) {
            check.enter(at);
            Token start = cursor.peek();
            Expr under = check.asNumber(start, power());
            check.leave();
            return check.count(at, Expr.of(Op.SQRT, under));
        }
        cursor.next();
        return switch (at.kind()) {
            case NUMBER -> check.count(at, Expr.of(at.value()));
            case NAME -> word(at);
            case OPERATOR -> bracket(at);
            case SUPERSCRIPT, SEPARATOR, END -> throw cursor.unexpected(at, OPERAND);
        };
    }

    private Expr bracket(Token open) {
        check.enter(open);
        Expr result = switch (open.text()) {
            case "(" -> {
                Expr inner = expression();
                close(")", open);
                yield inner;
            }
            case "|" -> {
                Expr inner = number();
                close("|", open);
                yield check.count(open, Expr.of(Op.ABS, inner));
            }
            case "⌊" -> {
                Expr inner = number();
                close("⌋", open);
                yield check.count(open, Expr.of(Op.FLOOR, inner));
            }
            case "‖" -> {
                Expr inner = number();
                boolean layer = cursor.takes("‖ₗ");
                if (!layer) {
                    close("‖", open);
                }
                yield check.count(open, new Expr.Reduce(layer ? Reduction.LAYER_NORM : Reduction.NORM, inner));
            }
            default -> throw cursor.unexpected(open, OPERAND);
        };
        check.leave();
        return result;
    }

    private void close(String bracket, Token open) {
        if (!cursor.takes(bracket)) {
            throw cursor.unexpected(cursor.peek(),
                    "an operator or \"" + bracket + "\" that closes " + cursor.describe(open));
        }
    }

    private Expr word(Token at) {
        String word = at.text();
        Double constant = Functions.CONSTANTS.get(word);
        if (constant != null) {
            return check.count(at, Expr.of(constant));
        }
        if (Functions.KEYWORDS.contains(word)) {
            throw cursor.unexpected(at, OPERAND);
        }
        Op op = Functions.OPERATIONS.get(word);
        if (op != null) {
            return check.count(at, new Expr.Apply(op, arguments(at, op.arity())));
        }
        Reduction reduction = Functions.REDUCTIONS.get(word);
        if (reduction != null) {
            return check.count(at, new Expr.Reduce(reduction, arguments(at, 1).getFirst()));
        }
        if (cursor.peek().is("(")) {
            throw noFunction(at);
        }
        names.add(at);
        return check.count(at, Expr.of(word));
    }

    private List<Expr> arguments(Token function, int arity) {
        if (!cursor.takes("(")) {
            throw cursor.unexpected(cursor.peek(), "\"(\" after the function " + function.text());
        }
        check.enter(function);
        List<Expr> arguments = new ArrayList<>();
        do {
            arguments.add(number());
        } while (cursor.takes(","));
        check.leave();
        if (!cursor.takes(")")) {
            throw cursor.unexpected(cursor.peek(), "an operator, \",\" or \")\"");
        }
        if (arguments.size() != arity) {
            throw cursor.error(function, function.text() + " takes " + arity + (arity == 1 ? " argument" : " arguments")
                    + ", found " + arguments.size());
        }
        return arguments;
    }

    private DescentException noFunction(Token at) {
        String hint = Nearest.hint(at.text(), Functions.names());
        return cursor.error(at, "there is no function " + cursor.describe(at) + "."
                + (hint.isEmpty() ? " To multiply write " + at.text() + "·( or " + Symbols.ascii(at.text())
                        + "*(; functions are " + String.join(", ", Functions.names()) + "." : hint));
    }
}
