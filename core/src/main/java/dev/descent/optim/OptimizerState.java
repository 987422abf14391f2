package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.ScalarProgram;
import dev.descent.equation.Symbols;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.RowKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an optimizer remembers during one run over n float parameters, and the update itself.
///
/// For each update call [#begin], then [#update] for every block of parameters once (in any order, from several threads
/// if the blocks do not overlap), or [#updateAll].
public final class OptimizerState {

    /// Sums over parameters are taken block by block and the blocks' sums added in order. The size is part of the
    /// result's bits, so it depends on nothing; it is also a good length for a kernel call.
    static final int BLOCK = 8192;

    private final Optimizer optimizer;
    private final RuleProgram program;
    private final ScalarProgram scalars;
    private final StartValues start;
    private final int n;
    private final List<LayerRows> layers;
    private final FloatKernel[] kernels;
    /// For each pass, the cells of its loop's scalars and their values in float.
    private final int[][] cells;
    private final float[][] floats;
    private final int[] stateCells;
    private final int stepCell;
    private final int rateCell;
    private final float[][] states;
    private final double[] scalarStates;
    private final ZeroGradientProof zeroGradient;
    private long step;

    private OptimizerState(Optimizer optimizer, int n, List<LayerRows> layers) {
        this.optimizer = optimizer;
        this.program = RuleProgram.of(optimizer.rule());
        this.scalars = ScalarProgram.of(program);
        this.n = n;
        this.layers = List.copyOf(layers);
        int passes = program.passes().size();
        kernels = new FloatKernel[passes];
        cells = new int[passes][];
        floats = new float[passes][];
        for (int p = 0; p < passes; p++) {
            Loop loop = program.passes().get(p).loop();
            kernels[p] = KernelCompiler.floats(loop);
            cells[p] = loop.scalars().stream().mapToInt(scalars::cell).toArray();
            floats[p] = new float[cells[p].length];
        }
        start = new StartValues(optimizer, program);
        start.hyperparameters().forEach((symbol, value) -> scalars.set(scalars.cell(symbol), value));
        stepCell = scalars.cell(Symbols.STEP);
        rateCell = scalars.cell(Symbols.RATE);
        stateCells = program.scalarStates().stream().mapToInt(scalars::cell).toArray();
        states = new float[program.states().size()][n];
        scalarStates = new double[stateCells.length];
        start.set(states, scalarStates);
        setScalarStates();
        zeroGradient = ZeroGradientProof.of(optimizer);
    }

    /// Fresh state for `n` parameters that count as one layer.
    public static OptimizerState of(Optimizer optimizer, int n) {
        return of(optimizer, n, List.of(LayerRows.plain(0, n)));
    }

    /// Fresh state.
    ///
    /// @param n      how many parameters, padding included
    /// @param layers where each layer's parameters lie, in order; for rules with sums and norms
    public static OptimizerState of(Optimizer optimizer, int n, List<LayerRows> layers) {
        return new OptimizerState(optimizer, n, layers);
    }

    /// The optimizer.
    public Optimizer optimizer() {
        return optimizer;
    }

    /// Starts the next update: t ← t + 1, and everything that is the same for all parameters is computed, in double.
    ///
    /// @param lr this update's learning rate η
    public void begin(double lr) {
        step++;
        scalars.set(stepCell, (double) step);
        scalars.set(rateCell, lr);
        scalars.run(0);
        gather(0);
        if (!needsWholeGradient()) {
            commit();
        }
    }

    private void gather(int pass) {
        for (int i = 0; i < cells[pass].length; i++) {
            floats[pass][i] = (float) scalars.get(cells[pass][i]);
        }
    }

    private void commit() {
        scalars.commit();
        for (int i = 0; i < stateCells.length; i++) {
            scalarStates[i] = scalars.get(stateCells[i]);
        }
    }

    private void setScalarStates() {
        for (int i = 0; i < stateCells.length; i++) {
            scalars.set(stateCells[i], scalarStates[i]);
        }
    }

    /// Updates `count` parameters in place. Not for rules that need the whole gradient.
    ///
    /// @param theta      the parameters, overwritten; `thetaAt` is also where their state lies
    /// @param gradient   left as it is
    /// @param gradientAt where in `gradient` the first one's gradient lies
    public void update(float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
        if (needsWholeGradient()) {
            throw new IllegalStateException(
                    optimizer.name() + " uses a norm or sum over all parameters: use updateAll");
        }
        new Updater().update(theta, thetaAt, gradient, gradientAt, count);
    }

    private static final double[] NO_SUMS = new double[0];

    /// A caller of [#update] that one thread keeps: it reuses the argument arrays, so that its calls allocate nothing.
    public Updater updater() {
        return new Updater();
    }

    /// See [OptimizerState#updater()].
    public final class Updater {

        private final float[][] arrays = new float[2 + states.length][];
        private final int[] offsets = new int[2 + states.length];

        private @Nullable RowKernel rows;
        private int stride;

        private Updater() {
            System.arraycopy(states, 0, arrays, 2, states.length);
        }

        /// Updates rows `first` to `last`−1 of a weight matrix in place, with the gradient `xᵀ·δ` of a small batch, given by
        /// the entries of x that count: see [RowKernel]. Not for rules that need the whole gradient.
        ///
        /// @param theta     the parameters, overwritten; `at` is where row 0 begins, there and in the state
        /// @param stride    from row to row
        /// @param scratch   `stride` floats, overwritten
        /// @param skipEmpty leaves rows without entries alone: for rules that would too
        /// @return whether the rows are surely finite afterwards; where it is false, look
        public boolean updateRows(float[] theta, int at, int stride, int first, int last, int[] starts, int[] index,
                float[] value, float[] delta, float[] scratch, boolean skipEmpty) {
            if (step == 1) {
                start.setFromTheta(theta, at + first * stride, (last - first) * stride, states);
            }
            RowKernel kernel = rows;
            if (kernel == null || this.stride != stride) {
                kernel = KernelCompiler.rows(program.passes().getFirst().loop(), 1, stride);
                rows = kernel;
                this.stride = stride;
            }
            arrays[0] = theta;
            arrays[1] = scratch;
            return kernel.run(arrays, offsets, floats[0], at, stride, first, last, starts, index, value, delta,
                    skipEmpty);
        }

