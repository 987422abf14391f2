package dev.descent.nn;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One layer's scratch memory and its three steps: forward, δ of its input, and the weight gradient with the rule on it.
///
/// Each step has two ways with the same bits. A small batch, or one whose input is mostly zero, lists what is not: forward
/// takes only those rows of the weights, and the update forms each row's gradient in registers, right where the rule uses
/// it. Others multiply whole matrices, packed into panels, and hand the rule one tile of the gradient after the other.
///
/// Work is cut into tasks by outputs: columns or rows of the result, never by the index that is summed over.
final class LayerPass {

    /// Floats of a gradient tile: with the weights and states that belong to it, it stays in the second cache until the rule
    /// has read it.
    static final int TILE = 6 * 8192;

    /// Rows of a tile are a multiple of it, for the register blocks.
    private static final int TILE_STEP = 12;

    /// Rows that go through a product together, before what follows it reads them from the second cache.
    private static final int GROUP_ROWS = 96;

    /// Batches up to so many rows go by lists, whatever the density: the gradient is then never stored.
    static final int LISTED_ROWS = 16;

    /// Forward goes by lists where at most this share of the inputs is not zero: what a register block gains by reuse.
    private static final double FORWARD_DENSITY = 0.5;

    /// Larger batches go by lists where at most this share of the inputs is not zero, judged by their first rows.
    private static final double LISTED_DENSITY = 0.35;

    /// Layers with fewer weights are through a larger batch before its lists are made.
    private static final int LISTED_WEIGHTS = 1 << 16;

    /// Lists of larger batches take 16 bytes an input; beyond so many they would fill no cache and much memory.
    private static final int MOST_LISTED = 1 << 22;

    /// δ of single rows is taken for the listed inputs only; a few rows share loads, so that fewer must be listed to win.
    private static final double DELTA_DENSITY = 0.4;

    /// Blocks of weight rows, each of [NonZeros#BLOCK], that all rows of a small batch pass together: they stay in the
    /// second cache meanwhile.
    private static final int SMALL_BLOCKS = 4;

    /// Least k for which packing pays.
    private static final int PANEL_DEPTH = 32;

    /// Fewer multiply-adds than this are not worth waking another thread.
    private static final long WORTH_SHARING = 100_000;

    private final int inputs;
    private final int stride;
    private final int outputs;
    private final int weightsAt;
    private final int biasesAt;
    private final int inputStride;
    private final DenseKernels kernels;
    private final Workers workers;
    private final boolean zeroIsFlat;
    private final @Nullable Elementwise activation;
    private final @Nullable Elementwise chain;
    private final boolean lists;
    private final int maxBatch;
    private @Nullable NonZeros nonZeros;
    private final int[] rowAt;
    private final Scratch scratch;

    /// (B, stride) weighted sums, activations, and δ = ∂loss/∂z; padding of δ is +0.
    final float[] z;
    final float[] a;
    final float[] delta;

    private final Workers.Job forwardJob = this::forwardTask;
    private final Workers.Job inputDeltaJob = this::inputDeltaTask;
    private final Workers.Job listedUpdateJob = this::listedUpdateTask;
    private final Workers.Job tiledUpdateJob = this::tiledUpdateTask;

    // What the jobs of the step in hand work on.
    private float[] theta = {};
    private float[] input = {};
    private int rows;
    private int columnsPerTask;
    private int rowsPerTask;
    private double density;
    private boolean listed;
    private boolean columnsListed;
    private boolean panels;
    private boolean updating;
    private @Nullable LayerPass below;
    private @Nullable OptimizerState state;
    private final OptimizerState.@Nullable Updater[] updaters;
    private float[] gradient = {};
    private volatile boolean finite;

