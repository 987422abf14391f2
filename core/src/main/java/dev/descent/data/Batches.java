package dev.descent.data;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;

/// Which training rows make up which batch. The last batch of an epoch is shorter where the size does not divide the
/// rows, and is used like any other.
///
/// The order is a pure function of (seed, epoch): a resumed run and another optimizer of the same seed see the same.
///
/// @param rows    N, how many training rows, at least 1
/// @param size    B, rows of a batch, at least 1; where it is N or more, an epoch is one full batch
/// @param shuffle when the order changes
/// @param seed    the run's seed
public record Batches(int rows, int size, Shuffle shuffle, long seed) {

    /// Checks the numbers.
    public Batches {
        if (rows < 1 || size < 1) {
            throw new IllegalArgumentException(rows + " rows in batches of " + size);
        }
    }

    /// Updates in an epoch: ⌈N / B⌉.
    public int perEpoch() {
        return (rows - 1) / size + 1;
    }

    /// Where in the epoch's order batch `batch` (from 0) begins.
    public int from(int batch) {
        return batch * size;
    }

    /// How many rows batch `batch` (from 0) has.
    public int count(int batch) {
        return Math.min(size, rows - from(batch));
    }

    /// The training rows in the order of this epoch (from 0).
    ///
    /// @return (N) a permutation of 0 to N−1; the caller owns it
    public int[] order(long epoch) {
        return switch (shuffle) {
            case EACH_EPOCH -> CounterRandom.of(seed, Purpose.SHUFFLE, epoch).permutation(rows);
            case ONCE -> CounterRandom.of(seed, Purpose.SHUFFLE, 0).permutation(rows);
            case OFF -> identity();
        };
    }

    private int[] identity() {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        return order;
    }
}