        /// See [OptimizerState#update].
        public void update(float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
            run(0, theta, thetaAt, gradient, gradientAt, count, NO_SUMS);
        }

        private void run(int pass, float[] theta, int thetaAt, float[] gradient, int gradientAt, int count,
                double[] sums) {
            if (step == 1 && pass == 0) {
                start.setFromTheta(theta, thetaAt, count, states);
            }
            arrays[0] = theta;
            offsets[0] = thetaAt;
            arrays[1] = gradient;
            offsets[1] = gradientAt;
            Arrays.fill(offsets, 2, offsets.length, thetaAt);
            kernels[pass].run(arrays, offsets, floats[pass], count, sums);
        }
    }

    /// Updates all n parameters; any rule. Padding between rows is neither read nor written.
    public void updateAll(float[] theta, float[] gradient) {
        Updater all = new Updater();
        double[][][] layerSums = new double[program.passes().size()][layers.size()][];
        for (int p = 0; p < kernels.length; p++) {
            Pass pass = program.passes().get(p);
            if (p > 0) {
                scalars.run(p);
            }
            int sums = pass.loop().sums().size();
            double[] total = new double[sums];
            double[] block = new double[sums];
            for (int layer = 0; layer < layers.size(); layer++) {
                useLayer(p, layer, layerSums);
                LayerRows rows = layers.get(layer);
                double[] sum = new double[sums];
                for (int row = 0; row < rows.stretches(); row++) {
                    int from = rows.offset() + row * rows.stride();
                    int end = from + rows.stretch();
                    for (int at = from; at < end; at += BLOCK) {
                        all.run(p, theta, at, gradient, at, Math.min(BLOCK, end - at), block);
                        for (int s = 0; s < sums; s++) {
                            sum[s] += block[s];
                        }
                    }
                }
                layerSums[p][layer] = sum;
                for (int s = 0; s < sums; s++) {
                    total[s] += sum[s];
                }
            }
            for (int s = 0; s < sums; s++) {
                scalars.set(scalars.cell(pass.loop().sums().get(s).name()), total[s]);
            }
        }
        if (needsWholeGradient()) {
            commit();
        }
    }

    /// Sets the sums over the layer that earlier passes took, and what depends on them.
    private void useLayer(int pass, int layer, double[][][] layerSums) {
        for (int p = 0; p < pass; p++) {
            List<Loop.Sum> sums = program.passes().get(p).loop().sums();
            for (int s = 0; s < sums.size(); s++) {
                if (program.passes().get(p).layerSums().contains(sums.get(s).name())) {
                    scalars.set(scalars.cell(sums.get(s).name()), layerSums[p][layer][s]);
                }
            }
        }
        scalars.runLayer(pass);
        gather(pass);
    }

    /// Whether the rule uses a norm or sum over parameters, so that only [#updateAll] can be used.
    public boolean needsWholeGradient() {
        return program.needsWholeGradient();
    }

    /// Whether a zero gradient provably changes neither θ nor state, so that its rows may be skipped:
    /// [ZeroGradientProof].
    public boolean skipsZeroGradient() {
        return zeroGradient.leavesAlone();
    }

    /// Whether parameters that are zero and never have a gradient provably stay zero.
    public boolean keepsPadding() {
        return zeroGradient.keepsPadding();
    }

    /// The point that validation, prediction and the saved model use: θ itself, or the state that the rule names with
    /// `evaluate`. Live, not a copy.
    public float[] evaluated(float[] theta) {
        return step == 0 ? theta : program.evaluate().map(x -> states[program.states().indexOf(x)]).orElse(theta);
    }

    /// How many updates have begun.
    public long step() {
        return step;
    }

    /// The names of the array states, in the rule's order.
    public List<String> names() {
        return program.states();
    }

    /// The array states, in the rule's order, each of n; live, not a copy.
    public float[][] arrays() {
        return states;
    }

    /// The scalar states, in the rule's order; live, not a copy.
    public double[] scalars() {
        return scalarStates;
    }

    /// Puts back what a checkpoint holds.
    ///
    /// @throws DescentException (data) if it is the state of another rule or network
    public void restore(long steps, float[][] arrays, double[] scalarValues) {
        List<Integer> lengths = new ArrayList<>();
        for (float[] array : arrays) {
            lengths.add(array.length);
        }
        if (steps < 0 || arrays.length != states.length || lengths.stream().anyMatch(l -> l != n)
                || scalarValues.length != scalarStates.length) {
            throw DescentException
                    .data("The checkpoint's optimizer state has " + arrays.length + " arrays of " + lengths + " and "
                            + scalarValues.length + " numbers at step " + steps + "; " + optimizer.spec() + " on " + n
                            + " parameters needs "
                            + states.length + " arrays and " + scalarStates.length + " numbers.");
        }
        step = steps;
        for (int s = 0; s < states.length; s++) {
            System.arraycopy(arrays[s], 0, states[s], 0, n);
        }
        System.arraycopy(scalarValues, 0, scalarStates, 0, scalarStates.length);
        setScalarStates();
    }
}
