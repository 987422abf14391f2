package dev.descent.optim;

import dev.descent.equation.RuleProgram;
import dev.descent.equation.ScalarProgram;
import dev.descent.equation.Symbols;
import dev.descent.kernel.DoubleKernel;
import dev.descent.kernel.KernelCompiler;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state of many points that walk side by side with the same rule, in double: each has the bits that a [DoubleState]
/// of its own gives, at the speed of compiled loops over all points.
///
/// Where a rule takes norms or sums over a point's coordinates, each point does have a [DoubleState] of its own.
public final class PointsState {

    private static final double[] NO_SUMS = {};

    private final int coordinates;
    private final int points;
    /// One per point where the rule takes norms, else none.
    private final DoubleState[] single;
    private final @Nullable Compiled compiled;

    private PointsState(Optimizer optimizer, int coordinates, int points) {
        this.coordinates = coordinates;
        this.points = points;
        RuleProgram program = RuleProgram.of(optimizer.rule());
        boolean plain = !program.needsWholeGradient();
        compiled = plain ? new Compiled(program, StartValues.hyperparameters(optimizer), coordinates, points) : null;
        single = new DoubleState[plain ? 0 : points];
        Arrays.setAll(single, _ -> DoubleState.of(optimizer, coordinates));
    }

    /// Fresh state.
    ///
    /// @param coordinates of each point
    public static PointsState of(Optimizer optimizer, int coordinates, int points) {
        return new PointsState(optimizer, coordinates, points);
    }

    /// One update of all points, in place.
    ///
    /// @param lr       this update's learning rate η
    /// @param theta    (coordinates, points) overwritten
    /// @param gradient (coordinates, points) left as it is
    public void update(double lr, double[][] theta, double[][] gradient) {
        if (compiled != null) {
            compiled.update(lr, theta, gradient);
            return;
        }
        double[] point = new double[coordinates];
        double[] slope = new double[coordinates];
        for (int i = 0; i < points; i++) {
            for (int c = 0; c < coordinates; c++) {
                point[c] = theta[c][i];
                slope[c] = gradient[c][i];
            }
            single[i].update(lr, point, slope);
            for (int c = 0; c < coordinates; c++) {
                theta[c][i] = point[c];
            }
        }
    }

    /// A rule of one pass: its loop over each coordinate of all points.
    static final class Compiled {

        private final ScalarProgram scalars;
        private final StartValues start;
        private final DoubleKernel kernel;
        private final double[][][] states;
        private final double[][] arrays;
        private final int[] offsets;
        private final int[] cells;
        private final double[] values;
        private final int points;
        private long step;

        Compiled(RuleProgram program, Map<String, Double> hyperparameters, int coordinates, int points) {
            this.points = points;
            scalars = ScalarProgram.of(program);
            hyperparameters.forEach((symbol, value) -> scalars.set(scalars.cell(symbol), value));
            start = new StartValues(hyperparameters, program);
            double[] scalarStates = new double[program.scalarStates().size()];
            start.setScalars(scalarStates, 0);
            for (int s = 0; s < scalarStates.length; s++) {
                scalars.set(scalars.cell(program.scalarStates().get(s)), scalarStates[s]);
            }
            kernel = KernelCompiler.doubles(program.passes().getFirst().loop());
            states = new double[coordinates][program.states().size()][points];
            arrays = new double[2 + program.states().size()][];
            offsets = new int[arrays.length];
            cells = program.passes().getFirst().loop().scalars().stream().mapToInt(scalars::cell).toArray();
            values = new double[cells.length];
        }

        void update(double lr, double[][] theta, double[][] gradient) {
            step++;
            for (int c = 0; step == 1 && c < theta.length; c++) {
                start.set(states[c], theta[c]);
            }
            scalars.set(scalars.cell(Symbols.STEP), (double) step);
            scalars.set(scalars.cell(Symbols.RATE), lr);
            scalars.run(0);
            scalars.runLayer(0);
            for (int i = 0; i < cells.length; i++) {
                values[i] = scalars.get(cells[i]);
            }
            for (int c = 0; c < theta.length; c++) {
                arrays[0] = theta[c];
                arrays[1] = gradient[c];
                System.arraycopy(states[c], 0, arrays, 2, states[c].length);
                kernel.run(arrays, offsets, values, points, NO_SUMS);
            }
            scalars.commit();
        }
    }
}
