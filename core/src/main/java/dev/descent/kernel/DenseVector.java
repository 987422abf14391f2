package dev.descent.kernel;

import java.util.Arrays;

/// [DenseKernels] on the Vector API: cuts the work into the register blocks that [GemmCompiler] writes.
///
/// A block is 12 rows by 2 vectors where the machine has 32 vector registers, 6 by 2 where it has 16: as many accumulators
/// as fit beside two loads and a broadcast. Tall and narrow beats square, because B, the operand that comes from farther
/// away, is then loaded least. What is left over is one block of fewer rows and more vectors.
///
/// From 24 rows on operands are copied together first, A mirrored and B in panels: their own rows lie a power of two apart
/// as a rule, where they would fall into the same few lines of the innermost cache.
final class DenseVector implements DenseKernels {

    private static final int LANES = GemmLanes.LANES;

    /// Accumulators of a block.
    private static final int ACCUMULATORS = LANES == 16 ? 24 : 12;

    private static final int FULL_VECTORS = 2;
    private static final int FULL_ROWS = ACCUMULATORS / FULL_VECTORS;

    /// Vectors of a list's accumulators: the more, the less often the list is read.
    private static final int[] LIST_VECTORS = LANES == 16 ? new int[] {16, 4, 1}
            : new int[] {8, GemmLanes.GROUP / LANES};

    /// Copying pays from so many rows and k on.
    private static final int PACK_ROWS = 24;
    private static final int PACK_LEAST_DEPTH = 32;

    /// k of a packed panel: with 32 columns 32 KB.
    private static final int PACK_DEPTH = 256;

    /// Columns of a packed panel, and how many panels are packed together.
    private static final int PANEL = Math.max(FULL_VECTORS * LANES, GemmLanes.GROUP);
    private static final int PANELS = 128 / PANEL;

    /// Rows of A that are packed at a time, a multiple of every block's rows: with 256 k they are a third of a megabyte at
    /// most and stay in the second cache.
    private static final int GROUP_ROWS = 144;

    /// Where the packed rows of A stand in the scratch: behind the panels of B.
    private static final int PACKED_A = PACK_DEPTH * PANELS * PANEL;

    /// Dots of a block: 4 × 4 of 16, 2 × 8 and 1 × 16 for what is left over; half as many where registers are few.
    private static final int DOTS = LANES == 16 ? 16 : 8;

    /// Where a block's dots stand in the scratch: behind what their chains use.
    private static final int RESULT = 16 * 16;

    private final GemmBlocks blocks;

    private DenseVector(boolean patient) {
        blocks = new GemmBlocks(FULL_ROWS, ACCUMULATORS, patient);
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
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        if (rows < PACK_ROWS || depth < PACK_LEAST_DEPTH) {
            panels(false, rows, depth, columns, a, aAt, aRow, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow);
            return;
        }
        for (int r = 0; r < rows;) {
            int group = group(rows - r);
            for (int k = 0; k < depth; k += PACK_DEPTH) {
                int part = Math.min(PACK_DEPTH, depth - k);
                boolean first = k == 0;
                mirror(group, part, a, aAt + r * aRow + k, aRow, scratch, PACKED_A, GROUP_ROWS);
                packed(group, part, columns, scratch, PACKED_A, GROUP_ROWS, b, bAt + k * bRow, bRow, first ? start : c,
                        first ? startAt + r * startRow : cAt + r * cRow, first ? startRow : cRow, c, cAt + r * cRow,
                        cRow,
                        scratch);
            }
            r += group;
        }
    }

