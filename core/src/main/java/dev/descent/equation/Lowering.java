package dev.descent.equation;

import dev.descent.common.DescentException;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.RuleProgram.Scope;
import dev.descent.equation.Uniformity.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// From a rule to named values, which [PassBuilder] then distributes over passes.
///
/// First every value that the rule computes gets a name of its own (a name assigned twice means two values: `d`, `d′`),
/// which makes the lines a list of definitions whose order no longer matters. Each is a *scalar*, evaluated in double,
/// or computed in a loop: over all parameters, or over the rows or columns of a weight matrix. Within values of a loop
/// every maximal part that varies less becomes a value of its own too (`c₁ = 1 − β₁`, or one for each row). A norm, sum
/// or mean becomes a sum of the loop's values, and something that is known one stage later.
final class Lowering {

    /// A value computed in a loop.
    ///
    /// @param id     its own name
    /// @param level  what the loop runs over: [Level#ELEMENT], [Level#ROW] or [Level#COLUMN]
    /// @param stored the array that keeps it, if any
    record Value(String id, Level level, Optional<String> stored, Expr value) {
    }

    /// What is taken over many values of a loop.
    ///
    /// @param id     of what the next stage reads
    /// @param source what the loop calls the sum, or the array that it writes for it
    /// @param term   what the loop calls one element's share of a sum, where it needs a name
    /// @param at     how many of the values come before it
    /// @param over   the level of `of`
    /// @param to     the level of the result; [Level#ELEMENT] for an orthogonalised matrix
    record Gather(String id, String source, String term, int at, Level over, Level to, Expr of, int stage) {
    }

    /// A scalar and the pass before which all is known that it reads.
    record Scalar(ScalarAssignment assignment, int stage) {
    }

    private final UpdateRule rule;
    private final BiFunction<Integer, String, DescentException> error;
    final Uniformity uniformity;
    private final Set<String> used = new HashSet<>();
    /// What a name of the rule means at this line: an expression over ids.
    private final Map<String, Expr> meaning = new HashMap<>();
    final Map<String, Level> levels = new HashMap<>();
    private final Map<String, Integer> stages = new HashMap<>();
    final List<Value> values = new ArrayList<>();
    final List<Gather> gathers = new ArrayList<>();
    final List<Scalar> scalars = new ArrayList<>();
    private final Map<Expr, String> hoisted = new HashMap<>();
    private final Map<Expr.Reduce, String> reductions = new HashMap<>();
    /// The number of the statement that is being lowered.
    private int line;

    private Lowering(UpdateRule rule, BiFunction<Integer, String, DescentException> error) {
        this.rule = rule;
        this.error = error;
        this.uniformity = Uniformity.of(rule);
        for (Statement statement : rule.statements()) {
            used.add(statement.target());
            UpdateRule.value(statement).forEach(value -> used.addAll(Trees.names(value)));
        }
        levels.put(Symbols.THETA, Level.ELEMENT);
        levels.put(Symbols.GRADIENT, Level.ELEMENT);
        levels.put(Symbols.ROWS, Level.MATRIX);
        levels.put(Symbols.COLUMNS, Level.MATRIX);
        uniformity.arrayStates().forEach(state -> levels.put(state, kept(state)));
    }

    static RuleProgram of(UpdateRule rule) {
        return of(rule, (_, message) -> DescentException.usage(rule.name() + ": " + message));
    }

    /// Lowers a rule.
    ///
    /// @param error makes the error for a statement, by number, of what is wrong with it
    static RuleProgram of(UpdateRule rule, BiFunction<Integer, String, DescentException> error) {
        Lowering lowering = new Lowering(rule, error);
        List<ScalarAssignment> initial = new ArrayList<>();
        Optional<String> evaluate = Optional.empty();
        for (Statement statement : rule.statements()) {
            switch (statement) {
                case Statement.Initial s ->
                    initial.add(new ScalarAssignment(s.target(), Simplifier.simplify(s.value()), Scope.ALL));
                case Statement.Remember s -> lowering.define(s.target(), s.value(), lowering.array(s.target()));
                case Statement.Local s -> lowering.define(s.target(), s.value(), Optional.empty());
                case Statement.Evaluate s -> evaluate = Optional.of(s.target()).filter(x -> !x.equals(Symbols.THETA));
            }
            lowering.line++;
        }
        return new PassBuilder(rule, lowering).program(initial, evaluate);
    }