    /// @param maxBatch rows of a training batch
    /// @param maxRows  rows of the largest pass, evaluation included
    /// @param lists    whether zeros may be skipped
    LayerPass(Dense layer, Layout.View weights, Layout.View biases, int maxBatch, int maxRows, DenseKernels kernels,
            Workers workers, Scratch scratch, boolean lists) {
        inputs = layer.inputs();
        outputs = layer.outputs();
        stride = weights.stride();
        weightsAt = weights.offset();
        biasesAt = biases.offset();
        inputStride = Layout.padded(inputs);
        this.kernels = kernels;
        this.workers = workers;
        z = new float[maxRows * stride];
        delta = new float[maxBatch * stride];
        zeroIsFlat = layer.activation().zeroIsFlat();
        if (layer.activation() == Activation.IDENTITY) {
            a = z;
            activation = null;
            chain = null;
        } else {
            a = new float[maxRows * stride];
            ElementwiseFunction f = ElementwiseFunction.of(layer.activation().option(), layer.activation().equation(),
                    "x");
            activation = new Elementwise(f.loop("y"), workers.threads());
            chain = new Elementwise(f.chainLoop("x"), workers.threads());
        }
        this.lists = lists;
        this.maxBatch = maxBatch;
        rowAt = new int[inputStride];
        for (int i = 0; i < inputStride; i++) {
            rowAt[i] = weightsAt + Math.min(i, inputs - 1) * stride;
        }
        this.scratch = scratch;
        updaters = new OptimizerState.Updater[workers.threads()];
    }

    /// z = input·W + b and a = f(z).
    ///
    /// @param theta    the flat parameters
    /// @param input    (B, padded inputs)
    /// @param training whether a weight gradient may follow
    /// @return whether every z is finite
    boolean forward(float[] theta, float[] input, int rows, boolean training) {
        this.theta = theta;
        this.input = input;
        this.rows = rows;
        finite = true;
        columnsListed = false;
        listed = training && lists && (rows <= LISTED_ROWS || mostlyZero());
        density = listed ? nonZeros().listRows(input, inputStride, rows) / ((double) rows * inputs) : 1;
        panels = rows >= DenseKernels.PANEL_ROWS && inputs >= PANEL_DEPTH;
        share((long) rows * inputs * stride, stride);
        if (panels && columnsPerTask == stride) {
            DenseKernels.pack(inputs, stride, theta, weightsAt, stride, 0, stride, scratch.panels());
        }
        workers.run(tasks(stride), forwardJob);
        return finite;
    }

    /// Whether lists pay for a larger batch. A guess may be wrong: it costs time, never a bit.
    private boolean mostlyZero() {
        if ((long) maxBatch * inputs > MOST_LISTED || (long) inputs * stride < LISTED_WEIGHTS) {
            return false;
        }
        int lit = 0;
        for (int i = 0; i < 2 * inputStride; i++) {
            lit += input[i] != 0 ? 1 : 0;
        }
        return lit <= LISTED_DENSITY * 2 * inputs;
    }

    /// The lists, with room for every batch that may come.
    private NonZeros nonZeros() {
        NonZeros known = nonZeros;
        if (known == null) {
            known = new NonZeros((long) maxBatch * inputs > MOST_LISTED ? Math.min(maxBatch, LISTED_ROWS) : maxBatch,
                    inputs);
            nonZeros = known;
        }
        return known;
    }

    /// Cuts (rows, columns) outputs into tasks: whole columns where there are enough, for then a thread reads only its part
    /// of the weights, else rows.
    private void share(long work, int columns) {
        int threads = work < WORTH_SHARING ? 1 : workers.threads();
        columnsPerTask = columns;
        rowsPerTask = rows;
        if (threads > 1 && columns >= DenseKernels.PANEL * threads) {
            columnsPerTask = (columns / threads + DenseKernels.PANEL - 1) / DenseKernels.PANEL * DenseKernels.PANEL;
        } else if (threads > 1) {
            rowsPerTask = Math.max(1, (rows + threads - 1) / threads);
        }
    }

    private int tasks(int columns) {
        return (columns + columnsPerTask - 1) / columnsPerTask * ((rows + rowsPerTask - 1) / rowsPerTask);
    }

