package dev.descent.nn;

import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import org.jspecify.annotations.Nullable;

/// The way forward and back through a network, and the update of its parameters, on scratch memory that is reserved once.
/// One run uses one; it is not for several threads at a time.
public final class Backprop {

    private final Network network;
    private final int maxBatch;
    private final Workers workers;

    /// @param network  what is trained
    /// @param maxBatch the largest batch that will be asked for
    /// @param workers  who shares the work
    public Backprop(Network network, int maxBatch, Workers workers) {
        this.network = network;
        this.maxBatch = maxBatch;
        this.workers = workers;
    }

    /// The network.
    public Network network() {
        return network;
    }

    /// One update: forward, backward, and the rule on each tile of weights while its gradient is in the cache. Rules that
    /// need the whole gradient get it whole. The batch's gradient is the mean over its rows.
    ///
    /// @param p          the parameters, changed
    /// @param x          (N, D) row-major, finite
    /// @param targets    (N)
    /// @param rowWeights (N) a factor on each row's loss, or null for 1
    /// @param rows       numbers of rows of `x`
    /// @param from       the batch's first element of `rows`
    /// @param count      B, how many rows the batch has
    /// @param state      the rule and its memory, changed: one step
    /// @param lr         η of this update
    /// @return the mean loss before the update, or NaN where the update left the finite numbers: see [#nonFinite()], which
    ///         also says whether parameters and state were touched
    public double update(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows, int from,
            int count, OptimizerState state, double lr) {
        throw new UnsupportedOperationException(p + " " + state + lr);
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
    /// @return the mean loss before the update, or NaN where the batch left the finite numbers: see [#nonFinite()]
    public double gradient(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int[] rows, int from,
            int count, float[] gradient) {
        throw new UnsupportedOperationException(p + " " + maxBatch + workers);
    }

    /// Where the last update or gradient left the finite numbers; null where it did not.
    public @Nullable NonFinite nonFinite() {
        return null;
    }

    /// Predictions for consecutive rows: the number of a regression (in the scaled unit of training), the probability of
    /// class 1 (logistic loss) or of each class (cross-entropy).
    ///
    /// @param p        the parameters
    /// @param x        (N, D) row-major, finite
    /// @param firstRow the first row
    /// @param count    how many rows, any number
    /// @param out      (count, outputs) row-major, overwritten
    public void predict(Parameters p, float[] x, int firstRow, int count, float[] out) {
        throw new UnsupportedOperationException();
    }

    /// The mean loss of consecutive rows, in fixed blocks, so that it depends on nothing but the numbers.
    ///
    /// @param rowWeights (N) a factor on each row's loss, or null for 1
    public double loss(Parameters p, float[] x, float[] targets, float @Nullable [] rowWeights, int firstRow, int count) {
        throw new UnsupportedOperationException();
    }
}
