package dev.descent.equation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An optimizer's equation: what happens to every parameter θ, given its gradient g, in one update.
///
/// Of the names in it `θ`, `g`, `t` (the update, from 1), `η` (this update's learning rate), `rows` and `columns` (of the
/// weight matrix) are given; a name assigned with `←` is state, with `=` a local; every other name is a hyperparameter.
///
/// @param name       what it is called in listings, stack traces and messages
/// @param statements the lines in order
/// @param defaults   values that the text itself gives to hyperparameters (`where k = 0.5`), by symbol
public record UpdateRule(String name, List<Statement> statements, Map<String, Double> defaults) {

    public UpdateRule {
        statements = List.copyOf(statements);
        defaults = Map.copyOf(defaults);
    }

    /// From text; see [Parser#parseRule].
    public static UpdateRule parse(String text, String name) {
        return Parser.parseRule(text, name);
    }

    /// States that have a value per parameter, or per row or column of a weight matrix, in order of appearance.
    public List<String> states() {
        return Uniformity.of(this).arrayStates();
    }

    /// States whose value is the same for all parameters: kept once, in double.
    public List<String> scalarStates() {
        return Uniformity.of(this).scalarStates();
    }

    /// Whether it looks at parameters as weight matrices: their shape, means of rows and columns, orthogonalised.
    public boolean usesMatrices() {
        return statements.stream().flatMap(s -> value(s).stream()).anyMatch(UpdateRule::usesMatrices);
    }

    private static boolean usesMatrices(Expr expr) {
        return switch (expr) {
            case Expr.Name name -> name.id().equals(Symbols.ROWS) || name.id().equals(Symbols.COLUMNS);
            case Expr.Reduce reduce -> switch (reduce.reduction()) {
                case ROW_MEAN, COLUMN_MEAN, ORTHOGONAL -> true;
                case SUM, NORM, LAYER_SUM, LAYER_NORM -> usesMatrices(reduce.of());
            };
            case Expr.Constant _,Expr.Apply _,Expr.Conditional _ ->
                Trees.children(expr).stream().anyMatch(UpdateRule::usesMatrices);
        };
    }

    /// Free names, η included, in order of appearance; what is given is not among them.
    public List<String> hyperparameters() {
        Set<String> given = new LinkedHashSet<>(List.of(Symbols.THETA, Symbols.GRADIENT, Symbols.STEP,
                Symbols.ROWS, Symbols.COLUMNS));
        Set<String> free = new LinkedHashSet<>();
        for (Statement statement : statements) {
            given.add(statement.target());
        }
        for (Statement statement : statements) {
            value(statement).stream().flatMap(e -> Trees.names(e).stream()).filter(n -> !given.contains(n))
                    .forEach(free::add);
        }
        return List.copyOf(free);
    }

    /// The rule in the language, Unicode, one statement a line: parsing it gives this rule.
    public String text() {
        return Printer.unicode(this);
    }

    /// The same rule with lines before it: L2 on the gradient, decay of θ.
    public UpdateRule after(List<Statement> first) {
        List<Statement> all = new ArrayList<>(first);
        all.addAll(statements);
        return new UpdateRule(name, all, defaults);
    }

    /// The same rule with lines behind it: what wraps around a rule.
    public UpdateRule followedBy(List<Statement> last) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(last);
        return new UpdateRule(name, all, defaults);
    }

    /// The right side of a statement, if it has one.
    static List<Expr> value(Statement statement) {
        return switch (statement) {
            case Statement.Initial s -> List.of(s.value());
            case Statement.Remember s -> List.of(s.value());
            case Statement.Local s -> List.of(s.value());
            case Statement.Evaluate _ -> List.of();
        };
    }
}
