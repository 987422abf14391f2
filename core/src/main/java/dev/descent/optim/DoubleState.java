package dev.descent.optim;

import dev.descent.equation.Expr;
import dev.descent.equation.Expr.Reduction;
import dev.descent.equation.FixedSum;
import dev.descent.equation.Interpreter;
import dev.descent.equation.NewtonSchulz;
import dev.descent.equation.Statement;
import dev.descent.equation.Symbols;
import dev.descent.equation.UpdateRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same as [OptimizerState] over a few parameters in double, interpreted statement by statement as the equation
/// stands, without lowering: for traces, to show every value of the last update, and to test what is lowered and compiled.
/// Walks get the same bits sooner from a [PointState].
///
/// All parameters count as one layer and one weight matrix, of one row unless it is said how many.
public final class DoubleState {

    private final UpdateRule rule;
    private final int rows;
    private final int n;
    private final Map<String, double[]> states = new LinkedHashMap<>();
    private final Map<String, double[]> hyperparameters = new HashMap<>();
    private final Map<String, double[]> last = new LinkedHashMap<>();
    private long step;

    private DoubleState(Optimizer optimizer, int rows, int columns) {
        this.rule = optimizer.rule();
        this.rows = rows;
        this.n = Math.multiplyExact(rows, columns);
        StartValues.hyperparameters(optimizer)
                .forEach((symbol, value) -> hyperparameters.put(symbol, new double[] {value}));
        rule.states().forEach(state -> states.put(state, new double[n]));
        rule.scalarStates().forEach(state -> states.put(state, new double[1]));
    }

    /// Fresh state for `n` parameters.
    public static DoubleState of(Optimizer optimizer, int n) {
        return new DoubleState(optimizer, 1, n);
    }

    /// Fresh state for a weight matrix, (rows, columns) row-major.
    public static DoubleState of(Optimizer optimizer, int rows, int columns) {
        return new DoubleState(optimizer, rows, columns);
    }

    /// One update of all parameters, in place.
    ///
    /// @param lr       this update's learning rate η
    /// @param theta    (n) overwritten
    /// @param gradient (n) left as it is
    public void update(double lr, double[] theta, double[] gradient) {
        step++;
        last.clear();
        Map<String, double[]> names = new HashMap<>(hyperparameters);
        names.put(Symbols.THETA, theta.clone());
        names.put(Symbols.GRADIENT, gradient.clone());
        names.put(Symbols.RATE, new double[] {lr});
        names.put(Symbols.STEP, new double[] {step});
        names.put(Symbols.ROWS, new double[] {rows});
        names.put(Symbols.COLUMNS, new double[] {(double) n / rows});
        if (step == 1) {
            start(names);
        }
        names.putAll(states);
        for (Statement statement : rule.statements()) {
            switch (statement) {
                case Statement.Remember s -> assign(s.target(), s.value(), names);
                case Statement.Local s -> assign(s.target(), s.value(), names);
                case Statement.Initial _,Statement.Evaluate _ -> {}
            }
        }
        states.replaceAll((state, old) -> fit(names.getOrDefault(state, old), old.length));
        System.arraycopy(fit(names.getOrDefault(Symbols.THETA, theta), n), 0, theta, 0, n);
    }

    private void start(Map<String, double[]> names) {
        for (Statement statement : rule.statements()) {
            if (statement instanceof Statement.Initial s) {
                states.computeIfPresent(s.target(), (_, old) -> fit(evaluate(s.value(), names), old.length));
            }
        }
    }

    private void assign(String target, Expr value, Map<String, double[]> names) {
        double[] result = evaluate(value, names);
        names.put(target, result);
        last.put(target, result);
    }

    /// One number for all parameters, as many numbers as there are parameters.
    private static double[] fit(double[] values, int length) {
        double[] fitted = new double[length];
        for (int i = 0; i < length; i++) {
            fitted[i] = values[values.length == 1 ? 0 : i];
        }
        return fitted;
    }

    /// The value for each parameter, or one where it is the same for all.
    private double[] evaluate(Expr expr, Map<String, double[]> names) {
        Map<String, double[]> known = new HashMap<>(names);
        Expr plain = reduce(expr, known);
        double[] result = new double[varies(plain, known) ? n : 1];
        for (int i = 0; i < result.length; i++) {
            int index = i;
            result[i] = Interpreter.evalDouble(plain, name -> {
                double[] values = known.get(name);
                if (values == null) {
                    throw new IllegalArgumentException(name + " has no value in " + rule.name());
                }
                return values[values.length == 1 ? 0 : index];
            });
        }
        return result;
    }

