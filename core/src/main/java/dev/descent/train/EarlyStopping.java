package dev.descent.train;

/// Remembers the best validation loss and gives up after some epochs without a better one.
final class EarlyStopping {

    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private long bestUpdate;
    private int epochsWithout;

    /// @param patience epochs without a better loss after which to stop; 0 never stops
    EarlyStopping(int patience) {
        this.patience = patience;
    }

    /// Takes the loss at the end of an epoch.
    ///
    /// @return whether it is the best so far; a NaN never is
    boolean improves(double loss, long update) {
        if (loss < best) {
            best = loss;
            bestUpdate = update;
            epochsWithout = 0;
            return true;
        }
        epochsWithout++;
        return false;
    }

    /// Whether patience is at its end.
    boolean exhausted() {
        return patience > 0 && epochsWithout >= patience;
    }

    double best() {
        return best;
    }

    long bestUpdate() {
        return bestUpdate;
    }

    int epochsWithout() {
        return epochsWithout;
    }

    /// Continues from a checkpoint.
    void restore(double best, long bestUpdate, int epochsWithout) {
        this.best = best;
        this.bestUpdate = bestUpdate;
        this.epochsWithout = epochsWithout;
    }
}
