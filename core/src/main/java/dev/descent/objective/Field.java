package dev.descent.objective;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.kernel.DoubleKernel;
import dev.descent.kernel.KernelCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A formula's value and gradient at one point or at many at once, compiled: with the bits of the interpreter at each.
final class Field {

    private static final double[] NONE = {};

    private final Formula formula;
    private final @Nullable DoubleKernel kernel;
    /// Where each array of the kernel begins if all of a point's numbers lie in one.
    private final int[] places;

    Field(Formula formula) {
        this.formula = formula;
        kernel = compiled(formula);
        places = IntStream.rangeClosed(0, 2 * formula.size()).toArray();
    }

    /// Null where the formula has a form that only single numbers have, such as `x^y`.
    private static @Nullable DoubleKernel compiled(Formula formula) {
        List<String> arrays = new ArrayList<>(formula.coordinates());
        List<Loop.Assignment> body = new ArrayList<>();
        add("L", formula.expression(), arrays, body);
        for (int c = 0; c < formula.size(); c++) {
            add("∂L/∂" + formula.coordinates().get(c), formula.partials().get(c), arrays, body);
        }
        try {
            return KernelCompiler.doubles(new Loop(formula.text(), arrays, List.of(), body, List.of()));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// No coordinate has an apostrophe in front of its name.
    private static void add(String name, Expr value, List<String> arrays, List<Loop.Assignment> body) {
        arrays.add("'" + name);
        body.add(new Loop.Assignment("'" + name, value));
    }

    /// Evaluates one point.
    ///
    /// @param theta    (size) left as it is
    /// @param gradient (size) overwritten
    double at(double[] theta, double[] gradient) {
        if (kernel == null) {
            return formula.interpreted(theta, gradient);
        }
        int n = theta.length;
        double[] numbers = Arrays.copyOf(theta, places.length);
        double[][] arrays = new double[places.length][];
        Arrays.fill(arrays, numbers);
        kernel.run(arrays, places, NONE, 1, NONE);
        System.arraycopy(numbers, n + 1, gradient, 0, n);
        return numbers[n];
    }

    /// Evaluates all points.
    ///
    /// @param theta    (size, points) left as it is
    /// @param values   (points) overwritten
    /// @param gradient (size, points) overwritten
    void at(double[][] theta, double[] values, double[][] gradient) {
        int n = theta.length;
        if (kernel != null) {
            double[][] arrays = new double[2 * n + 1][];
            System.arraycopy(theta, 0, arrays, 0, n);
            arrays[n] = values;
            System.arraycopy(gradient, 0, arrays, n + 1, n);
            kernel.run(arrays, new int[arrays.length], NONE, values.length, NONE);
            return;
        }
        double[] point = new double[n];
        double[] slope = new double[n];
        for (int i = 0; i < values.length; i++) {
            for (int c = 0; c < n; c++) {
                point[c] = theta[c][i];
            }
            values[i] = formula.interpreted(point, slope);
            for (int c = 0; c < n; c++) {
                gradient[c][i] = slope[c];
            }
        }
    }
}
