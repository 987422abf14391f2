package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.RowKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    private final int n;
    /// Ascending and without gaps, each of the group of the same index.
    private final List<Stretch> stretches;
    private final GroupScalars[] groupOf;
    /// Each group once.
    private final List<GroupScalars> groups = new ArrayList<>();
    private final int layers;
    private final FloatKernel[] kernels;
    private final float[][] states;
    private final double[] scalarStates;
    private final boolean skipsZeroGradient;
    private final boolean keepsPadding;
    private long step;

    private OptimizerState(Optimizer optimizer, List<Stretch> stretches) {
        this.optimizer = optimizer;
        this.stretches = List.copyOf(stretches);
        program = RuleProgram.of(Groups.covering(optimizer, stretches).rule());
        n = stretches.getLast().to();
        layers = stretches.getLast().layer() + 1;
        kernels = new FloatKernel[program.passes().size()];
        for (int p = 0; p < kernels.length; p++) {
            kernels[p] = KernelCompiler.floats(program.passes().get(p).loop());
        }
        states = new float[program.states().size()][n];
        List<Map<String, Double>> distinct = stretches.stream().map(Stretch::changes).distinct().toList();
        scalarStates = new double[distinct.size() * program.scalarStates().size()];
        boolean skips = true;
        boolean keeps = true;
        for (Map<String, Double> changes : distinct) {
            Optimizer changed = changes.isEmpty() ? optimizer : optimizer.with(changes);
            Map<String, Double> values = StartValues.hyperparameters(changed);
            groups.add(new GroupScalars(program, values, optimizer.lr(), changed.lr(), scalarStates,
                    groups.size() * program.scalarStates().size()));
            ZeroGradientProof proof = ZeroGradientProof.of(program, values);
            skips &= proof.leavesAlone();
            keeps &= proof.keepsPadding();
        }
        skipsZeroGradient = skips;
        keepsPadding = keeps;
        groupOf = new GroupScalars[stretches.size()];
        for (int s = 0; s < groupOf.length; s++) {
            Stretch stretch = stretches.get(s);
            groupOf[s] = groups.get(distinct.indexOf(stretch.changes()));
            groupOf[s].start().set(states, stretch.from(), stretch.to());
        }
    }

    /// Fresh state for `n` parameters that count as one layer.
    public static OptimizerState of(Optimizer optimizer, int n) {
        return ofLayers(optimizer, List.of(LayerRows.plain(0, n)));
    }

    /// Fresh state.
    ///
    /// @param layers where each layer's parameters lie, in order and without gaps from 0 on; for rules with sums and norms
    public static OptimizerState ofLayers(Optimizer optimizer, List<LayerRows> layers) {
        return new OptimizerState(optimizer, IntStream.range(0, layers.size())
                .mapToObj(l -> new Stretch(l, layers.get(l), Map.of())).toList());
    }

    /// Fresh state for parameters whose settings differ.
    ///
    /// @param optimizer the rule
    /// @param stretches ascending from 0 and without gaps
    public static OptimizerState of(Optimizer optimizer, List<Stretch> stretches) {
        return new OptimizerState(optimizer, stretches);
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
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).begin(step, lr);
            if (!needsWholeGradient()) {
                groups.get(g).commit();
            }
        }
    }

    /// The stretch that a parameter belongs to.
    private int stretchAt(int index) {
        int s = 0;
        while (stretches.get(s).to() <= index) {
            s++;
        }
        return s;
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
        private int width;

        private Updater() {
            System.arraycopy(states, 0, arrays, 2, states.length);
        }

        /// Updates rows `first` to `last`−1 of a weight matrix, or of some of its columns, in place, with the gradient `xᵀ·δ`
        /// that the entries of x give: see [RowKernel]. Not for rules that need the whole gradient.
        ///
        /// @param theta     the parameters, overwritten; `at` is where row 0 begins, there and in the state
        /// @param stride    from row to row
        /// @param width     how many columns
        /// @param scratch   `width` floats, overwritten
        /// @param skipEmpty leaves rows without entries alone: for rules that would too
        /// @return whether the rows are surely finite afterwards; where it is false, look
        public boolean updateRows(float[] theta, int at, int stride, int width, int first, int last, int[] starts,
                int[] index, float[] value, float[] delta, int deltaAt, int deltaRow, float[] scratch,
                boolean skipEmpty) {
            RowKernel kernel = rows;
            if (kernel == null || this.width != width) {
                kernel = KernelCompiler.rows(program.passes().getFirst().loop(), 1, width);
                rows = kernel;
                this.width = width;
            }
            arrays[0] = theta;
            arrays[1] = scratch;
            boolean finite = true;
            for (int row = first; row < last;) {
                int s = stretchAt(at + row * stride);
                int end = Math.min(last, Math.ceilDiv(stretches.get(s).to() - at, stride));
                for (int r = row; step == 1 && r < end; r++) {
                    setFromTheta(s, theta, at + r * stride, width);
                }
                finite &= kernel.run(arrays, offsets, groupOf[s].floats(0), at, stride, width, row, end, starts, index,
                        value, delta, deltaAt, deltaRow, skipEmpty);
                row = end;
            }
            return finite;
        }

        /// See [OptimizerState#update].
        public void update(float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
            for (int done = 0; done < count;) {
                int s = stretchAt(thetaAt + done);
                int part = Math.min(count - done, stretches.get(s).to() - thetaAt - done);
                run(0, s, theta, thetaAt + done, gradient, gradientAt + done, part, NO_SUMS);
                done += part;
            }
        }

        private void setFromTheta(int stretch, float[] theta, int thetaAt, int count) {
            if (step == 1) {
                groupOf[stretch].start().setFromTheta(theta, thetaAt, count, states);
            }
        }

        private void run(int pass, int stretch, float[] theta, int thetaAt, float[] gradient, int gradientAt, int count,
                double[] sums) {
            if (pass == 0) {
                setFromTheta(stretch, theta, thetaAt, count);
            }
            arrays[0] = theta;
            offsets[0] = thetaAt;
            arrays[1] = gradient;
            offsets[1] = gradientAt;
            Arrays.fill(offsets, 2, offsets.length, thetaAt);
            kernels[pass].run(arrays, offsets, groupOf[stretch].floats(pass), count, sums);
        }
    }

    /// Updates all n parameters; any rule. Padding between rows is neither read nor written.
    public void updateAll(float[] theta, float[] gradient) {
        Updater all = new Updater();
        double[][][] layerSums = new double[kernels.length][layers][];
        for (int p = 0; p < kernels.length; p++) {
            int pass = p;
            if (p > 0) {
                groups.forEach(group -> group.run(pass));
            }
            List<Loop.Sum> sums = program.passes().get(p).loop().sums();
            double[] block = new double[sums.size()];
            for (int layer = 0; layer < layers; layer++) {
                layerSums[p][layer] = new double[sums.size()];
            }
            for (int s = 0; s < groupOf.length; s++) {
                LayerRows rows = stretches.get(s).rows();
                int layer = stretches.get(s).layer();
                useLayer(p, groupOf[s], layer, layerSums);
                for (int piece = 0; piece < rows.stretches(); piece++) {
                    int from = rows.offset() + piece * rows.stride();
                    int end = from + rows.stretch();
                    for (int at = from; at < end; at += BLOCK) {
                        all.run(p, s, theta, at, gradient, at, Math.min(BLOCK, end - at), block);
                        add(layerSums[p][layer], block);
                    }
                }
            }
            double[] total = new double[sums.size()];
            for (double[] ofLayer : layerSums[p]) {
                add(total, ofLayer);
            }
            for (int i = 0; i < total.length; i++) {
                String name = sums.get(i).name();
                double value = total[i];
                groups.forEach(group -> group.setSum(name, value));
            }
        }
        if (needsWholeGradient()) {
            groups.forEach(GroupScalars::commit);
        }
    }

    private static void add(double[] sums, double[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /// Sets the sums over the layer that earlier passes took, and what depends on them.
    private void useLayer(int pass, GroupScalars group, int layer, double[][][] layerSums) {
        for (int p = 0; p < pass; p++) {
            List<Loop.Sum> sums = program.passes().get(p).loop().sums();
            for (int i = 0; i < sums.size(); i++) {
                if (program.passes().get(p).layerSums().contains(sums.get(i).name())) {
                    group.setSum(sums.get(i).name(), layerSums[p][layer][i]);
                }
            }
        }
        group.runLayer(pass);
    }

    /// Whether the rule uses a norm or sum over parameters, so that only [#updateAll] can be used.
    public boolean needsWholeGradient() {
        return program.needsWholeGradient();
    }

    /// Whether a zero gradient provably changes neither θ nor state, so that its rows may be skipped:
    /// [ZeroGradientProof].
    public boolean skipsZeroGradient() {
        return skipsZeroGradient;
    }

    /// Whether parameters that are zero and never have a gradient provably stay zero.
    public boolean keepsPadding() {
        return keepsPadding;
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

    /// The scalar states, in the rule's order, those of one group after the other's; live, not a copy.
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
        groups.forEach(GroupScalars::readStates);
    }
}
