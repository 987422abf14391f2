package dev.descent.equation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A loop's body as one list of steps over numbered cells, so that interpreting an element looks up no names. Cells are
/// first the arrays, then the scalars, then constants, locals and results.
///
/// @param steps     in order
/// @param constants cell to value
/// @param stored    arrays whose cell is written back
/// @param sums      the cell of each sum's term
/// @param arrays    how many arrays there are
/// @param cells     how many cells there are
record Tape(List<Step> steps, Map<Integer, Double> constants, Set<Integer> stored, List<Integer> sums, int arrays,
        int cells) {

    sealed interface Step {
        /// The cell that receives the result.
        int to();
    }

    record Operation(Op op, int to, int a, int b, int c) implements Step {
    }

    record Power(int to, int a, double exponent) implements Step {
    }

    record Choice(int to, int condition, int then, int otherwise) implements Step {
    }

    record Copy(int to, int from) implements Step {
    }

    int scalarCell(int scalar) {
        return arrays + scalar;
    }

    static Tape of(Loop loop) {
        Map<String, Integer> names = new HashMap<>();
        Builder builder = new Builder(names);
        loop.arrays().forEach(builder::declare);
        loop.scalars().forEach(builder::declare);
        Set<Integer> stored = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Loop.Assignment assignment : loop.body()) {
            steps.addAll(builder.assign(assignment.target(), assignment.value()));
            int array = loop.arrays().indexOf(assignment.target());
            if (array >= 0) {
                stored.add(array);
            }
        }
        List<Integer> sums = loop.sums().stream().map(sum -> builder.cell(sum.of())).toList();
        steps.addAll(builder.take());
        return new Tape(steps, builder.constants(), stored, sums, loop.arrays().size(), builder.size());
    }

    /// Turns expressions into steps. Each name has one cell, given when it is first declared, read or assigned.
    static final class Builder {
        private final Map<String, Integer> names;
        private final Map<Integer, Double> constants = new LinkedHashMap<>();
        private List<Step> steps = new ArrayList<>();
        private int next;

        /// @param names filled with the cell of every name
        Builder(Map<String, Integer> names) {
            this.names = names;
        }

        /// The cell of a name.
        int declare(String name) {
            return names.computeIfAbsent(name, _ -> fresh());
        }

        /// The steps that give a name its value.
        List<Step> assign(String target, Expr value) {
            int from = cell(value);
            add(new Copy(declare(target), from));
            return take();
        }

        /// The steps since the last call.
        List<Step> take() {
            List<Step> taken = steps;
            steps = new ArrayList<>();
            return taken;
        }

        Map<Integer, Double> constants() {
            return constants;
        }

        int size() {
            return next;
        }

        private int fresh() {
            return next++;
        }

        int cell(Expr expr) {
            return switch (expr) {
                case Expr.Constant c -> {
                    int cell = fresh();
                    constants.put(cell, c.value());
                    yield cell;
                }
                case Expr.Name name -> declare(name.id());
                case Expr.Conditional c -> {
                    int condition = cell(c.condition());
                    int then = cell(c.then());
                    int otherwise = cell(c.otherwise());
                    yield add(new Choice(fresh(), condition, then, otherwise));
                }
                case Expr.Apply apply -> operation(apply);
                case Expr.Reduce _ ->
                    throw new IllegalArgumentException("a sum inside a loop; it belongs to Loop.sums");
            };
        }

        private int operation(Expr.Apply apply) {
            List<Expr> arguments = apply.arguments();
            int a = cell(arguments.getFirst());
            if (apply.op() == Op.POW && Powers.constantExponent(apply).isPresent()) {
                return add(new Power(fresh(), a, Powers.constantExponent(apply).getAsDouble()));
            }
            int b = arguments.size() > 1 ? cell(arguments.get(1)) : a;
            int c = arguments.size() > 2 ? cell(arguments.get(2)) : a;
            return add(new Operation(apply.op(), fresh(), a, b, c));
        }

        private int add(Step step) {
            steps.add(step);
            return step.to();
        }
    }
}
