package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.nn.NonFinite.Where;
import dev.descent.optim.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way forward and back through a network, and the update of its parameters, on scratch memory that is reserved once.
/// One run uses one; it is not for several threads at a time.
///
/// Results depend on the numbers alone: not on threads, vector width, or whether gradient and rule run fused (see
/// [DenseKernels] for the order of sums).
public final class Backprop {

    /// Rows of a block of evaluation and prediction: enough to reuse each weight many times.
    private static final int EVALUATION_ROWS = 256;

    /// Fewer floats than this are copied before another thread has come.
    private static final int WORTH_SHARING = 1 << 15;

    /// Paths with the same bits, for the tests that show it.
    enum Path {
        /// What is fastest.
        FASTEST,
        /// Zeros are not skipped.
        DENSE,
        /// The whole gradient first, then the rule.
        UNFUSED
    }

    private final Network network;
    private final Layout layout;
    private final int maxBatch;
    private final int blockRows;
    private final int inputStride;
    private final Path path;
    private final Workers workers;
    private final List<LayerPass> layers;
    private final LossPass lossPass;
    private final float[] input;
    private float[] wholeGradient = {};
    private float[] partGradient = {};
    private @Nullable NonFinite nonFinite;

    /// @param network  what is trained
    /// @param maxBatch the largest batch that will be asked for
    /// @param workers  who shares the work
    public Backprop(Network network, int maxBatch, Workers workers) {
        this(network, maxBatch, workers, DenseKernels.best(), Path.FASTEST);
    }

    Backprop(Network network, int maxBatch, Workers workers, DenseKernels kernels, Path path) {
        this.network = network;
        this.maxBatch = maxBatch;
        this.path = path;
        this.workers = workers;
        layout = Layout.of(network);
        blockRows = Math.max(maxBatch, EVALUATION_ROWS);
        inputStride = Layout.padded(network.inputs());
        input = new float[Math.multiplyExact(blockRows, inputStride)];
        layers = new ArrayList<>();
        Scratch scratch = new Scratch(network.layers(), maxBatch, LayerPass.TILE, workers.threads());
        for (int l = 0; l < network.layers().size(); l++) {
            layers.add(new LayerPass(network.layers().get(l), layout.weights(l), layout.biases(l), maxBatch, blockRows,
                    kernels, workers, scratch, path != Path.DENSE));
        }
        lossPass = new LossPass(network, blockRows);
    }

    /// The network.
    public Network network() {
        return network;
    }

    /// One update: forward, backward, and the rule on each tile of weights while its gradient is in the cache. Rules that
    /// need the whole gradient get it whole. The batch's gradient is the mean over its rows.
    ///
    /// Loss, activations and δ are checked before any weight is touched; an overflow inside the update is found at its end.
    ///
    /// @param p          the parameters, changed
    /// @param x          (N, D) row-major, finite
    /// @param targets    (N)
    /// @param rowWeights (N) a factor on each row's loss, or null for 1
    /// @param rows       numbers of rows of `x`
    /// @param from       the batch's first element of `rows`
    /// @param count      B, how many rows the batch has
    /// @param state      the rule and its memory, over the padded length; changed: one step
    /// @param lr         η of this update
    /// @return the mean loss before the update, or NaN where the update left the finite numbers: see [#nonFinite()], which
    ///         also says whether parameters and state were touched
    public double update(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows, int from,
            int count, OptimizerState state, double lr) {
        double loss = forwardAndDeltas(p, x, targets, rowWeights, rows, from, count);
        if (nonFinite != null) {
            return Double.NaN;
        }
        if (state.needsWholeGradient() || path == Path.UNFUSED) {
            wholeGradient();
            apply(p, state, lr);
        } else {
            state.begin(lr);
            for (int l = layers.size() - 1; l >= 0; l--) {
                if (!layers.get(l).update(state)) {
                    nonFinite = new NonFinite(Where.PARAMETERS, l + 1);
                }
            }
        }
        return nonFinite == null ? loss : Double.NaN;
    }

