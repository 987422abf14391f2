package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.RuleProgram;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.RowKernel;
import dev.descent.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an optimizer remembers during one run over n float parameters, and the update itself.
///
/// For each update call [#begin], then [#update] for every block of parameters once (in any order, from several threads
/// if the blocks do not overlap), or [#updateAll].
public final class OptimizerState {

    /// See [WholeUpdate#BLOCK].
    static final int BLOCK = WholeUpdate.BLOCK;

    private final Optimizer optimizer;
    private final RuleProgram program;
    private final int n;
    /// Ascending and without gaps, each of the group of the same index.
    private final List<Stretch> stretches;
    private final GroupScalars[] groupOf;
    /// Each group once.
    private final List<GroupScalars> groups = new ArrayList<>();
    /// Null where the update needs the whole gradient.
    private final @Nullable FloatKernel kernel;
    private final float[][] states;
    /// All of them: those of parameters, of rows, of columns.
    private final float[][] allStates;
    private final WholeUpdate whole;
    private final double[] scalarStates;
    private final boolean skipsZeroGradient;
    private final boolean keepsPadding;
    private long step;

    private OptimizerState(Optimizer optimizer, List<Stretch> stretches) {
        this.optimizer = optimizer;
        this.stretches = List.copyOf(stretches);
        program = RuleProgram.of(Groups.covering(optimizer, stretches).rule());
        n = stretches.getLast().to();
        kernel = program.needsWholeGradient() ? null : KernelCompiler.floats(program.passes().getFirst().loop());
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
        whole = new WholeUpdate(program, this.stretches, groups, groupOf, states);
        allStates = Stream.of(states, whole.rows().states(), whole.columns().states()).flatMap(Arrays::stream)
                .toArray(float[][]::new);
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
                    optimizer.name() + " uses a norm, sum or mean over parameters: use updateAll");
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
            RowKernel rowKernel = rows;
            if (rowKernel == null || this.width != width) {
                rowKernel = KernelCompiler.rows(program.passes().getFirst().loop(), 1, width);
                rows = rowKernel;
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
                finite &= rowKernel.run(arrays, offsets, groupOf[s].floats(0), at, stride, width, row, end, starts,
                        index, value, delta, deltaAt, deltaRow, skipEmpty);
                row = end;
            }
            return finite;
        }

        /// See [OptimizerState#update].
        public void update(float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
            for (int done = 0; done < count;) {
                int s = stretchAt(thetaAt + done);
                int part = Math.min(count - done, stretches.get(s).to() - thetaAt - done);
                run(s, theta, thetaAt + done, gradient, gradientAt + done, part);
                done += part;
            }
        }

        private void setFromTheta(int stretch, float[] theta, int thetaAt, int count) {
            if (step == 1) {
                groupOf[stretch].start().setFromTheta(theta, thetaAt, count, states);
            }
        }

        private void run(int stretch, float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
            setFromTheta(stretch, theta, thetaAt, count);
            arrays[0] = theta;
            offsets[0] = thetaAt;
            arrays[1] = gradient;
            offsets[1] = gradientAt;
            Arrays.fill(offsets, 2, offsets.length, thetaAt);
            Objects.requireNonNull(kernel).run(arrays, offsets, groupOf[stretch].floats(0), count, NO_SUMS);
        }
    }

    /// Updates all n parameters; any rule. Padding between rows is neither read nor written.
    ///
    /// @param theta    (n) overwritten
    /// @param gradient (n) may be overwritten: a rule with a norm or a sum puts there what it hands from pass to pass
    public void updateAll(float[] theta, float[] gradient) {
        updateAll(theta, gradient, Workers.single());
    }

    /// Updates all n parameters, by several threads: the same bits, of the gradient's array too.
    public void updateAll(float[] theta, float[] gradient, Workers workers) {
        whole.update(theta, gradient, step == 1, workers);
    }

    /// Whether the rule uses a norm, sum or mean over parameters, so that only [#updateAll] can be used.
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

    /// The names of the array states: those with a value per parameter, per row, per column of a weight matrix, each in
    /// the rule's order.
    public List<String> names() {
        return Stream.of(program.states(), program.rows().states(), program.columns().states()).flatMap(List::stream)
                .toList();
    }

    /// How many of the array states have a value per parameter; they come first.
    public int perParameter() {
        return states.length;
    }

    /// The array states, in the order of [#names]; live, not a copy. Those of parameters have length n, those of rows and
    /// columns one number for each, matrix after matrix, without padding.
    public float[][] arrays() {
        return allStates;
    }

    /// The scalar states, in the rule's order, those of one group after the other's; live, not a copy.
    public double[] scalars() {
        return scalarStates;
    }

    /// Puts back what a checkpoint holds.
    ///
    /// @throws DescentException (data) if it is the state of another rule or network
    public void restore(long steps, float[][] saved, double[] scalarValues) {
        List<Integer> lengths = Arrays.stream(saved).map(array -> array.length).toList();
        List<Integer> expected = Arrays.stream(allStates).map(array -> array.length).toList();
        if (steps < 0 || !lengths.equals(expected) || scalarValues.length != scalarStates.length) {
            throw DescentException
                    .data("The checkpoint's optimizer state has " + saved.length + " arrays of " + lengths + " and "
                            + scalarValues.length + " numbers at step " + steps + "; " + optimizer.spec() + " on " + n
                            + " parameters needs " + allStates.length + " arrays of " + expected + " and "
                            + scalarStates.length + " numbers.");
        }
        step = steps;
        for (int s = 0; s < allStates.length; s++) {
            System.arraycopy(saved[s], 0, allStates[s], 0, saved[s].length);
        }
        System.arraycopy(scalarValues, 0, scalarStates, 0, scalarStates.length);
        groups.forEach(GroupScalars::readStates);
    }
}
