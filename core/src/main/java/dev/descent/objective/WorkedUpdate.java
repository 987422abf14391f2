package dev.descent.objective;

import dev.descent.equation.Expr;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Printer;
import dev.descent.equation.Statement;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// One update worked out as on paper: the rule's own equation, line by line, with the run's numbers put in.
///
/// @param update   which, from 1
/// @param before   θ before it
/// @param value    the objective there
/// @param gradient its gradient there
/// @param lines    the lines of the rule
/// @param after    θ after it
public record WorkedUpdate(int update, double[] before, double value, double[] gradient, List<Line> lines,
        double[] after) {

    /// One line of the rule.
    ///
    /// @param target   what it gives a value to, with its time: `θ¹`, `v¹`, `m̂`
    /// @param symbols  the right side in symbols, with their times: `θ⁰ − η·∇L(θ⁰)`
    /// @param numbers  the right side in this update's numbers: `(−1.2, 1) − 0.001·(−215.6, −88)`
    /// @param result   the value, one number for each parameter, or a single one where it is the same for all
    public record Line(String target, String symbols, String numbers, double[] result) {
    }

    private static final String THETA = "θ";
    private static final String GRADIENT = "g";

    /// The first updates of a walk.
    ///
    /// @param walk  where it begins, its rule and rate
    /// @param count how many updates; fewer where the walk leaves the finite numbers before
    public static List<WorkedUpdate> first(Walk walk, int count) {
        Objective objective = walk.objective();
        DoubleState state = DoubleState.of(walk.optimizer(), objective.size());
        double[] theta = walk.start().clone();
        double[] gradient = new double[objective.size()];
        Map<String, double[]> memory = initialMemory(walk.optimizer(), theta);
        List<WorkedUpdate> worked = new ArrayList<>();
        for (int update = 1; update <= Math.min(count, walk.updates()); update++) {
            double value = objective.valueAndGradient(theta, gradient);
            double[] before = theta.clone();
            state.update(walk.optimizer().lr(), theta, gradient);
            List<Line> lines = lines(walk.optimizer(), update, before, gradient, memory, state.values());
            worked.add(new WorkedUpdate(update, before, value, gradient.clone(), lines, theta.clone()));
            memory.replaceAll((name, old) -> state.values().getOrDefault(name, old).clone());
            if (!Arrays.stream(theta).allMatch(Double::isFinite)) {
                break;
            }
        }
        return worked;
    }

    /// What the states are before the first update: 0 unless the rule says otherwise.
    private static Map<String, double[]> initialMemory(Optimizer optimizer, double[] theta) {
        Map<String, double[]> memory = new LinkedHashMap<>();
        optimizer.rule().states().forEach(name -> memory.put(name, new double[] {0}));
        optimizer.rule().scalarStates().forEach(name -> memory.put(name, new double[] {0}));
        Map<String, double[]> known = Map.of(THETA, theta);
        for (Statement statement : optimizer.rule().statements()) {
            if (statement instanceof Statement.Initial initial) {
                memory.put(initial.target(),
                        evaluate(optimizer, initial.value(), known, theta.length, memory, initial.target()));
            }
        }
        return memory;
    }

    private static List<Line> lines(Optimizer optimizer, int update, double[] before, double[] gradient,
            Map<String, double[]> memory, Map<String, double[]> after) {
        Map<String, double[]> values = new HashMap<>(memory);
        values.put(THETA, before);
        values.put(GRADIENT, gradient.clone());
        values.put("t", new double[] {update});
        // The coordinates are one row.
        values.put("rows", new double[] {1});
        values.put("columns", new double[] {before.length});
        Map<String, String> names = new HashMap<>();
        memory.keySet().forEach(name -> names.put(name, name + superscript(update - 1)));
        names.put(THETA, THETA + superscript(update - 1));
        names.put(GRADIENT, "∇L(θ" + superscript(update - 1) + ")");
        List<Line> lines = new ArrayList<>();
        for (Statement statement : optimizer.rule().statements()) {
            Expr right = switch (statement) {
                case Statement.Remember remember -> remember.value();
                case Statement.Local local -> local.value();
                case Statement.Initial _,Statement.Evaluate _ -> null;
            };
            if (right == null) {
                continue;
            }
            double[] result = evaluate(optimizer, right, values, before.length, after, statement.target());
            boolean timed = memory.containsKey(statement.target()) || statement.target().equals(THETA);
            String target = timed ? statement.target() + superscript(update) : statement.target();
            lines.add(new Line(target, Printer.unicode(rename(right, name -> names.getOrDefault(name, name))),
                    Printer.unicode(rename(right, name -> values.containsKey(name)
                            ? Numbers.vector(values.get(name), 3)
                            : Numbers.inEquation(hyperparameter(optimizer, name)))),
                    result));
            values.put(statement.target(), result);
            names.put(statement.target(), target);
        }
        return lines;
    }

    /// The right side's value for each parameter; a rule's sums and norms are taken from the update itself.
    private static double[] evaluate(Optimizer optimizer, Expr right, Map<String, double[]> values, int n,
            Map<String, double[]> after, String target) {
        if (reduces(right)) {
            return Objects.requireNonNull(after.get(target), target).clone();
        }
        boolean uniform = values.entrySet().stream()
                .noneMatch(entry -> entry.getValue().length > 1 && uses(right, entry.getKey()));
        double[] result = new double[uniform ? 1 : n];
        for (int i = 0; i < result.length; i++) {
            int at = i;
            result[i] = Interpreter.evalDouble(right, name -> {
                double[] known = values.get(name);
                return known == null ? hyperparameter(optimizer, name) : known[known.length == 1 ? 0 : at];
            });
        }
        return result;
    }

    private static double hyperparameter(Optimizer optimizer, String symbol) {
        return optimizer.settings().stream().filter(setting -> setting.symbol().equals(symbol)).findFirst()
                .map(setting -> optimizer.get(setting.option())).orElseThrow();
    }

    private static boolean uses(Expr expr, String name) {
        return switch (expr) {
            case Expr.Constant _ -> false;
            case Expr.Name other -> other.id().equals(name);
            case Expr.Apply apply -> apply.arguments().stream().anyMatch(argument -> uses(argument, name));
            case Expr.Conditional choice -> uses(choice.condition(), name) || uses(choice.then(), name)
                    || uses(choice.otherwise(), name);
            case Expr.Reduce reduce -> uses(reduce.of(), name);
        };
    }

    private static boolean reduces(Expr expr) {
        return switch (expr) {
            case Expr.Constant _,Expr.Name _ -> false;
            case Expr.Apply apply -> apply.arguments().stream().anyMatch(WorkedUpdate::reduces);
            case Expr.Conditional choice -> reduces(choice.condition()) || reduces(choice.then())
                    || reduces(choice.otherwise());
            case Expr.Reduce _ -> true;
        };
    }

    private static Expr rename(Expr expr, UnaryOperator<String> names) {
        return switch (expr) {
            case Expr.Constant constant -> constant;
            case Expr.Name name -> new Expr.Name(names.apply(name.id()));
            case Expr.Apply apply -> new Expr.Apply(apply.op(),
                    apply.arguments().stream().map(argument -> rename(argument, names)).toList());
            case Expr.Conditional choice -> new Expr.Conditional(rename(choice.condition(), names),
                    rename(choice.then(), names), rename(choice.otherwise(), names));
            case Expr.Reduce reduce -> new Expr.Reduce(reduce.reduction(), rename(reduce.of(), names));
        };
    }

    private static String superscript(int number) {
        StringBuilder digits = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            digits.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
        return digits.toString();
    }
}
