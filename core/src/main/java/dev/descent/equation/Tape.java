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
record Tape(List<Step> steps, Map<Integer, Double> constants, Set<Integer> stored, List<Integer> sums, int arrays, int cells) {

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
        Builder builder = new Builder(loop);
        Set<Integer> stored = new LinkedHashSet<>();
        for (Loop.Assignment assignment : loop.body()) {
            int from = builder.cell(assignment.value());
            int array = loop.arrays().indexOf(assignment.target());
            int to = array >= 0 ? array : builder.fresh();
            if (array >= 0) {
                stored.add(array);
            }
            builder.steps.add(new Copy(to, from));
            builder.names.put(assignment.target(), to);
        }
        List<Integer> sums = loop.sums().stream().map(sum -> builder.cell(sum.of())).toList();
        return new Tape(builder.steps, builder.constants, stored, sums, loop.arrays().size(), builder.next);
    }

    private static final class Builder {
        private final List<Step> steps = new ArrayList<>();
        private final Map<Integer, Double> constants = new LinkedHashMap<>();
        private final Map<String, Integer> names = new HashMap<>();
        private int next;

        Builder(Loop loop) {
            loop.arrays().forEach(name -> names.put(name, next++));
            loop.scalars().forEach(name -> names.put(name, next++));
        }

        int fresh() {
            return next++;
        }

        int cell(Expr expr) {
            return switch (expr) {
                case Expr.Constant c -> {
                    int cell = fresh();
                    constants.put(cell, c.value());
                    yield cell;
                }
                case Expr.Name name -> {
                    Integer cell = names.get(name.id());
                    if (cell == null) {
                        throw new IllegalArgumentException(name.id() + " is no array, scalar or local of the loop; known are " + names.keySet());
                    }
                    yield cell;
                }
                case Expr.Conditional c -> {
                    int condition = cell(c.condition());
                    int then = cell(c.then());
                    int otherwise = cell(c.otherwise());
                    yield add(new Choice(fresh(), condition, then, otherwise));
                }
                case Expr.Apply apply -> operation(apply);
                case Expr.Reduce _ -> throw new IllegalArgumentException("a sum inside a loop; it belongs to Loop.sums");
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