    /// The same for a batch that goes through the network part by part: memory for the rows of a part, an update of all.
    /// Each part's mean gradient is weighed by its share of the rows and added up in float, in order. The same for any
    /// number of threads, but not to the bit what [#update] gives for the whole batch, whose sums have another order: the
    /// gradients differ by float's rounding, some 1e-7 of their largest component for batches of usual size. A batch of
    /// one part has the bits of [#update].
    ///
    /// @param part rows that go through the network together
    /// @return as [#update]
    public double updateInParts(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows,
            int from, int count, int part, OptimizerState state, double lr) {
        if (count <= part) {
            return update(p, x, targets, rowWeights, rows, from, count, state, lr);
        }
        if (partGradient.length == 0) {
            partGradient = new float[layout.length()];
            wholeGradient = new float[layout.length()];
        }
        Arrays.fill(wholeGradient, 0);
        double loss = 0;
        for (int done = 0; done < count; done += part) {
            int now = Math.min(part, count - done);
            loss += now * gradient(p, x, targets, rowWeights, rows, from + done, now, partGradient);
            if (nonFinite != null) {
                return Double.NaN;
            }
            float share = (float) now / count;
            for (int i = 0; i < partGradient.length; i++) {
                wholeGradient[i] += share * partGradient[i];
            }
        }
        apply(p, state, lr);
        return nonFinite == null ? loss / count : Double.NaN;
    }

    /// The mean loss of a batch and its gradient: the unfused way.
    ///
    /// @param p          the parameters, left as they are
    /// @param x          (N, D) row-major, finite
    /// @param targets    (N)
    /// @param rowWeights (N) a factor on each row's loss, or null for 1
    /// @param rows       numbers of rows of `x`
    /// @param from       the batch's first element of `rows`
    /// @param count      B, how many rows the batch has
    /// @param gradient   (padded length) overwritten; padding is +0
    /// @return the mean loss, or NaN where the batch left the finite numbers: see [#nonFinite()]
    public double gradient(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows,
            int from,
            int count, float[] gradient) {
        double loss = forwardAndDeltas(p, x, targets, rowWeights, rows, from, count);
        if (nonFinite != null) {
            return Double.NaN;
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (!layers.get(l).gradient(gradient)) {
                nonFinite = new NonFinite(Where.GRADIENT, l + 1);
            }
        }
        return nonFinite == null ? loss : Double.NaN;
    }

    /// Where the last update or gradient left the finite numbers; null where it did not.
    public @Nullable NonFinite nonFinite() {
        return nonFinite;
    }

    private double forwardAndDeltas(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows,
            int from, int count) {
        if (count < 1 || count > maxBatch) {
            throw new IllegalArgumentException("a batch of " + count + " rows, expected 1 to " + maxBatch);
        }
        nonFinite = null;
        gather(x, targets, rowWeights, rows, from, count);
        if (!forward(p, count, true)) {
            return Double.NaN;
        }
        LayerPass last = layers.getLast();
        double loss = lossPass.sum(last.z(), count) / count;
        if (!Double.isFinite(loss)) {
            nonFinite = new NonFinite(Where.LOSS, layers.size());
            return loss;
        }
        if (!lossPass.slopes(last.delta(), count)) {
            nonFinite = new NonFinite(Where.DELTA, layers.size());
            return loss;
        }
        for (int l = layers.size() - 1; l > 0; l--) {
            if (!layers.get(l).inputDelta(layers.get(l - 1))) {
                nonFinite = new NonFinite(Where.DELTA, l);
                return loss;
            }
        }
        return loss;
    }

    private boolean forward(Parameters p, int count, boolean training) {
        float[] below = input;
        for (int l = 0; l < layers.size(); l++) {
            LayerPass layer = layers.get(l);
            if (!layer.forward(p.values(), below, count, training)) {
                nonFinite = new NonFinite(Where.ACTIVATION, l + 1);
                return false;
            }
            below = layer.a();
        }
        return true;
    }