    private Optional<String> array(String target) {
        return target.equals(Symbols.THETA) || uniformity.arrayStates().contains(target) ? Optional.of(target)
                : Optional.empty();
    }

    private Level kept(String array) {
        Level level = uniformity.levels().get(array);
        return level == null ? Level.ELEMENT : level.kept();
    }

    private void define(String target, Expr value, Optional<String> stored) {
        Expr resolved = Simplifier.simplify(resolve(value));
        Level level = stored.map(this::kept).orElse(Uniformity.level(resolved, levels));
        if (level == Level.ELEMENT && resolved.equals(Expr.of(target)) && uniformity.arrayStates().contains(target)) {
            // It keeps what it was: nothing to compute or to store.
            meaning.put(target, resolved);
            return;
        }
        switch (level) {
            case ELEMENT, ROW, COLUMN -> {
                boolean alias = stored.isEmpty() && level != Level.ELEMENT && resolved instanceof Expr.Name;
                meaning.put(target, alias ? resolved : Expr.of(value(nameOf(target, stored), level, stored, resolved)));
            }
            case UNIFORM, LAYER, MATRIX -> {
                boolean scalarState = uniformity.scalarStates().contains(target);
                String id = scalarState || meaning.containsKey(target) ? fresh(target) : target;
                meaning.put(target, Expr.of(scalar(id, resolved, level)));
            }
        }
    }

    private String nameOf(String target, Optional<String> stored) {
        return stored.isPresent() || levels.containsKey(target) || meaning.containsKey(target) ? fresh(target) : target;
    }

    /// What a name of the rule means behind its last line.
    Expr meaning(String name) {
        return meaning.getOrDefault(name, Expr.of(name));
    }

    int stage(String id) {
        return stages.getOrDefault(id, 0);
    }

    /// The expression over ids: names replaced by what they mean here, norms and sums by the scalars that they become.
    private Expr resolve(Expr expr) {
        if (expr instanceof Expr.Name name) {
            return meaning.getOrDefault(name.id(), expr);
        }
        Expr resolved = Trees.mapChildren(expr, this::resolve);
        return resolved instanceof Expr.Reduce reduce ? reduction(reduce) : resolved;
    }

    private Expr reduction(Expr.Reduce reduce) {
        String known = reductions.get(reduce);
        if (known == null) {
            Expr of = Simplifier.simplify(reduce.of());
            known = switch (reduce.reduction()) {
                case SUM -> sum(reduce, of, Level.UNIFORM);
                case NORM -> norm(reduce, of, Level.UNIFORM);
                case LAYER_SUM -> sum(reduce, of, Level.LAYER);
                case LAYER_NORM -> norm(reduce, of, Level.LAYER);
                case ROW_MEAN -> mean(reduce, of, Level.ROW, Level.COLUMN);
                case COLUMN_MEAN -> mean(reduce, of, Level.COLUMN, Level.ROW);
                case ORTHOGONAL -> {
                    expect(reduce, of, Set.of(Level.ELEMENT), "orthogonalises");
                    yield gather(numbered("orth"), of, Level.ELEMENT, Level.ELEMENT);
                }
            };
            reductions.put(reduce, known);
        }
        return Expr.of(known);
    }

    private String sum(Expr.Reduce reduce, Expr of, Level to) {
        expect(reduce, of, Set.of(Level.ELEMENT, Level.ROW, Level.COLUMN), "sums");
        return gather(numbered("Σ"), of, Level.ELEMENT, to);
    }

    private String norm(Expr.Reduce reduce, Expr of, Level to) {
        String sum = sum(reduce, Simplifier.simplify(Expr.of(Op.POW, of, Expr.of(2))), to);
        return scalar(numbered("r"), Expr.of(Op.SQRT, Expr.of(sum)), to);
    }

    /// Along one direction; of what varies along the other alone it is the mean over that.
    private String mean(Expr.Reduce reduce, Expr of, Level direction, Level other) {
        expect(reduce, of, Set.of(Level.ELEMENT, other), "takes the mean of");
        boolean whole = Uniformity.level(of, levels) == other;
        String stem = whole ? "mean" : direction == Level.ROW ? "row" : "col";
        return gather(numbered(stem), of, whole ? other : Level.ELEMENT, whole ? Level.MATRIX : direction);
    }

