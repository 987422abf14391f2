package dev.descent.equation;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Statements of an update rule, and the checks that make it a rule.
final class RuleParser {

    /// Given names that a start value may not read.
    private static final Set<String> GIVEN_LATER = Set.of(Symbols.GRADIENT, Symbols.STEP, Symbols.ROWS,
            Symbols.COLUMNS);

    private final Cursor cursor;
    private final String name;
    private final ExpressionParser expressions;
    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, Double> defaults = new LinkedHashMap<>();
    private final Map<String, Token> defaultPlaces = new LinkedHashMap<>();
    /// For each statement, where its target stands and what it reads.
    private final List<Token> targets = new ArrayList<>();
    private final List<List<Token>> reads = new ArrayList<>();

    RuleParser(Cursor cursor, String name) {
        this.cursor = cursor;
        this.name = name;
        this.expressions = new ExpressionParser(cursor);
    }

    UpdateRule rule() {
        cursor.skipSeparators();
        while (cursor.peek().kind() != Kind.END) {
            if (cursor.takesWord("where")) {
                where();
            } else {
                statement();
            }
            if (cursor.peek().kind() != Kind.SEPARATOR && cursor.peek().kind() != Kind.END
                    && !cursor.peek().isWord("where")) {
                throw afterExpression(cursor, "the end of the line, \";\" or \"where\"");
            }
            cursor.skipSeparators();
        }
        check();
        UpdateRule rule = new UpdateRule(name, statements, defaults);
        defaultPlaces.forEach((symbol, at) -> {
            if (!rule.hyperparameters().contains(symbol)) {
                throw cursor.error(at, "the rule has no hyperparameter " + cursor.describe(at) + "; it has "
                        + String.join(", ", rule.hyperparameters()) + "."
                        + Nearest.hint(symbol, rule.hyperparameters()));
            }
        });
        // To find what no loop can do while it is known where that stands.
        Lowering.of(rule, (statement, message) -> cursor.error(targets.get(statement), message));
        return rule;
    }

    private void statement() {
        Token target = cursor.next();
        if (target.isWord("evaluate")) {
            Token point = cursor.next();
            if (point.kind() != Kind.NAME) {
                throw cursor.unexpected(point, "the name of a state, as in evaluate x");
            }
            add(new Statement.Evaluate(point.text()), point);
            return;
        }
        if (target.kind() != Kind.NAME || Functions.isReserved(target.text())) {
            throw cursor.unexpected(target, "the name that the line gives a value to, as in m ← … or m = …");
        }
        Token arrow = cursor.next();
        if (!arrow.is("←") && !arrow.is("=")) {
            throw cursor.unexpected(arrow,
                    "\"←\" (or \"<-\") to remember " + target.text() + ", or \"=\" to name a local");
        }
        checkTarget(target, arrow);
        Expr value = expressions.number();
        if (!isInitial(target.text())) {
            add(arrow.is("←") ? new Statement.Remember(target.text(), value)
                    : new Statement.Local(target.text(), value), target);
        } else {
            add(new Statement.Initial(target.text().substring(0, target.text().length() - 1), value), target);
        }
    }

    private void add(Statement statement, Token target) {
        statements.add(statement);
        targets.add(target);
        reads.add(expressions.takeNames());
    }

    private void checkTarget(Token target, Token arrow) {
        switch (target.text()) {
            case Symbols.STEP -> throw cursor.error(target, "t counts the updates and cannot be assigned");
            case Symbols.ROWS, Symbols.COLUMNS -> throw cursor.error(target, target.text()
                    + " is given: the shape of the weight matrix that a parameter belongs to");
            case Symbols.RATE -> throw cursor.error(target,
                    "η is the learning rate that is set from outside; give the changed rate a name of its own, as in "
                            + "η_t = η/√t");
            case Symbols.THETA, Symbols.GRADIENT -> {
                if (!arrow.is("←")) {
                    throw cursor.unexpected(arrow,
                            "\"←\" (or \"<-\"): " + target.text() + " changes, it is not a local");
                }
            }
            default -> {
                if (isInitial(target.text()) && !arrow.is("=")) {
                    throw cursor.unexpected(arrow, "\"=\": subscript 0 gives the value before the first update");
                }
            }
        }
    }

