package dev.descent.equation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which values of a rule are the same for all parameters, which for all of a layer, a weight matrix, a row or a column of
/// it, and which differ from parameter to parameter. θ and g differ; hyperparameters, η, t and norms do not; all else
/// follows from what it is made of.
///
/// A state is as varied as the most varied thing that it is ever given. Since states feed each other, their levels are
/// raised from the bottom until nothing changes.
///
/// @param levels of the states, in order of appearance
record Uniformity(Map<String, Level> levels) {

    enum Level {
        /// The same for all parameters.
        UNIFORM,
        /// The same for all parameters of a layer.
        LAYER,
        /// The same for all parameters of a weight matrix.
        MATRIX,
        /// One for each row of a weight matrix.
        ROW,
        /// One for each column of a weight matrix.
        COLUMN,
        /// One for each parameter.
        ELEMENT;

        /// Of what is made of both.
        Level and(Level other) {
            boolean crossed = this == ROW && other == COLUMN || this == COLUMN && other == ROW;
            return crossed ? ELEMENT : compareTo(other) >= 0 ? this : other;
        }

        /// As it is kept from update to update: states of a matrix are few, and stand in each of its rows.
        Level kept() {
            return switch (this) {
                case UNIFORM, ROW, COLUMN, ELEMENT -> this;
                case MATRIX -> ROW;
                case LAYER -> ELEMENT;
            };
        }
    }

    static Uniformity of(UpdateRule rule) {
        Map<String, Level> states = new LinkedHashMap<>();
        for (Statement statement : rule.statements()) {
            if (statement instanceof Statement.Remember r && !r.target().equals(Symbols.THETA)
                    && !r.target().equals(Symbols.GRADIENT)) {
                states.put(r.target(), Level.UNIFORM);
            }
        }
        Map<String, Level> before;
        do {
            before = Map.copyOf(states);
            raise(rule, states);
        } while (!before.equals(states));
        return new Uniformity(states);
    }

    private static void raise(UpdateRule rule, Map<String, Level> states) {
        Map<String, Level> names = names(states);
        for (Statement statement : rule.statements()) {
            switch (statement) {
                case Statement.Initial s ->
                    states.computeIfPresent(s.target(), (_, l) -> kept(l.and(level(s.value(), names))));
                case Statement.Remember s -> {
                    Level level = level(s.value(), names);
                    states.computeIfPresent(s.target(), (_, l) -> kept(l.and(level)));
                    if (states.containsKey(s.target())) {
                        names.put(s.target(), states.getOrDefault(s.target(), level));
                    }
                }
                case Statement.Local s -> names.put(s.target(), level(s.value(), names));
                case Statement.Evaluate _ -> {}
            }
        }
    }

    /// What a matrix's state is like once it is read back from where it is kept.
    private static Level kept(Level level) {
        return level == Level.MATRIX ? level.kept() : level;
    }

    /// The level of every name before the first line.
    private static Map<String, Level> names(Map<String, Level> states) {
        Map<String, Level> names = new HashMap<>(states);
        names.put(Symbols.THETA, Level.ELEMENT);
        names.put(Symbols.GRADIENT, Level.ELEMENT);
        names.put(Symbols.ROWS, Level.MATRIX);
        names.put(Symbols.COLUMNS, Level.MATRIX);
        return names;
    }

    /// The level of an expression, given that of names; names not known are the same for all.
    static Level level(Expr expr, Map<String, Level> names) {
        return switch (expr) {
            case Expr.Name name -> names.getOrDefault(name.id(), Level.UNIFORM);
            case Expr.Reduce reduce -> switch (reduce.reduction()) {
                case SUM, NORM -> Level.UNIFORM;
                case LAYER_SUM, LAYER_NORM -> Level.LAYER;
                case ROW_MEAN -> mean(level(reduce.of(), names), Level.ROW);
                case COLUMN_MEAN -> mean(level(reduce.of(), names), Level.COLUMN);
                case ORTHOGONAL -> Level.ELEMENT;
            };
            case Expr.Constant _,Expr.Apply _,Expr.Conditional _ -> Trees.children(expr).stream()
                    .map(child -> level(child, names)).reduce(Level.UNIFORM, Level::and);
        };
    }

    /// Of a mean along one direction: what does not vary along the other is one number for the matrix.
    private static Level mean(Level of, Level direction) {
        return of == Level.ELEMENT || of == direction ? direction : Level.MATRIX;
    }

    /// States with a value per parameter. One per layer is kept per parameter too: layers are few, such states rare.
    List<String> states() {
        return states(Level.ELEMENT);
    }

    /// States kept once.
    List<String> scalarStates() {
        return states(Level.UNIFORM);
    }

    /// States kept for every parameter, row or column, or once.
    List<String> states(Level kept) {
        return levels.entrySet().stream().filter(s -> s.getValue().kept() == kept).map(Map.Entry::getKey).toList();
    }

    /// All but those kept once.
    List<String> arrayStates() {
        return levels.entrySet().stream().filter(s -> s.getValue() != Level.UNIFORM).map(Map.Entry::getKey).toList();
    }
}
