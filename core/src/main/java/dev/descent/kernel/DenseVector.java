package dev.descent.kernel;

import java.util.Arrays;

/// [DenseKernels] on the Vector API: cuts the work into the register blocks that [GemmCompiler] writes.
///
/// A block has as many accumulators as fit beside its loads and a broadcast: 24 where the machine has 32 vector registers,
/// 12 where it has 16. On panels a block is 6 rows of 4 (or 2) vectors: of all shapes it comes closest to the machine's
/// peak from the inner caches. B that is not packed comes from farther away, so there a block is tall and narrow, which
/// loads B least. What is left over is one block of fewer rows and more vectors.
final class DenseVector implements DenseKernels {

    private static final int LANES = GemmLanes.LANES;

    /// Accumulators of a block.
    private static final int ACCUMULATORS = LANES == 16 ? 24 : 12;

    /// Widest block on panels, in vectors, and on B as it is.
    private static final int PANEL_VECTORS = LANES == 16 ? 4 : 2;
    private static final int FAR_VECTORS = 2;

    /// A smaller B takes the same blocks on panels as elsewhere: small networks are trained for seconds, of which every
    /// further shape of block takes a part to be compiled.
    private static final int LARGE = 1 << 15;

    /// Vectors of a list's accumulators: the more, the less often the list is read.
    private static final int[] LIST_VECTORS = LANES == 16 ? new int[] {16, 8, 4, 1}
            : new int[] {8, GemmLanes.GROUP / LANES};

    /// k of a panel that are used for all rows before the next ones: with 64 columns they are 64 KB.
    private static final int DEPTH = 256;

    /// Dots of a block: 4 × 4 of 16, 2 × 8 and 1 × 16 for what is left over; half as many where registers are few.
    private static final int DOTS = LANES == 16 ? 16 : 8;

    /// Where a block's dots stand in the scratch: behind what their chains use.
    private static final int RESULT = 16 * 16;

    private final GemmBlocks blocks;

    private DenseVector(boolean patient) {
        blocks = new GemmBlocks(ACCUMULATORS, ACCUMULATORS, patient);
    }

    /// Vectors as soon as they are warm. One set of kernels serves all networks.
    static DenseKernels shared() {
        return Patient.SHARED;
    }

    /// Vectors from the first call on.
    static DenseKernels atOnce() {
        return AtOnce.SHARED;
    }

    private static final class Patient {
        static final DenseVector SHARED = new DenseVector(true);
    }

    private static final class AtOnce {
        static final DenseVector SHARED = new DenseVector(false);
    }

