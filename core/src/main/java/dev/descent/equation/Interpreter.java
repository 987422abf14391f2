package dev.descent.equation;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The specification of what expressions and loops compute; the compiled kernels give the same bits.
///
/// In float every operation rounds once, in the order of the tree, without contraction; constants are rounded to float;
/// elementary functions are [Elementary]'s. In double they are `StrictMath`'s. `x^n` with a constant whole exponent is
/// [Elementary#power], `x^½` is √x. Sums are taken in the order of [FixedSum].
public final class Interpreter {

    private Interpreter() {
    }

    /// The value of an expression in double; names are looked up in `values`.
    ///
    /// @throws IllegalArgumentException for a name without a value
    public static double evalDouble(Expr expr, Map<String, Double> values) {
        return evalDouble(expr, name -> {
            Double value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(name + " has no value; known are " + values.keySet());
            }
            return value;
        });
    }

    /// The value of an expression in double; true is 1, false is 0. Sums over parameters have no meaning here.
    public static double evalDouble(Expr expr, ToDoubleFunction<String> values) {
        return switch (expr) {
            case Expr.Constant c -> c.value();
            case Expr.Name name -> values.applyAsDouble(name.id());
            case Expr.Conditional c ->
                evalDouble(evalDouble(c.condition(), values) != 0 ? c.then() : c.otherwise(), values);
            case Expr.Apply apply -> evalApply(apply, values);
            case Expr.Reduce reduce -> throw new IllegalArgumentException(
                    "a sum over parameters in a plain expression: " + Printer.unicode(reduce));
        };
    }

    private static double evalApply(Expr.Apply apply, ToDoubleFunction<String> values) {
        double a = evalDouble(apply.arguments().getFirst(), values);
        if (apply.op() == Op.POW && Powers.constantExponent(apply).isPresent()) {
            return Powers.power(a, Powers.constantExponent(apply).getAsDouble());
        }
        double b = apply.op().arity() > 1 ? evalDouble(apply.arguments().get(1), values) : 0;
        double c = apply.op().arity() > 2 ? evalDouble(apply.arguments().get(2), values) : 0;
        return Scalars.apply(apply.op(), a, b, c);
    }

    /// Runs a loop over float arrays; the parameters are those of the compiled kernels.
    ///
    /// @param arrays  in the loop's order, each starting at its offset; those assigned are overwritten
    /// @param offsets the first element of each array
    /// @param scalars in the loop's order
    /// @param count   how many elements
    /// @param sums    overwritten with the loop's sums over these elements
    public static void runFloat(Loop loop, float[][] arrays, int[] offsets, float[] scalars, int count,
            double[] sums) {
        run(loop, new Floats(arrays, offsets, scalars), count, sums);
    }

    /// Runs a loop over double arrays; like [#runFloat].
    public static void runDouble(Loop loop, double[][] arrays, int[] offsets, double[] scalars, int count,
            double[] sums) {
        run(loop, new Doubles(arrays, offsets, scalars), count, sums);
    }

    private static void run(Loop loop, Elements elements, int count, double[] sums) {
        Tape tape = Tape.of(loop);
        double[] cells = new double[tape.cells()];
        for (int i = 0; i < loop.scalars().size(); i++) {
            cells[tape.scalarCell(i)] = elements.scalar(i);
        }
        tape.constants().forEach((cell, value) -> cells[cell] = elements.rounded(value));
        double[][] chains = new double[loop.sums().size()][FixedSum.CHAINS];
        for (int j = 0; j < count; j++) {
            for (int a = 0; a < loop.arrays().size(); a++) {
                cells[a] = elements.get(a, j);
            }
            for (Tape.Step step : tape.steps()) {
                elements.step(step, cells);
            }
            for (int a : tape.stored()) {
                elements.set(a, j, cells[a]);
            }
            for (int s = 0; s < chains.length; s++) {
                chains[s][j % FixedSum.CHAINS] += cells[tape.sums().get(s)];
            }
        }
        for (int s = 0; s < chains.length; s++) {
            sums[s] = FixedSum.combine(chains[s]);
        }
    }

    /// What a loop runs over, and the arithmetic of its type. Cells are double, which holds every float as it is.
    private sealed interface Elements {
        double scalar(int index);

        double get(int array, int j);

        void set(int array, int j, double value);

        /// A constant as the type has it.
        double rounded(double value);

        void step(Tape.Step step, double[] cells);
    }

    private record Doubles(double[][] arrays, int[] offsets, double[] scalars) implements Elements {
        @Override
        public double scalar(int index) {
            return scalars[index];
        }

        @Override
        public double get(int array, int j) {
            return arrays[array][offsets[array] + j];
        }

        @Override
        public void set(int array, int j, double value) {
            arrays[array][offsets[array] + j] = value;
        }

        @Override
        public double rounded(double value) {
            return value;
        }

        @Override
        public void step(Tape.Step step, double[] cells) {
            Interpreter.step(step, cells);
        }
    }

    private record Floats(float[][] arrays, int[] offsets, float[] scalars) implements Elements {
        @Override
        public double scalar(int index) {
            return scalars[index];
        }

        @Override
        public double get(int array, int j) {
            return arrays[array][offsets[array] + j];
        }

        @Override
        public void set(int array, int j, double value) {
            arrays[array][offsets[array] + j] = (float) value;
        }

        @Override
        public double rounded(double value) {
            return (float) value;
        }

        @Override
        public void step(Tape.Step step, double[] cells) {
            switch (step) {
                case Tape.Operation s -> cells[s.to()] = Scalars.apply(s.op(), (float) cells[s.a()],
                        (float) cells[s.b()], (float) cells[s.c()]);
                case Tape.Power s -> cells[s.to()] = Powers.power((float) cells[s.a()], s.exponent());
                case Tape.Choice _,Tape.Copy _ -> Interpreter.step(step, cells);
            }
        }
    }

    /// One step of a tape, in double.
    static void step(Tape.Step step, double[] cells) {
        cells[step.to()] = switch (step) {
            case Tape.Operation s -> Scalars.apply(s.op(), cells[s.a()], cells[s.b()], cells[s.c()]);
            case Tape.Power s -> Powers.power(cells[s.a()], s.exponent());
            case Tape.Choice s -> cells[s.condition()] != 0 ? cells[s.then()] : cells[s.otherwise()];
            case Tape.Copy s -> cells[s.from()];
        };
    }
}
