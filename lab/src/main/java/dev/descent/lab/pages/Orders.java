package dev.descent.lab.pages;

import dev.descent.data.Batches;
import dev.descent.data.Shuffle;
import java.util.ArrayList;
import java.util.List;

/// The orders in which the rows of a loss are read, epoch by epoch: the same for all batch sizes, so each is made once.
/// After 128 epochs they come again, which only those see who wait very long. Not for several threads at a time.
final class Orders {

    private static final int KEPT = 128;

    private final Batches rows;
    private final List<int[]> kept = new ArrayList<>();

    /// @param rows how many there are
    Orders(int rows, Shuffle shuffle, long seed) {
        this.rows = new Batches(rows, rows, shuffle, seed);
    }

    /// How many rows an epoch has.
    int rows() {
        return rows.rows();
    }

    /// The rows in the order of an epoch (from 0); to be left as it is.
    int[] of(int epoch) {
        int which = epoch % KEPT;
        while (kept.size() <= which) {
            kept.add(rows.order(kept.size()));
        }
        return kept.get(which);
    }

    /// The batches of a size. One that takes all rows has no order: it reads them as they stand.
    Batches batches(int size) {
        return new Batches(rows.rows(), size, size >= rows.rows() ? Shuffle.OFF : rows.shuffle(), rows.seed());
    }
}
