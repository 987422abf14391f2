package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A layer's three steps: forward, δ of its input, and the weight gradient with the rule on it.
///
/// Each step has two ways with the same bits, of which this chooses one. A small batch, or one whose input is mostly zero,
/// lists what is not ([ListedProducts]). Others multiply whole matrices ([WholeProducts]) and hand the rule one tile of the
/// gradient after the other.
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

    /// Fewer multiply-adds than this are not worth waking another thread.
    private static final long WORTH_SHARING = 100_000;

    /// The same for floats that are only copied.
    private static final long WORTH_SHARING_COPY = 1 << 15;

    private final Operands of;
    private final DenseKernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final boolean zeroIsFlat;
    private final ActivationPass activation;
    private final ListedProducts lists;
    private final WholeProducts whole;
    private final boolean mayList;

    private final Workers.Job forwardJob = this::forwardTask;
    private final Workers.Job inputDeltaJob = this::inputDeltaTask;
    private final Workers.Job listedUpdateJob = this::listedUpdateTask;
    private final Workers.Job tiledUpdateJob = this::tiledUpdateTask;
    private final Workers.Job packDeltaJob = this::packDeltaTask;

    // What the jobs of the step in hand need to know.
    private int columns;
    private int columnsPerTask;
    private int rowsPerTask;
    private final int[] firstRows;
    private boolean listed;
    private boolean packed;
    private boolean updating;
    private @Nullable LayerPass below;
    private @Nullable OptimizerState state;
    private final OptimizerState.@Nullable Updater[] updaters;
    private float[] gradient = {};
    private volatile boolean finite;

    /// @param maxBatch rows of a training batch
    /// @param maxRows  rows of the largest pass, evaluation included
    /// @param mayList  whether zeros may be skipped
    LayerPass(Dense layer, Layout.View weights, Layout.View biases, int maxBatch, int maxRows, DenseKernels kernels,
            Workers workers, Scratch scratch, boolean mayList) {
        of = new Operands(layer, weights, biases, maxBatch, maxRows);
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = scratch;
        this.mayList = mayList;
        lists = new ListedProducts(of, maxBatch, kernels, workers, scratch);
        whole = new WholeProducts(of, kernels, scratch);
        zeroIsFlat = layer.activation().zeroIsFlat();
        activation = new ActivationPass(layer.activation(), of, kernels, workers.threads());
        updaters = new OptimizerState.Updater[workers.threads()];
        firstRows = new int[workers.threads() + 1];
    }

    /// (B, stride) weighted sums.
    float[] z() {
        return of.z;
    }

    /// (B, stride) activations.
    float[] a() {
        return of.a;
    }

    /// (B, stride) δ = ∂loss/∂z; padding is +0.
    float[] delta() {
        return of.delta;
    }

    /// z = input·W + b and a = f(z).
    ///
    /// @param theta    the flat parameters
    /// @param input    (B, padded inputs)
    /// @param training whether a weight gradient may follow
    /// @return whether every z is finite
    boolean forward(float[] theta, float[] input, int rows, boolean training) {
        of.theta = theta;
        of.input = input;
        of.rows = rows;
        finite = true;
        listed = training && mayList && lists.pay();
        if (listed) {
            lists.list();
        }
        packed = whole.multiplyPacks();
        share(of.stride);
        if (packed && columnsPerTask == columns) {
            whole.packWeights(0, columns);
        }
        workers.run(tasks(), forwardJob);
        return finite;
    }

    /// Cuts (rows, columns) outputs into tasks: whole columns where there are enough, for then a thread reads only its part
    /// of the weights, else rows.
    private void share(int columns) {
        int threads = threads();
        this.columns = columns;
        columnsPerTask = columns;
        rowsPerTask = of.rows;
        if (threads > 1 && columns >= DenseKernels.PANEL * threads) {
            columnsPerTask = (columns / threads + DenseKernels.PANEL - 1) / DenseKernels.PANEL * DenseKernels.PANEL;
        } else if (threads > 1) {
            rowsPerTask = Math.max(1, (of.rows + threads - 1) / threads);
        }
    }

    private int threads() {
        return of.work() < WORTH_SHARING ? 1 : workers.threads();
    }

    private int tasks() {
        return columnTasks() * ((of.rows + rowsPerTask - 1) / rowsPerTask);
    }

    private int columnTasks() {
        return (columns + columnsPerTask - 1) / columnsPerTask;
    }

    private void forwardTask(int task, int thread) {
        int first = task % columnTasks() * columnsPerTask;
        int last = Math.min(columns, first + columnsPerTask);
        int firstRow = task / columnTasks() * rowsPerTask;
        int lastRow = Math.min(of.rows, firstRow + rowsPerTask);
        if (packed && columnsPerTask < columns) {
            whole.packWeights(first, last);
        }
        if (listed && lists.multiplyPays()) {
            lists.multiply(packed, firstRow, lastRow, first, last);
            note(activation.forward(thread, firstRow, lastRow, first, last));
            return;
        }
        for (int r = firstRow; r < lastRow; r += GROUP_ROWS) {
            int end = Math.min(lastRow, r + GROUP_ROWS);
            whole.multiply(packed, r, end, first, last);
            note(activation.forward(thread, r, end, first, last));
        }
    }

    /// δ of the layer below: (δ·Wᵀ) ⊙ f′(z), with the lower layer's f and z. Follows [#forward].
    ///
    /// @return whether every δ is finite
    boolean inputDelta(LayerPass below) {
        this.below = below;
        finite = true;
        packed = whole.inputDeltaPacks();
        share(of.inputStride);
        if (packed && columnsPerTask == columns) {
            whole.packTransposed(0, columns);
        }
        workers.run(tasks(), inputDeltaJob);
        return finite;
    }

    private void inputDeltaTask(int task, int thread) {
        if (below == null) {
            return;
        }
        int first = task % columnTasks() * columnsPerTask;
        int last = Math.min(columns, first + columnsPerTask);
        int firstRow = task / columnTasks() * rowsPerTask;
        int lastRow = Math.min(of.rows, firstRow + rowsPerTask);
        float[] out = below.of.delta;
        if (packed && columnsPerTask < columns) {
            whole.packTransposed(first, last);
        }
        boolean lit = !packed && listed && below.zeroIsFlat && columnsPerTask == columns && lists.inputDeltaPays();
        for (int r = firstRow; r < lastRow; r += GROUP_ROWS) {
            int end = Math.min(lastRow, r + GROUP_ROWS);
            if (lit) {
                lists.inputDelta(r, end, out, thread);
            } else {
                whole.inputDelta(packed, r, end, first, last, out, thread);
            }
            note(below.activation.back(thread, r, end, first, last));
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
        lists.listColumns();
        if (lists.updatePacks()) {
            packDelta();
        }
        int tasks = threads();
        lists.cutRows(state.skipsZeroGradient(), tasks, firstRows);
        workers.run(tasks, listedUpdateJob);
        return finite;
    }

    /// Task t owns rows firstRows[t] to firstRows[t + 1]−1 of the weights; the biases are the row behind the last.
    private void listedUpdateTask(int task, int thread) {
        OptimizerState.Updater rule = updaters[thread];
        if (rule == null || state == null) {
            return;
        }
        int first = firstRows[task];
        int last = firstRows[task + 1];
        if (!lists.update(rule, state.skipsZeroGradient(), first, last, thread)) {
            check(of.theta, of.weightsAt + first * of.stride, (last - first) * of.stride);
        }
        if (!state.keepsPadding()) {
            of.clearPadding(first, last);
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
        packed = !listed && whole.gradientPacks();
        if (listed) {
            lists.listColumns();
        } else if (packed) {
            packDelta();
        }
        rowsPerTask = tileRows();
        workers.run((of.inputs + rowsPerTask - 1) / rowsPerTask, tiledUpdateJob);
        return finite;
    }

    /// Copies δ into panels, of which threads take some each.
    private void packDelta() {
        int tasks = (long) of.rows * of.stride < WORTH_SHARING_COPY ? 1 : threads();
        columnsPerTask = (of.stride / tasks + DenseKernels.PANEL - 1) / DenseKernels.PANEL * DenseKernels.PANEL;
        workers.run((of.stride + columnsPerTask - 1) / columnsPerTask, packDeltaJob);
    }

    private void packDeltaTask(int task, int thread) {
        int first = task * columnsPerTask;
        whole.packDelta(first, Math.min(of.stride, first + columnsPerTask));
    }

    /// As many rows as a tile holds, evened out so that all threads have the same number of tiles.
    private int tileRows() {
        int most = Math.max(1, TILE / of.stride);
        int tiles = (of.inputs + most - 1) / most;
        int threads = workers.threads();
        int even = (tiles + threads - 1) / threads * threads;
        int each = (of.inputs + even - 1) / even;
        return most < TILE_STEP ? Math.min(most, each)
                : Math.min(most / TILE_STEP, (each + TILE_STEP - 1) / TILE_STEP) * TILE_STEP;
    }

    /// Task t owns rows t·rowsPerTask … of the weights; the last one the biases too, which follow the last row.
    private void tiledUpdateTask(int task, int thread) {
        int first = task * rowsPerTask;
        int last = Math.min(of.inputs, first + rowsPerTask);
        int count = last - first + (last == of.inputs ? 1 : 0);
        int at = of.weightsAt + first * of.stride;
        OptimizerState.Updater rule = updaters[thread];
        if (!updating || rule == null) {
            fill(first, last, gradient, at);
            check(gradient, at, count * of.stride);
            return;
        }
        float[] tile = scratch.tile(thread);
        fill(first, last, tile, 0);
        int step = Math.max(1, ActivationPass.PIECE / of.stride);
        for (int r = 0; r < count; r += step) {
            int now = Math.min(step, count - r);
            rule.update(of.theta, at + r * of.stride, tile, r * of.stride, now * of.stride);
            if (state != null && !state.keepsPadding()) {
                of.clearPadding(first + r, first + r + now);
            }
            check(of.theta, at + r * of.stride, now * of.stride);
        }
    }

    /// The gradient of rows `first` to `last`−1 of the weights, and of the biases behind the last row.
    private void fill(int first, int last, float[] tile, int at) {
        if (listed) {
            lists.gradient(first, last, tile, at);
        } else {
            whole.gradient(packed, first, last, tile, at);
        }
        if (last == of.inputs) {
            whole.biasGradient(tile, at + (last - first) * of.stride);
        }
    }

    /// Ends an update in which the rule ran on the whole gradient.
    ///
    /// @return whether every parameter of the layer is finite
    boolean finish() {
        of.clearPadding(0, of.inputs + 1);
        return kernels.allFinite(of.theta, of.weightsAt, (of.inputs + 1) * of.stride);
    }

    private void check(float[] values, int at, int count) {
        note(kernels.allFinite(values, at, count));
    }

    private void note(boolean allFinite) {
        if (!allFinite) {
            finite = false;
        }
    }
}