    private void forwardTask(int task, int thread) {
        int columnTasks = (stride + columnsPerTask - 1) / columnsPerTask;
        int first = task % columnTasks * columnsPerTask;
        int last = Math.min(stride, first + columnsPerTask);
        int firstRow = task / columnTasks * rowsPerTask;
        int lastRow = Math.min(rows, firstRow + rowsPerTask);
        if (panels && columnsPerTask < stride) {
            DenseKernels.pack(inputs, stride, theta, weightsAt, stride, first, last, scratch.panels());
        }
        if (listed && density <= FORWARD_DENSITY) {
            multiplyListed(nonZeros(), firstRow, lastRow, first, last);
            activate(thread, firstRow, lastRow, first, last);
            return;
        }
        for (int r = firstRow; r < lastRow; r += GROUP_ROWS) {
            int end = Math.min(lastRow, r + GROUP_ROWS);
            if (panels) {
                kernels.multiplyPanels(false, end - r, inputs, input, r * inputStride, inputStride, scratch.panels(),
                        stride, first, last, theta, biasesAt, 0, z, r * stride, stride);
            } else {
                kernels.multiply(end - r, inputs, last - first, input, r * inputStride, inputStride, theta,
                        weightsAt + first, stride, theta, biasesAt + first, 0, z, r * stride + first, stride);
            }
            activate(thread, r, end, first, last);
        }
    }

    /// Block by block of the weights, so that each is read from afar once for all rows.
    private void multiplyListed(NonZeros lists, int firstRow, int lastRow, int first, int last) {
        int step = lastRow - firstRow == 1 ? lists.blocks : panels ? 1 : SMALL_BLOCKS;
        int wide = panels ? DenseKernels.PANEL : last - first;
        for (int j = first; j < last; j += wide) {
            int width = Math.min(wide, last - j);
            for (int block = 0; block < lists.blocks; block += step) {
                int next = Math.min(lists.blocks, block + step);
                boolean begin = block == 0;
                kernels.multiplyListed(lastRow - firstRow, lists.cuts, block * rows + firstRow,
                        next * rows + firstRow, lists.columnOf, lists.byRow, width, panels ? scratch.panels() : theta,
                        panels ? j * inputs : weightsAt + j, panels ? width : stride, begin ? theta : z,
                        begin ? biasesAt + j : firstRow * stride + j, begin ? 0 : stride, z, firstRow * stride + j,
                        stride);
            }
        }
    }

    private void activate(int thread, int firstRow, int lastRow, int first, int last) {
        boolean whole = last - first == stride;
        int step = whole ? lastRow - firstRow : 1;
        for (int r = firstRow; r < lastRow; r += step) {
            int at = r * stride + first;
            int length = whole ? step * stride : last - first;
            if (!kernels.allFinite(z, at, length)) {
                finite = false;
            }
            if (activation != null) {
                activation.run(thread, z, at, a, at, length);
            }
        }
    }

    /// δ of the layer below: (δ·Wᵀ) ⊙ f′(z), with the lower layer's f and z. Follows [#forward].
    ///
    /// @return whether every δ is finite
    boolean inputDelta(LayerPass below) {
        this.below = below;
        finite = true;
        panels = DenseKernels.mirrorPays(rows, stride);
        share((long) rows * inputs * stride, inputStride);
        if (panels && columnsPerTask == inputStride) {
            kernels.packTransposed(inputs, stride, inputStride, theta, weightsAt, stride, 0, inputStride,
                    scratch.panels());
        }
        workers.run(tasks(inputStride), inputDeltaJob);
        return finite;
    }

    private void inputDeltaTask(int task, int thread) {
        if (below == null) {
            return;
        }
        int columnTasks = (inputStride + columnsPerTask - 1) / columnsPerTask;
        int first = task % columnTasks * columnsPerTask;
        int last = Math.min(inputStride, first + columnsPerTask);
        int firstRow = task / columnTasks * rowsPerTask;
        int lastRow = Math.min(rows, firstRow + rowsPerTask);
        float[] out = below.delta;
        if (panels && columnsPerTask < inputStride) {
            kernels.packTransposed(inputs, stride, inputStride, theta, weightsAt, stride, first, last,
                    scratch.panels());
        }
        boolean lit = !panels && listed && below.zeroIsFlat && columnsPerTask == inputStride
                && (rows == 1 || density <= DELTA_DENSITY);
        for (int r = firstRow; r < lastRow; r += GROUP_ROWS) {
            int end = Math.min(lastRow, r + GROUP_ROWS);
            if (panels) {
                kernels.multiplyPanels(false, end - r, stride, delta, r * stride, stride, scratch.panels(),
                        inputStride, first, last, scratch.zeros(), 0, 0, out, r * inputStride, inputStride);
            } else if (lit) {
                litDots(nonZeros(), r, end, out, thread);
            } else {
                int count = Math.min(last, inputs) - first;
                kernels.dots(end - r, stride, delta, r * stride, stride, theta, rowAt, first, count, out,
                        r * inputStride + first, inputStride, scratch.operands(thread));
                for (int row = r; row < end && count < last - first; row++) {
                    Arrays.fill(out, row * inputStride + first + count, row * inputStride + last, 0);
                }
            }
            chain(below, thread, r, end, first, last);
        }
    }

