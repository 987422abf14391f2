package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A layer's products by lists of the inputs that are not zero: forward takes only those rows of the weights, the way back
/// only those units, and the update forms each row's gradient in registers, right where the rule uses it.
final class ListedProducts {

    /// Batches up to so many rows go by lists, whatever the density: the gradient is then never stored.
    private static final int LISTED_ROWS = 16;

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

    private final Operands of;
    private final int maxBatch;
    private final DenseKernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private @Nullable NonZeros nonZeros;
    private double density;
    private boolean columnsListed;

    ListedProducts(Operands of, int maxBatch, DenseKernels kernels, Workers workers, Scratch scratch) {
        this.of = of;
        this.maxBatch = maxBatch;
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = scratch;
    }

    /// Whether lists pay for the batch. A guess may be wrong: it costs time, never a bit.
    boolean pay() {
        return of.rows <= LISTED_ROWS || mostlyZero();
    }

    private boolean mostlyZero() {
        if ((long) maxBatch * of.inputs > MOST_LISTED || (long) of.inputs * of.stride < LISTED_WEIGHTS) {
            return false;
        }
        int lit = 0;
        for (int i = 0; i < 2 * of.inputStride; i++) {
            lit += of.input[i] != 0 ? 1 : 0;
        }
        return lit <= LISTED_DENSITY * 2 * of.inputs;
    }

    /// Lists the step's inputs, before any of the products.
    void list() {
        density = lists().listRows(of.input, of.inputStride, of.rows) / ((double) of.rows * of.inputs);
        columnsListed = false;
    }

    /// The lists, with room for every batch that may come.
    private NonZeros lists() {
        NonZeros known = nonZeros;
        if (known == null) {
            known = new NonZeros((long) maxBatch * of.inputs > MOST_LISTED ? Math.min(maxBatch, LISTED_ROWS) : maxBatch,
                    of.inputs, workers);
            nonZeros = known;
        }
        return known;
    }

    /// Whether [#multiply] is faster than a product of the whole matrix.
    boolean multiplyPays() {
        return density <= FORWARD_DENSITY;
    }

    /// `z = input·W + b` for some rows and columns, block by block of the weights, so that each is read from afar once for
    /// all rows.
    ///
    /// @param packed whether the weights are in panels
    void multiply(boolean packed, int firstRow, int lastRow, int first, int last) {
        NonZeros lists = lists();
        int step = lastRow - firstRow == 1 ? lists.blocks : packed ? 1 : SMALL_BLOCKS;
        int wide = packed ? DenseKernels.PANEL : last - first;
        for (int j = first; j < last; j += wide) {
            int width = Math.min(wide, last - j);
            for (int block = 0; block < lists.blocks; block += step) {
                int next = Math.min(lists.blocks, block + step);
                boolean begin = block == 0;
                kernels.multiplyListed(lastRow - firstRow, lists.cuts, block * of.rows + firstRow,
                        next * of.rows + firstRow, lists.columnOf, lists.byRow, width,
                        packed ? scratch.panels() : of.theta, packed ? j * of.inputs : of.weightsAt + j,
                        packed ? width : of.stride, begin ? of.theta : of.z,
                        begin ? of.biasesAt + j : firstRow * of.stride + j, begin ? 0 : of.stride, of.z,
                        firstRow * of.stride + j, of.stride);
            }
        }
    }

    /// Whether [#inputDelta] is faster than dots with all rows of the weights.
    boolean inputDeltaPays() {
        return of.rows == 1 || density <= DELTA_DENSITY;
    }

    /// `δ·Wᵀ` for the inputs that are not zero, +0 for the others: they are units whose derivative is 0 as well.
    ///
    /// @param out (B, padded inputs) rows `firstRow` to `lastRow`−1 are overwritten
    void inputDelta(int firstRow, int lastRow, float[] out, int thread) {
        NonZeros lists = lists();
        int[] lit = scratch.lit(thread);
        float[] dots = scratch.tile(thread);
        for (int r = firstRow; r < lastRow; r++) {
            int from = lists.cuts[r];
            int count = lists.cuts[lists.blocks * of.rows + r] - from;
            for (int n = 0; n < count; n++) {
                lit[n] = of.weightsAt + lists.columnOf[from + n] * of.stride;
            }
            Arrays.fill(lit, count, Layout.padded(count), of.weightsAt);
            kernels.dots(1, of.stride, of.delta, r * of.stride, of.stride, of.theta, lit, 0, count, dots, 0, 0,
                    scratch.operands(thread));
            Arrays.fill(out, r * of.inputStride, (r + 1) * of.inputStride, 0);
            for (int n = 0; n < count; n++) {
                out[r * of.inputStride + lists.columnOf[from + n]] = dots[n];
            }
        }
    }

    /// Prepares [#gradient] and [#update], once for all threads.
    void listColumns() {
        if (!columnsListed) {
            lists().listColumns();
            columnsListed = true;
        }
    }

    /// The gradient of rows `first` to `last`−1 of the weights: one chain over the batch for each weight.
    ///
    /// @param tile from `at` on overwritten
    void gradient(int first, int last, float[] tile, int at) {
        NonZeros lists = lists();
        kernels.multiplyListed(last - first, lists.columnStart, first, first + 1, lists.rowOf, lists.byColumn,
                of.stride, of.delta, 0, of.stride, scratch.zeros(), 0, 0, tile, at, of.stride);
    }

    /// Cuts the rows of the weights, the biases' included, into stretches that take [#update] about as long.
    ///
    /// @param skipEmpty whether rows without gradient cost nothing
    /// @param firsts    (stretches + 1) overwritten: the first row of each, then how many rows there are
    void cutRows(boolean skipEmpty, int stretches, int[] firsts) {
        lists().cutColumns(skipEmpty ? 0 : 1, stretches, firsts);
    }

    /// Whether [#update] wants δ in panels.
    boolean updatePacks() {
        return of.rows > LISTED_ROWS;
    }

    /// The rule on rows `first` to `last`−1 of the weights, with their gradient; the biases are the row behind the last.
    ///
    /// @return whether they are surely finite afterwards
    boolean update(OptimizerState.Updater rule, boolean skipEmpty, int first, int last, int thread) {
        NonZeros lists = lists();
        boolean packed = updatePacks();
        int wide = packed ? DenseKernels.PANEL : of.stride;
        boolean surely = true;
        for (int j = 0; j < of.stride; j += wide) {
            int width = Math.min(wide, of.stride - j);
            surely &= rule.updateRows(of.theta, of.weightsAt + j, of.stride, width, first, last, lists.columnStart,
                    lists.rowOf, lists.byColumn, packed ? scratch.panels() : of.delta, packed ? j * of.rows : 0, width,
                    scratch.tile(thread), skipEmpty);
        }
        return surely;
    }
}