    private void expect(Expr.Reduce reduce, Expr of, Set<Level> expected, String does) {
        Level level = Uniformity.level(of, levels);
        if (expected.contains(level)) {
            return;
        }
        String same = switch (level) {
            case UNIFORM, ELEMENT -> "is the same for all parameters";
            case LAYER -> "is the same for all parameters of a layer";
            case MATRIX -> "is the same for all parameters of a weight matrix";
            case ROW -> "is the same for all parameters in a row";
            case COLUMN -> "is the same for all parameters in a column";
        };
        throw error.apply(line, Printer.unicode(reduce) + " " + does + " something that " + same
                + ", expected an expression in θ, g or a state.");
    }

    private String gather(String id, Expr of, Level over, Level to) {
        Expr term = body(of, over);
        // Sums are read as they are and a matrix is orthogonalised where it lies; means are computed from something else.
        boolean asItIs = to == Level.UNIFORM || to == Level.LAYER || to == Level.ELEMENT;
        String source = asItIs ? id : numbered("Σ");
        gathers.add(new Gather(id, source, fresh(source), values.size(), over, to, term, stage(term)));
        stages.put(id, stage(term) + 1);
        levels.put(id, to);
        return id;
    }

    private String value(String id, Level level, Optional<String> stored, Expr value) {
        Expr body = body(value, level);
        values.add(new Value(id, level, stored, body));
        levels.put(id, level);
        stages.put(id, stage(body));
        return id;
    }

    /// An expression of a loop, with the parts hoisted that vary less than what the loop runs over.
    private Expr body(Expr expr, Level level) {
        if (Uniformity.level(expr, levels) != level) {
            return hoist(expr);
        }
        if (expr instanceof Expr.Apply apply && apply.op() == Op.POW && Powers.constantExponent(apply).isEmpty()) {
            throw error.apply(line, Printer.unicode(expr)
                    + " has a base that differs from parameter to parameter, expected a whole number or ½ as its "
                    + "power.");
        }
        if (expr instanceof Expr.Apply apply && apply.op() == Op.POW) {
            return Expr.of(Op.POW, body(apply.arguments().getFirst(), level), apply.arguments().get(1));
        }
        return Trees.mapChildren(expr, part -> body(part, level));
    }

    private Expr hoist(Expr expr) {
        if (expr instanceof Expr.Constant || expr instanceof Expr.Name) {
            return expr;
        }
        boolean truth = TreeCheck.isTruth(expr);
        Expr number = truth ? new Expr.Conditional(expr, Expr.of(1), Expr.of(0)) : expr;
        String id = hoisted.get(number);
        if (id == null) {
            Level level = Uniformity.level(expr, levels);
            id = switch (level) {
                case UNIFORM, LAYER, MATRIX -> scalar(numbered("c"), number, level);
                case ROW -> value(numbered("row"), level, Optional.empty(), number);
                case COLUMN -> value(numbered("col"), level, Optional.empty(), number);
                case ELEMENT -> throw new IllegalStateException("nothing varies more: " + expr);
            };
            hoisted.put(number, id);
        }
        return truth ? Expr.of(Op.NOT_EQUAL, Expr.of(id), Expr.of(0)) : Expr.of(id);
    }

    private String scalar(String id, Expr value, Level level) {
        Scope scope = switch (level) {
            case UNIFORM -> Scope.ALL;
            case LAYER -> Scope.LAYER;
            case MATRIX -> Scope.MATRIX;
            case ROW, COLUMN, ELEMENT -> throw new IllegalStateException("no scalar: " + value);
        };
        scalars.add(new Scalar(new ScalarAssignment(id, value, scope), stage(value)));
        stages.put(id, stage(value));
        levels.put(id, level);
        used.add(id);
        return id;
    }

    /// The pass before which everything that an expression reads is known.
    private int stage(Expr expr) {
        return Trees.names(expr).stream().mapToInt(this::stage).max().orElse(0);
    }

    private String fresh(String name) {
        String id = name;
        do {
            id += "′";
        } while (!used.add(id));
        return id;
    }

    private String numbered(String stem) {
        for (int i = 1;; i++) {
            String id = Symbols.canonical(stem + i);
            if (used.add(id)) {
                return id;
            }
        }
    }
}