    /// Copies a batch's rows. They lie all over the data, so that memory takes the time, of which another core has its own
    /// share.
    private void gather(float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows, int from, int count) {
        if ((long) count * inputStride < WORTH_SHARING) {
            for (int r = 0; r < count; r++) {
                take(x, targets, rowWeights, rows[from + r], r);
            }
            return;
        }
        int tasks = workers.threads();
        workers.run(tasks, (task, _) -> {
            int last = (int) ((long) count * (task + 1) / tasks);
            for (int r = (int) ((long) count * task / tasks); r < last; r++) {
                take(x, targets, rowWeights, rows[from + r], r);
            }
        });
    }

    /// Copies row `row` of the data into row `r` of the batch.
    private void take(float[] x, float[] targets, float @Nullable [] rowWeights, int row, int r) {
        System.arraycopy(x, row * network.inputs(), input, r * inputStride, network.inputs());
        lossPass.targets[r] = targets[row];
        lossPass.weights[r] = rowWeights == null ? 1 : rowWeights[row];
    }

    /// The rule on the whole gradient. The state knows where each layer's rows lie, if it was told, so that padding enters
    /// no sum or norm.
    private void apply(Parameters p, OptimizerState state, double lr) {
        state.begin(lr);
        if (state.needsWholeGradient()) {
            state.updateAll(p.values(), wholeGradient, workers);
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (!state.needsWholeGradient()) {
                Layout.View weights = layout.weights(l);
                int length = (weights.rows() + 1) * weights.stride();
                state.update(p.values(), weights.offset(), wholeGradient, weights.offset(), length);
            }
            if (!layers.get(l).finish()) {
                nonFinite = new NonFinite(Where.PARAMETERS, l + 1);
            }
        }
    }

    private void wholeGradient() {
        if (wholeGradient.length == 0) {
            wholeGradient = new float[layout.length()];
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).gradient(wholeGradient);
        }
    }

    /// Predictions for consecutive rows: the number of a regression (in the scaled unit of training), the probability of
    /// class 1 (logistic loss) or of each class (cross-entropy).
    ///
    /// @param p        the parameters
    /// @param x        (N, D) row-major, finite
    /// @param firstRow the first row
    /// @param count    how many rows, any number
    /// @param out      (count, outputs) row-major, overwritten; a block of rows in which something overflows becomes NaN
    public void predict(Parameters p, float[] x, int firstRow, int count, float[] out) {
        for (int done = 0; done < count; done += EVALUATION_ROWS) {
            int block = Math.min(EVALUATION_ROWS, count - done);
            System.arraycopy(NO_TARGETS, 0, lossPass.targets, 0, block);
            for (int r = 0; r < block; r++) {
                System.arraycopy(x, (firstRow + done + r) * network.inputs(), input, r * inputStride, network.inputs());
            }
            int at = done * network.outputs();
            if (forward(p, block, false)) {
                lossPass.predictions(layers.getLast().z(), block, out, at);
            } else {
                Arrays.fill(out, at, at + block * network.outputs(), Float.NaN);
            }
        }
    }

    private static final float[] NO_TARGETS = new float[EVALUATION_ROWS];

    /// The mean loss of consecutive rows. It depends on nothing but the numbers: rows are added in order, in double.
    ///
    /// @param rowWeights (N) a factor on each row's loss, or null for 1
    /// @return not finite where an output is not
    public double loss(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int firstRow,
            int count) {
        double sum = 0;
        for (int done = 0; done < count; done += EVALUATION_ROWS) {
            int block = Math.min(EVALUATION_ROWS, count - done);
            for (int r = 0; r < block; r++) {
                take(x, targets, rowWeights, firstRow + done + r, r);
            }
            if (!forward(p, block, false)) {
                return Double.NaN;
            }
            sum += lossPass.sum(layers.getLast().z(), block);
        }
        return sum / count;
    }
}