    @Override
    public void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        if (rows < PACK_ROWS || depth < PACK_LEAST_DEPTH) {
            panels(true, rows, depth, columns, a, aAt, aStep, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow);
            return;
        }
        for (int k = 0; k < depth; k += PACK_DEPTH) {
            boolean first = k == 0;
            packed(rows, Math.min(PACK_DEPTH, depth - k), columns, a, aAt + k * aStep, aStep, b, bAt + k * bRow, bRow,
                    first ? start : c, first ? startAt : cAt, first ? startRow : cRow, c, cAt, cRow, scratch);
        }
    }

    @Override
    public void multiplyMirrored(int rows, int count, int columns, float[] d, int dAt, int dRow, float[] w, int wAt,
            int wRow, float[] c, int cAt, int cRow, float[] scratch) {
        for (int r = 0; r < rows;) {
            int group = group(rows - r);
            for (int j = 0; j < columns; j += PACK_DEPTH) {
                int part = Math.min(PACK_DEPTH, columns - j);
                mirror(group, part, d, dAt + r * dRow + j, dRow, scratch, PACKED_A, GROUP_ROWS);
                for (int n = 0; n < count; n += PANEL) {
                    int real = Math.min(PANEL, count - n);
                    int width = (real + GemmLanes.GROUP - 1) / GemmLanes.GROUP * GemmLanes.GROUP;
                    mirror(real, part, w, wAt + n * wRow + j, wRow, scratch, 0, width);
                    clear(real, width, part, scratch);
                    int to = cAt + r * cRow + n;
                    panels(true, group, part, width, scratch, PACKED_A, GROUP_ROWS, scratch, 0, width,
                            j == 0 ? ZEROS : c, j == 0 ? 0 : to, j == 0 ? 0 : cRow, c, to, cRow);
                }
            }
            r += group;
        }
    }

    private static final float[] ZEROS = new float[PANEL];

    /// How many of the rows that remain go together: a whole number of full blocks, in groups of about the same size.
    private static int group(int rows) {
        int groups = (rows + GROUP_ROWS - 1) / GROUP_ROWS;
        int even = (rows + groups - 1) / groups;
        return Math.min(rows, (even + FULL_ROWS - 1) / FULL_ROWS * FULL_ROWS);
    }

    /// `to[k·toRow + r] = from[r·fromRow + k]`, in squares; the last rows, fewer than a square, one by one. Rows are
    /// readable up to a multiple of 16, and room for as much is there.
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

    private static void clear(int from, int to, int rows, float[] panel) {
        for (int k = 0; k < rows && from < to; k++) {
            Arrays.fill(panel, k * to + from, k * to + to, 0);
        }
    }

    /// Panel by panel of B, copied together: a few panels at a time, so that rows of B are read in long pieces, which the
    /// machine fetches ahead. A is transposed.
    private void packed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        for (int first = 0; first < columns; first += PANELS * PANEL) {
            int last = Math.min(columns, first + PANELS * PANEL);
            for (int k = 0; k < depth; k++) {
                for (int j = first; j < last; j += PANEL) {
                    int width = Math.min(PANEL, last - j);
                    System.arraycopy(b, bAt + k * bRow + j, scratch, (j - first) * PACK_DEPTH + k * width, width);
                }
            }
            for (int j = first; j < last; j += PANEL) {
                int width = Math.min(PANEL, last - j);
                panels(true, rows, depth, width, a, aAt, aStep, scratch, (j - first) * PACK_DEPTH, width, start,
                        startAt + j, startRow, c, cAt + j, cRow);
            }
        }
    }

    private void panels(boolean aTransposed, int rows, int depth, int columns, float[] a, int aAt, int aStride,
            float[] b,
            int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        for (int r = 0; r < rows;) {
            int height = Math.min(FULL_ROWS, rows - r);
            int aRows = aAt + (aTransposed ? r : r * aStride);
            int vectors = height == FULL_ROWS ? FULL_VECTORS : Integer.highestOneBit(ACCUMULATORS / height);
            int j = 0;
            while (j < columns) {
                while (vectors * LANES > columns - j) {
                    vectors /= 2;
                }
                GemmBlock block = blocks.block(height, vectors, aTransposed, depth);
                for (; j + vectors * LANES <= columns; j += vectors * LANES) {
                    block.run(depth, a, aRows, aStride, b, bAt + j, bRow, start, startAt + r * startRow + j, startRow,
                            c,
                            cAt + r * cRow + j, cRow);
                }
            }
            r += height;
        }
    }

    @Override
    public void multiplyListed(int[] index, float[] value, int from, int to, int columns, float[] b, int bAt, int bRow,
            float[] start, int startAt, float[] c, int cAt) {
        int j = 0;
        for (int v = 0; v < LIST_VECTORS.length; v++) {
            int width = LIST_VECTORS[v] * LANES;
            for (; j + width <= columns; j += width) {
                blocks.list(LIST_VECTORS[v], to - from).run(index, value, from, to, b, bAt + j, bRow, start,
                        startAt + j, c, cAt + j);
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
