package dev.descent.nn;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One layer's scratch memory and its three steps: forward, δ of its input, and the weight gradient with the rule on it.
///
/// Work is cut into tasks by outputs: columns or rows of the result, never by the index that is summed over.
final class LayerPass {

    /// Floats of a gradient tile at small batches, 32 KB: the tile stays in the innermost cache until the rule has read it.
    static final int SMALL_TILE = 8192;

    /// At batches from [#LARGE_ROWS] on the tile is larger and stays in the second cache: what is copied together for a tile
    /// then serves more rows.
    static final int LARGE_TILE = 6 * SMALL_TILE;

    static final int LARGE_ROWS = 24;

    /// Rows of a tile are a multiple of it, for the register blocks.
    private static final int TILE_STEP = 12;

    /// Batches up to so many rows look for zeros to skip. Larger ones win more by reusing each weight for many rows.
    static final int SKIP_ROWS = 16;

    /// Lists are used where at most this share of the inputs is not zero: what a register block gains by reuse.
    private static final double SKIP_DENSITY = 0.5;

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
    private final @Nullable Elementwise activation;
    private final @Nullable Elementwise chain;
    private final @Nullable NonZeros nonZeros;
    private final int[] rowAt;
    private final Scratch[] scratch;
    private final float[] zeros;

    /// (B, stride) weighted sums, activations, and δ = ∂loss/∂z; padding of δ is +0.
    final float[] z;
    final float[] a;
    final float[] delta;

    private final Workers.Job forwardJob = this::forwardTask;
    private final Workers.Job inputDeltaJob = this::inputDeltaTask;
    private final Workers.Job updateJob = this::updateTask;
    private int tileRows;

    // What the jobs of the step in hand work on.
    private float[] theta = {};
    private float[] input = {};
    private int rows;
    private int columnsPerTask;
    private int rowsPerTask;
    private boolean listed;
    private boolean updating;
    private boolean columnsListed;
    private @Nullable LayerPass below;
    private @Nullable OptimizerState state;
    private final OptimizerState.@Nullable Updater[] updaters;
    private float[] gradient = {};
    private volatile boolean finite;

    /// @param maxBatch rows of a training batch
    /// @param maxRows  rows of the largest pass, evaluation included
    /// @param skip     whether zeros may be skipped
    LayerPass(Dense layer, Layout.View weights, Layout.View biases, int maxBatch, int maxRows, DenseKernels kernels,
            Workers workers, Scratch[] scratch, boolean skip) {
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
        nonZeros = skip ? new NonZeros(Math.min(maxBatch, SKIP_ROWS), inputs) : null;
        rowAt = new int[inputStride];
        for (int i = 0; i < inputStride; i++) {
            rowAt[i] = weightsAt + Math.min(i, inputs - 1) * stride;
        }
        this.scratch = scratch;
        zeros = new float[stride];
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
        listed = training && nonZeros != null && rows <= SKIP_ROWS
                && nonZeros.listRows(input, inputStride, rows) <= SKIP_DENSITY * rows * inputs;
        share((long) rows * inputs * stride, stride);
        workers.run(tasks(stride), forwardJob);
        return finite;
    }

    /// Cuts (rows, columns) outputs into tasks: whole columns where there are enough, for then a thread reads only its part
    /// of the weights, else rows.
    private void share(long work, int columns) {
        int threads = work < WORTH_SHARING ? 1 : workers.threads();
        columnsPerTask = columns;
        rowsPerTask = rows;
        if (threads > 1 && columns >= 64 * threads) {
            columnsPerTask = (columns / threads + 63) / 64 * 64;
        } else if (threads > 1) {
            rowsPerTask = Math.max(1, (rows + threads - 1) / threads);
        }
    }

    private int tasks(int columns) {
        return (columns + columnsPerTask - 1) / columnsPerTask * ((rows + rowsPerTask - 1) / rowsPerTask);
    }