    private void chain(LayerPass below, int thread, int firstRow, int lastRow, int first, int last) {
        boolean whole = last - first == inputStride;
        int step = whole ? lastRow - firstRow : 1;
        for (int r = firstRow; r < lastRow; r += step) {
            int at = r * inputStride + first;
            int length = whole ? step * inputStride : last - first;
            if (below.chain != null) {
                below.chain.run(thread, below.z, at, below.delta, at, length);
            }
            if (!kernels.allFinite(below.delta, at, length)) {
                finite = false;
            }
        }
    }

    /// Dots for the inputs that are not zero; the others are units whose derivative is 0 as well.
    private void litDots(NonZeros lists, int firstRow, int lastRow, float[] out, int thread) {
        int[] lit = scratch.lit(thread);
        float[] dots = scratch.tile(thread);
        for (int r = firstRow; r < lastRow; r++) {
            int from = lists.cuts[r];
            int count = lists.cuts[lists.blocks * rows + r] - from;
            for (int n = 0; n < count; n++) {
                lit[n] = weightsAt + lists.columnOf[from + n] * stride;
            }
            Arrays.fill(lit, count, Layout.padded(count), weightsAt);
            kernels.dots(1, stride, delta, r * stride, stride, theta, lit, 0, count, dots, 0, 0,
                    scratch.operands(thread));
            Arrays.fill(out, r * inputStride, (r + 1) * inputStride, 0);
            for (int n = 0; n < count; n++) {
                out[r * inputStride + lists.columnOf[from + n]] = dots[n];
            }
        }
    }

    /// The rule on each row or tile of the layer's parameters, right after its gradient. Follows [#forward]; δ is complete.
    ///
    /// @param state already begun
    /// @return whether every parameter is finite afterwards
    boolean update(OptimizerState state) {
        if (this.state != state) {
            Arrays.setAll(updaters, thread -> state.updater());
        }
        this.state = state;
        updating = true;
        finite = true;
        if (!listed) {
            return inTiles();
        }
        listColumns();
        panels = rows > LISTED_ROWS;
        if (panels) {
            DenseKernels.pack(rows, stride, delta, 0, stride, 0, stride, scratch.panels());
        }
        int threads = (long) rows * inputs * stride < WORTH_SHARING ? 1 : workers.threads();
        rowsPerTask = (inputs + threads) / threads;
        workers.run((inputs + rowsPerTask) / rowsPerTask, listedUpdateJob);
        return finite;
    }

    private void listColumns() {
        if (listed && !columnsListed) {
            nonZeros().listColumns(rows);
            columnsListed = true;
        }
    }

    /// Task t owns rows t·rowsPerTask … of the weights; the biases are the row behind the last.
    private void listedUpdateTask(int task, int thread) {
        OptimizerState.Updater rule = updaters[thread];
        if (rule == null || state == null) {
            return;
        }
        NonZeros lists = nonZeros();
        int first = task * rowsPerTask;
        int last = Math.min(inputs + 1, first + rowsPerTask);
        int wide = panels ? DenseKernels.PANEL : stride;
        boolean surely = true;
        for (int j = 0; j < stride; j += wide) {
            int width = Math.min(wide, stride - j);
            surely &= rule.updateRows(theta, weightsAt + j, stride, width, first, last, lists.columnStart, lists.rowOf,
                    lists.byColumn, panels ? scratch.panels() : delta, panels ? j * rows : 0, width,
                    scratch.tile(thread), state.skipsZeroGradient());
        }
        if (!surely) {
            check(theta, weightsAt + first * stride, (last - first) * stride);
        }
        if (!state.keepsPadding()) {
            clearPadding(weightsAt + first * stride, last - first);
        }
    }