    private static boolean varies(Expr expr, Map<String, double[]> names) {
        return switch (expr) {
            case Expr.Name name -> names.getOrDefault(name.id(), new double[1]).length > 1;
            case Expr.Constant _ -> false;
            case Expr.Apply apply -> apply.arguments().stream().anyMatch(a -> varies(a, names));
            case Expr.Conditional c ->
                varies(c.condition(), names) || varies(c.then(), names) || varies(c.otherwise(), names);
            case Expr.Reduce _ -> false;
        };
    }

    /// The expression with its sums, norms and means replaced by their values, or by names that are put to the others.
    private Expr reduce(Expr expr, Map<String, double[]> names) {
        return switch (expr) {
            case Expr.Name _,Expr.Constant _ -> expr;
            case Expr.Apply apply ->
                new Expr.Apply(apply.op(), apply.arguments().stream().map(a -> reduce(a, names)).toList());
            case Expr.Conditional c -> new Expr.Conditional(reduce(c.condition(), names), reduce(c.then(), names),
                    reduce(c.otherwise(), names));
            case Expr.Reduce reduce -> reduced(reduce.reduction(), fit(evaluate(reduce.of(), names), n), names);
        };
    }

    private Expr reduced(Reduction reduction, double[] values, Map<String, double[]> names) {
        double[] varied = switch (reduction) {
            case SUM, NORM, LAYER_SUM, LAYER_NORM -> new double[] {sum(reduction, values)};
            case ROW_MEAN -> rowMeans(values);
            case COLUMN_MEAN -> columnMeans(values);
            case ORTHOGONAL -> NewtonSchulz.orthogonalise(values, rows, n / rows);
        };
        if (varied.length == 1) {
            return Expr.of(varied[0]);
        }
        // No name of a rule begins with a digit.
        String name = names.size() + "th value";
        names.put(name, varied);
        return Expr.of(name);
    }

    /// For each element the mean of its row, in the order of [WholePass].
    private double[] rowMeans(double[] values) {
        int columns = n / rows;
        double[] means = new double[n];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int at = 0; at < columns; at += OptimizerState.BLOCK) {
                sum += FixedSum.of(values, row * columns + at, Math.min(OptimizerState.BLOCK, columns - at));
            }
            Arrays.fill(means, row * columns, (row + 1) * columns, sum / columns);
        }
        return means;
    }

    /// For each element the mean of its column, in the order of [WholePass].
    private double[] columnMeans(double[] values) {
        int columns = n / rows;
        double[] means = new double[n];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += values[row * columns + column];
            }
            for (int row = 0; row < rows; row++) {
                means[row * columns + column] = sum / rows;
            }
        }
        return means;
    }

    /// In the order of [OptimizerState].
    private static double sum(Reduction reduction, double[] values) {
        boolean norm = reduction == Reduction.NORM || reduction == Reduction.LAYER_NORM;
        double[] terms = values.clone();
        for (int i = 0; norm && i < terms.length; i++) {
            terms[i] = terms[i] * terms[i];
        }
        double sum = 0;
        for (int at = 0; at < terms.length; at += OptimizerState.BLOCK) {
            sum += FixedSum.of(terms, at, Math.min(OptimizerState.BLOCK, terms.length - at));
        }
        return norm ? StrictMath.sqrt(sum) : sum;
    }

    /// How many updates have been made.
    public long step() {
        return step;
    }

    /// Every name that the rule's last update gave a value, by symbol, in order of appearance (`m`, `v`, `m̂`, `v̂`,
    /// `θ`): one number per parameter, or a single one where it is the same for all.
    public Map<String, double[]> values() {
        Map<String, double[]> copy = new LinkedHashMap<>();
        last.forEach((name, values) -> copy.put(name, values.clone()));
        return copy;
    }

    /// What the last update gave one name; the name in any spelling.
    ///
    /// @throws IllegalArgumentException if the rule gives that name no value
    public double[] value(String name) {
        double[] values = last.get(Symbols.canonical(name));
        if (values == null) {
            throw new IllegalArgumentException(
                    rule.name() + " gives " + name + " no value; it gives one to " + last.keySet());
        }
        return values.clone();
    }

    /// The point that predictions use: θ itself, or the state that the rule names with `evaluate`.
    public double[] evaluated(double[] theta) {
        List<String> points = rule.statements().stream().filter(Statement.Evaluate.class::isInstance)
                .map(Statement::target).toList();
        return points.isEmpty() || step == 0 ? theta : states.getOrDefault(points.getLast(), theta);
    }
}
