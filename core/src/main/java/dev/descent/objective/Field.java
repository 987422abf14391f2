package dev.descent.objective;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.kernel.DoubleKernel;
import dev.descent.kernel.KernelCompiler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A formula's value and gradient at many points at once, with the bits of [Formula#valueAndGradient] at each.
final class Field {

    private static final double[] NONE = {};

    private final Formula formula;
    private final @Nullable DoubleKernel kernel;

    Field(Formula formula) {
        this.formula = formula;
        kernel = compiled(formula);
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
            values[i] = formula.valueAndGradient(point, slope);
            for (int c = 0; c < n; c++) {
                gradient[c][i] = slope[c];
            }
        }
    }
}