    private void forwardTask(int task, int thread) {
        int columnTasks = (stride + columnsPerTask - 1) / columnsPerTask;
        int firstColumn = task % columnTasks * columnsPerTask;
        int columns = Math.min(columnsPerTask, stride - firstColumn);
        int firstRow = task / columnTasks * rowsPerTask;
        int lastRow = Math.min(rows, firstRow + rowsPerTask);
        int at = firstRow * stride + firstColumn;
        if (listed && nonZeros != null) {
            for (int r = firstRow; r < lastRow; r++) {
                kernels.multiplyListed(nonZeros.columnOf, nonZeros.byRow, nonZeros.rowStart[r],
                        nonZeros.rowStart[r + 1],
                        columns, theta, weightsAt + firstColumn, stride, theta, biasesAt + firstColumn, z,
                        r * stride + firstColumn);
            }
        } else {
            kernels.multiply(lastRow - firstRow, inputs, columns, input, firstRow * inputStride, inputStride, theta,
                    weightsAt + firstColumn, stride, theta, biasesAt + firstColumn, 0, z, at, stride,
                    scratch[thread].operands());
        }
        boolean whole = columns == stride;
        int pieces = whole ? 1 : lastRow - firstRow;
        int length = whole ? (lastRow - firstRow) * stride : columns;
        for (int piece = 0; piece < pieces; piece++) {
            if (!kernels.allFinite(z, at + piece * stride, length)) {
                finite = false;
            }
            if (activation != null) {
                activation.run(thread, z, at + piece * stride, a, at + piece * stride, length);
            }
        }
    }

    /// δ of the layer below: (δ·Wᵀ) ⊙ f′(z), with the lower layer's f and z. Follows [#forward].
    ///
    /// @return whether every δ is finite
    boolean inputDelta(LayerPass below) {
        this.below = below;
        finite = true;
        share((long) rows * inputs * stride, inputStride);
        workers.run(tasks(inputStride), inputDeltaJob);
        return finite;
    }

    private void inputDeltaTask(int task, int thread) {
        if (below == null) {
            return;
        }
        int columnTasks = (inputStride + columnsPerTask - 1) / columnsPerTask;
        int first = task % columnTasks * columnsPerTask;
        int count = Math.min(columnsPerTask, inputs - first);
        int padded = Math.min(columnsPerTask, inputStride - first);
        int firstRow = task / columnTasks * rowsPerTask;
        int lastRow = Math.min(rows, firstRow + rowsPerTask);
        float[] out = below.delta;
        if (DenseKernels.mirrorPays(rows, stride)) {
            kernels.multiplyMirrored(lastRow - firstRow, count, stride, delta, firstRow * stride, stride, theta,
                    weightsAt + first * stride, stride, out, firstRow * inputStride + first, inputStride,
                    scratch[thread].operands());
        } else {
            kernels.dots(lastRow - firstRow, stride, delta, firstRow * stride, stride, theta, rowAt, first, count, out,
                    firstRow * inputStride + first, inputStride, scratch[thread].operands());
        }
        for (int r = firstRow; r < lastRow; r++) {
            int at = r * inputStride + first;
            for (int i = Math.max(0, count); i < padded; i++) {
                out[at + i] = 0;
            }
            if (below.chain != null) {
                below.chain.run(thread, below.z, at, out, at, padded);
            }
            if (!kernels.allFinite(out, at, padded)) {
                finite = false;
            }
        }
    }

    /// The rule on each tile of the layer's parameters, right after the tile's gradient. Follows [#forward]; δ is complete.
    ///
    /// @param state already begun
    /// @return whether every parameter is finite afterwards
    boolean update(OptimizerState state) {
        if (this.state != state) {
            Arrays.setAll(updaters, thread -> state.updater());
        }
        this.state = state;
        updating = true;
        return gradientAndMaybeUpdate();
    }

    /// The layer's part of the whole gradient. Follows [#forward]; δ is complete.
    ///
    /// @param gradient the flat gradient; the layer's part is overwritten, padding with +0
    /// @return whether it is finite
    boolean gradient(float[] gradient) {
        updating = false;
        this.gradient = gradient;
        return gradientAndMaybeUpdate();
    }

    private boolean gradientAndMaybeUpdate() {
        finite = true;
        if (listed && nonZeros != null && !columnsListed) {
            nonZeros.listColumns(rows);
            columnsListed = true;
        }
        tileRows = tileRows();
        workers.run((inputs + tileRows - 1) / tileRows, updateJob);
        return finite;
    }