    @Override
    public void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        blocks(FAR_VECTORS, false, rows, depth, columns, a, aAt, aRow, b, bAt, bRow, start, startAt, startRow, c, cAt,
                cRow);
    }

    @Override
    public void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        blocks(FAR_VECTORS, true, rows, depth, columns, a, aAt, aStep, b, bAt, bRow, start, startAt, startRow, c, cAt,
                cRow);
    }

    @Override
    public void multiplyPanels(boolean transposed, int rows, int depth, float[] a, int aAt, int aStride,
            float[] panels, int columns, int first, int last, float[] start, int startAt, int startRow, float[] c,
            int cAt, int cRow) {
        int widest = depth * columns < LARGE ? FAR_VECTORS : PANEL_VECTORS;
        for (int k = 0; k < depth; k += DEPTH) {
            int part = Math.min(DEPTH, depth - k);
            int aPart = aAt + (transposed ? k * aStride : k);
            for (int j = first; j < last; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                blocks(widest, transposed, rows, part, width, a, aPart, aStride, panels, j * depth + k * width,
                        width, k == 0 ? start : c, (k == 0 ? startAt : cAt) + j, k == 0 ? startRow : cRow, c, cAt + j,
                        cRow);
            }
        }
    }

    @Override
    public void packTransposed(int rows, int depth, int columns, float[] w, int wAt, int wRow, int first, int last,
            float[] panels) {
        for (int n = first; n < last; n += PANEL) {
            int width = Math.min(PANEL, columns - n);
            int real = Math.clamp(rows - n, 0, width);
            mirror(real, depth, w, wAt + n * wRow, wRow, panels, n * depth, width);
            for (int k = 0; k < depth && real < width; k++) {
                Arrays.fill(panels, n * depth + k * width + real, n * depth + (k + 1) * width, 0);
            }
        }
    }

    /// `to[toAt + k·toRow + r] = from[fromAt + r·fromRow + k]`, in squares; the last rows, fewer than a square, one by one.
    private void mirror(int rows, int columns, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        int r = 0;
        for (; r + LANES <= rows; r += LANES) {
            for (int k = 0; k < columns; k += LANES) {
                blocks.mirror().run(from, fromAt + r * fromRow + k, fromRow, to, toAt + k * toRow + r, toRow);
            }
        }
        for (; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                to[toAt + k * toRow + r] = from[fromAt + r * fromRow + k];
            }
        }
    }

    /// @param widest in vectors, as long as there are rows enough to fill the accumulators
    private void blocks(int widest, boolean aTransposed, int rows, int depth, int columns, float[] a, int aAt,
            int aStride, float[] b, int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt,
            int cRow) {
        int most = Math.min(widest, Integer.highestOneBit(columns / LANES));
        int full = ACCUMULATORS / (widest == FAR_VECTORS ? FAR_VECTORS : most);
        for (int r = 0; r < rows;) {
            int height = Math.min(full, rows - r);
            int aRows = aAt + (aTransposed ? r : r * aStride);
            int vectors = height == full ? most : Integer.highestOneBit(ACCUMULATORS / height);
            int j = 0;
            while (j < columns) {
                while (vectors * LANES > columns - j) {
                    vectors /= 2;
                }
                GemmBlock block = blocks.block(height, vectors, aTransposed, depth);
                for (; j + vectors * LANES <= columns; j += vectors * LANES) {
                    block.run(depth, a, aRows, aStride, b, bAt + j, bRow, start, startAt + r * startRow + j, startRow,
                            c, cAt + r * cRow + j, cRow);
                }
            }
            r += height;
        }
    }

    @Override
    public void multiplyListed(int rows, int[] cuts, int from, int to, int[] index, float[] value, int columns,
            float[] b, int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        int entries = cuts[to + rows - 1] - cuts[from];
        int j = 0;
        for (int vectors : LIST_VECTORS) {
            int width = vectors * LANES;
            for (; j + width <= columns; j += width) {
                blocks.list(vectors, entries).run(rows, cuts, from, to, index, value, b, bAt + j, bRow, start,
                        startAt + j, startRow, c, cAt + j, cRow);
            }
        }
    }

    @Override
    public void dots(int rows, int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, int count,
            float[] out, int outAt, int outRow, float[] scratch) {
        // 16 rows of W at a time stay in the innermost cache while the rows of D run past them.
        for (int n = 0; n < count; n += GemmLanes.GROUP) {
            for (int r = 0; r < rows;) {
                int height = Math.min(DOTS / 4, Integer.highestOneBit(rows - r));
                int width = DOTS / height;
                for (int i = 0; i < GemmLanes.GROUP; i += width) {
                    int outRows = outAt + r * outRow + n + i;
                    if (height == 1) {
                        blocks.dots(1, DOTS, columns).run(columns, d, dAt + r * dRow, dRow, w, rowAt, from + n + i,
                                scratch, out, outRows);
                        continue;
                    }
                    blocks.dots(height, width, columns).run(columns, d, dAt + r * dRow, dRow, w, rowAt, from + n + i,
                            scratch, scratch, RESULT);
                    for (int h = 0; h < height; h++) {
                        for (int k = 0; k < width; k++) {
                            out[outRows + h * outRow + k] = scratch[RESULT + h * width + k];
                        }
                    }
                }
                r += height;
            }
        }
    }

    @Override
    public boolean allFinite(float[] values, int at, int count) {
        return blocks.allFinite(values, at, count);
    }
}