    /// The layer's part of the whole gradient. Follows [#forward]; δ is complete.
    ///
    /// @param gradient the flat gradient; the layer's part is overwritten, padding with +0
    /// @return whether it is finite
    boolean gradient(float[] gradient) {
        updating = false;
        this.gradient = gradient;
        finite = true;
        return inTiles();
    }

    private boolean inTiles() {
        listColumns();
        panels = !listed && rows >= DenseKernels.PANEL_ROWS;
        if (panels) {
            DenseKernels.pack(rows, stride, delta, 0, stride, 0, stride, scratch.panels());
        }
        rowsPerTask = tileRows();
        workers.run((inputs + rowsPerTask - 1) / rowsPerTask, tiledUpdateJob);
        return finite;
    }

    /// As many rows as a tile holds, evened out so that all threads have the same number of tiles.
    private int tileRows() {
        int most = Math.max(1, TILE / stride);
        int tiles = (inputs + most - 1) / most;
        int threads = workers.threads();
        int even = (tiles + threads - 1) / threads * threads;
        int each = (inputs + even - 1) / even;
        return most < TILE_STEP ? Math.min(most, each)
                : Math.min(most / TILE_STEP, (each + TILE_STEP - 1) / TILE_STEP) * TILE_STEP;
    }

    /// Task t owns rows t·rowsPerTask … of the weights; the last one the biases too, which follow the last row.
    private void tiledUpdateTask(int task, int thread) {
        int first = task * rowsPerTask;
        int last = Math.min(inputs, first + rowsPerTask);
        int count = last - first + (last == inputs ? 1 : 0);
        int at = weightsAt + first * stride;
        OptimizerState.Updater rule = updaters[thread];
        if (!updating || rule == null) {
            fill(first, last, gradient, at);
            check(gradient, at, count * stride);
            return;
        }
        float[] tile = scratch.tile(thread);
        fill(first, last, tile, 0);
        rule.update(theta, at, tile, 0, count * stride);
        if (state != null && !state.keepsPadding()) {
            clearPadding(at, count);
        }
        check(theta, at, count * stride);
    }

    /// Padding has gradient +0, and nearly every rule provably leaves it at +0. This makes it so for the others.
    void clearPadding(int at, int count) {
        for (int r = 0; r < count && outputs < stride; r++) {
            Arrays.fill(theta, at + r * stride + outputs, at + (r + 1) * stride, 0);
        }
    }

    /// Whether all parameters of the layer are finite.
    boolean parametersFinite() {
        return kernels.allFinite(theta, weightsAt, (inputs + 1) * stride);
    }

    private void check(float[] values, int at, int count) {
        if (!kernels.allFinite(values, at, count)) {
            finite = false;
        }
    }

    /// The gradient of rows `first` to `last`−1 of the weights: inputᵀ·δ, one chain over the batch for each weight. Behind
    /// the last row, that of the biases: the sum of δ over the batch, as if their input were 1.
    private void fill(int first, int last, float[] tile, int at) {
        if (listed) {
            NonZeros lists = nonZeros();
            kernels.multiplyListed(last - first, lists.columnStart, first, first + 1, lists.rowOf, lists.byColumn,
                    stride, delta, 0, stride, scratch.zeros(), 0, 0, tile, at, stride);
        } else if (panels) {
            kernels.multiplyPanels(true, last - first, rows, input, first, inputStride, scratch.panels(), stride, 0,
                    stride, scratch.zeros(), 0, 0, tile, at, stride);
        } else {
            kernels.multiplyTransposed(last - first, rows, stride, input, first, inputStride, delta, 0, stride,
                    scratch.zeros(),
                    0, 0, tile, at, stride);
        }
        if (last == inputs) {
            kernels.multiplyTransposed(1, rows, stride, ONE, 0, 0, delta, 0, stride, scratch.zeros(), 0, 0, tile,
                    at + (last - first) * stride, stride);
        }
    }

    private static final float[] ONE = {1};
}