    /// As many rows as a tile holds, evened out so that all threads have the same number of tiles.
    private int tileRows() {
        int most = Math.max(1, (rows < LARGE_ROWS ? SMALL_TILE : LARGE_TILE) / stride);
        int tiles = (inputs + most - 1) / most;
        int threads = workers.threads();
        int even = (tiles + threads - 1) / threads * threads;
        int each = (inputs + even - 1) / even;
        return most < TILE_STEP ? Math.min(most, each)
                : Math.min(most / TILE_STEP, (each + TILE_STEP - 1) / TILE_STEP) * TILE_STEP;
    }

    /// Memory that one thread uses while it works, shared by all layers.
    ///
    /// @param operands for the kernels
    /// @param tile     a gradient tile and the biases
    record Scratch(float[] operands, float[] tile) {

        /// For a network whose widest layer has `stride` padded outputs.
        static Scratch of(int stride) {
            return new Scratch(new float[DenseKernels.SCRATCH], new float[Math.max(LARGE_TILE, stride) + stride]);
        }
    }

    /// Task t owns rows t·tileRows … of the weights; the last one the biases too, which follow the last row.
    private void updateTask(int task, int thread) {
        int first = task * tileRows;
        int last = Math.min(inputs, first + tileRows);
        boolean biases = last == inputs;
        int at = weightsAt + first * stride;
        OptimizerState.Updater rule = updaters[thread];
        if (!updating || rule == null || state == null) {
            fill(first, last, gradient, at, scratch[thread].operands());
            if (biases) {
                biasGradient(gradient, biasesAt);
            }
            check(gradient, at, (last - first + (biases ? 1 : 0)) * stride);
            return;
        }
        float[] tile = scratch[thread].tile();
        if (listed && nonZeros != null && state.skipsZeroGradient()) {
            int from = first;
            while (from < last) {
                while (from < last && empty(nonZeros, from)) {
                    from++;
                }
                int to = from;
                while (to < last && !empty(nonZeros, to)) {
                    to++;
                }
                apply(rule, from, to, tile, scratch[thread].operands());
                from = to;
            }
            if (biases) {
                biasGradient(tile, 0);
                apply(rule, tile, biasesAt, 1);
            }
            return;
        }
        fill(first, last, tile, 0, scratch[thread].operands());
        if (biases) {
            biasGradient(tile, (last - first) * stride);
        }
        apply(rule, tile, at, last - first + (biases ? 1 : 0));
    }

    private static boolean empty(NonZeros lists, int row) {
        return lists.columnStart[row] == lists.columnStart[row + 1];
    }

    private void apply(OptimizerState.Updater rule, int from, int to, float[] tile, float[] scratch) {
        if (from < to) {
            fill(from, to, tile, 0, scratch);
            apply(rule, tile, weightsAt + from * stride, to - from);
        }
    }

    private void apply(OptimizerState.Updater rule, float[] tile, int at, int count) {
        rule.update(theta, at, tile, 0, count * stride);
        clearPadding(at, count);
        check(theta, at, count * stride);
    }

    /// Padding has gradient +0, and nearly every rule then leaves it at +0. This makes it so for every rule.
    void clearPadding(int at, int count) {
        if (outputs < stride) {
            for (int r = 0; r < count; r++) {
                for (int j = outputs; j < stride; j++) {
                    theta[at + r * stride + j] = 0;
                }
            }
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

    /// The gradient of rows `first` to `last`−1 of the weights: inputᵀ·δ, one chain over the batch for each weight.
    private void fill(int first, int last, float[] tile, int at, float[] scratch) {
        if (listed && nonZeros != null) {
            for (int i = first; i < last; i++) {
                kernels.multiplyListed(nonZeros.rowOf, nonZeros.byColumn, nonZeros.columnStart[i],
                        nonZeros.columnStart[i + 1], stride, delta, 0, stride, zeros, 0, tile,
                        at + (i - first) * stride);
            }
        } else {
            kernels.multiplyTransposed(last - first, rows, stride, input, first, inputStride, delta, 0, stride, zeros,
                    0, 0,
                    tile, at, stride, scratch);
        }
    }

    /// The gradient of the biases: the sum of δ over the batch, as if their input were 1.
    private void biasGradient(float[] tile, int at) {
        kernels.multiplyTransposed(1, rows, stride, ONE, 0, 0, delta, 0, stride, zeros, 0, 0, tile, at, stride, NONE);
    }

    private static final float[] ONE = {1};
    private static final float[] NONE = {};
}