    private void where() {
        do {
            Token symbol = cursor.next();
            if (symbol.kind() != Kind.NAME || Functions.isReserved(symbol.text())) {
                throw cursor.unexpected(symbol, "a hyperparameter and its value, as in where k = 0.5");
            }
            if (!cursor.takes("=")) {
                throw cursor.unexpected(cursor.peek(), "\"=\" and a number");
            }
            boolean negative = cursor.takes("−");
            Token value = cursor.next();
            if (value.kind() != Kind.NUMBER) {
                throw cursor.unexpected(value, "a number");
            }
            defaults.put(symbol.text(), negative ? -value.value() : value.value());
            defaultPlaces.put(symbol.text(), symbol);
        } while (cursor.takes(","));
    }

    private void check() {
        Set<String> remembered = new LinkedHashSet<>();
        Set<String> locals = new LinkedHashSet<>();
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Remember r -> remembered.add(r.target());
                case Statement.Local l -> locals.add(l.target());
                case Statement.Initial _,Statement.Evaluate _ -> {}
            }
        }
        if (!remembered.contains(Symbols.THETA)) {
            throw cursor.error(cursor.peek(), "the rule never changes θ; expected a line θ ← … (or theta <- …)."
                    + remembered.stream().map(Symbols::ascii).filter(n -> Nearest.to(n, Set.of("theta")).isPresent())
                            .findFirst()
                            .map(n -> " Did you mean \"theta\" instead of \"" + n + "\"?").orElse(""));
        }
        Set<String> given = new TreeSet<>();
        for (int i = 0; i < statements.size(); i++) {
            check(statements.get(i), targets.get(i), reads.get(i), remembered, locals, given);
        }
    }

    private void check(Statement statement, Token target, List<Token> read, Set<String> remembered, Set<String> locals,
            Set<String> given) {
        Set<String> states = new LinkedHashSet<>(remembered);
        states.remove(Symbols.THETA);
        states.remove(Symbols.GRADIENT);
        boolean initial = statement instanceof Statement.Initial;
        read.forEach(token -> checkRead(token, initial, states, locals, given));
        checkTarget(statement, target, remembered, states);
        if (statement instanceof Statement.Local local) {
            given.add(local.target());
        }
    }

    private void checkRead(Token token, boolean initial, Set<String> states, Set<String> locals, Set<String> given) {
        if (isInitial(token.text())) {
            throw cursor.error(token, "subscript 0 is for values before the first update and cannot be read; "
                    + "before it is assigned a state has its old value");
        }
        if (locals.contains(token.text()) && !given.contains(token.text())) {
            throw cursor.error(token,
                    token.text() + " is read before the line that gives it a value; to remember it "
                            + "from the update before, assign it with ←");
        }
        boolean late = initial && (states.contains(token.text())
                || GIVEN_LATER.contains(token.text()));
        if (late) {
            throw cursor.error(token,
                    "a value before the first update is made of θ and hyperparameters, not of " + token.text());
        }
    }

    private void checkTarget(Statement statement, Token target, Set<String> remembered, Set<String> states) {
        switch (statement) {
            case Statement.Local local -> {
                if (remembered.contains(local.target())) {
                    throw cursor.error(target,
                            local.target() + " is assigned with = here and with ← elsewhere; a name is either "
                                    + "a local or remembered");
                }
            }
            case Statement.Initial initial -> {
                if (!states.contains(initial.target())) {
                    throw cursor.error(target, initial.target() + " is no state: no line assigns it with ←."
                            + Nearest.hint(initial.target(), states));
                }
            }
            case Statement.Evaluate evaluate -> {
                if (!remembered.contains(evaluate.target()) || evaluate.target().equals(Symbols.GRADIENT)) {
                    throw cursor.error(target, evaluate.target() + " is no state: no line assigns it with ←."
                            + Nearest.hint(evaluate.target(), states));
                }
            }
            case Statement.Remember _ -> {}
        }
    }

    /// Whether a name ends in the subscript 0 alone: β₀ yes, β₁₀ no.
    private static boolean isInitial(String name) {
        return Symbols.pieces(name).subscript().equals("0");
    }

    /// What to say where an expression could have gone on but what follows fits nothing.
    static DescentException afterExpression(Cursor cursor, String expected) {
        Token token = cursor.peek();
        boolean operand = token.kind() == Kind.NAME || token.kind() == Kind.NUMBER || token.is("(");
        boolean keyword = token.kind() == Kind.NAME && Functions.KEYWORDS.contains(token.text());
        String multiply = operand && !keyword ? " To multiply write · or *." : "";
        String arrow = token.is("←") ? " One line gives one value." : "";
        return cursor.unexpected(token, "an operator or " + expected + "." + multiply + arrow);
    }
}
