package dev.descent.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [DenseKernels] on the Vector API: cuts the work into the register blocks that [GemmCompiler] writes.
///
/// A block is 12 rows by 2 vectors where the machine has 32 vector registers, 6 by 2 where it has 16: as many accumulators
/// as fit beside two loads and a broadcast. Tall and narrow beats square, because B, the operand that comes from farther
/// away, is then loaded least. What is left over is one block of fewer rows and more vectors.
final class DenseVector implements DenseKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = GemmLanes.LANES;

    /// Accumulators of a block.
    private static final int ACCUMULATORS = LANES == 16 ? 24 : 12;

    private static final int FULL_VECTORS = 2;
    private static final int FULL_ROWS = ACCUMULATORS / FULL_VECTORS;

    /// Vectors of a list's accumulators: the more, the less often the list is read.
    private static final int[] LIST_VECTORS = LANES == 16 ? new int[] {16, 4, 1} : new int[] {8, GemmLanes.GROUP / LANES};

    /// From so many rows on, a panel of B is copied together first: its rows lie a power of two apart as a rule, where they
    /// would fall into the same few lines of the innermost cache.
    private static final int PACK_ROWS = 2 * FULL_ROWS;

    /// k that a packed panel covers: with 32 columns 32 KB.
    private static final int PACK_DEPTH = 256;

    /// From so many rows of D on, rows of W are copied together for the dots.
    private static final int DOT_ROWS = 4;

    /// Distance of the rows of W in the copy.
    private static final int DOT_STRIDE = 512;

    private final GemmBlock[][] plain = new GemmBlock[FULL_ROWS + 1][ACCUMULATORS + 1];
    private final GemmBlock[][] transposed = new GemmBlock[FULL_ROWS + 1][ACCUMULATORS + 1];
    private final GemmList[] lists = new GemmList[LIST_VECTORS.length];
    private final GemmDots scatteredDots = GemmCompiler.dots(0);
    private final GemmDots packedDots = GemmCompiler.dots(DOT_STRIDE);

    private DenseVector() {
        for (int v = 0; v < LIST_VECTORS.length; v++) {
            lists[v] = GemmCompiler.list(LIST_VECTORS[v]);
        }
    }

    /// One set of compiled blocks serves all networks; made when it is first asked for.
    static DenseKernels shared() {
        return Holder.SHARED;
    }

    private static final class Holder {
        static final DenseVector SHARED = new DenseVector();
    }

    /// The block of that shape, written when it is first needed. Blocks have no fields, so a race makes two and nothing else.
    private GemmBlock block(int rows, int vectors, boolean aTransposed) {
        GemmBlock[] shapes = (aTransposed ? transposed : plain)[rows];
        GemmBlock block = shapes[vectors];
        if (block == null) {
            block = GemmCompiler.block(rows, vectors, aTransposed);
            shapes[vectors] = block;
        }
        return block;
    }

    @Override
    public void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        chains(false, rows, depth, columns, a, aAt, aRow, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow, scratch);
    }

    @Override
    public void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        chains(true, rows, depth, columns, a, aAt, aStep, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow, scratch);
    }

    private void chains(boolean aTransposed, int rows, int depth, int columns, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow, float[] scratch) {
        if (rows < PACK_ROWS || depth < 2 * GemmLanes.GROUP) {
            panels(aTransposed, rows, depth, columns, a, aAt, aStride, b, bAt, bRow, start, startAt, startRow, c, cAt,
                    cRow);
            return;
        }
        int width = FULL_VECTORS * LANES;
        for (int k = 0; k < depth; k += PACK_DEPTH) {
            int part = Math.min(PACK_DEPTH, depth - k);
            int aPart = aAt + (aTransposed ? k * aStride : k);
            boolean first = k == 0;
            for (int j = 0; j < columns; j += width) {
                int panel = Math.min(width, columns - j);
                for (int i = 0; i < part; i++) {
                    System.arraycopy(b, bAt + (k + i) * bRow + j, scratch, i * panel, panel);
                }
                panels(aTransposed, rows, part, panel, a, aPart, aStride, scratch, 0, panel, first ? start : c,
                        (first ? startAt : cAt) + j, first ? startRow : cRow, c, cAt + j, cRow);
            }
        }
    }

    private void panels(boolean aTransposed, int rows, int depth, int columns, float[] a, int aAt, int aStride, float[] b,
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
                GemmBlock block = block(height, vectors, aTransposed);
                for (; j + vectors * LANES <= columns; j += vectors * LANES) {
                    block.run(depth, a, aRows, aStride, b, bAt + j, bRow, start, startAt + r * startRow + j, startRow, c,
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
                lists[v].run(index, value, from, to, b, bAt + j, bRow, start, startAt + j, c, cAt + j);
            }
        }
    }

    @Override
    public void dots(int rows, int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, int count,
            float[] out, int outAt, int outRow, float[] scratch) {
        boolean packed = rows >= DOT_ROWS && columns <= DOT_STRIDE;
        for (int n = 0; n < count; n += LANES) {
            if (packed) {
                for (int i = 0; i < LANES; i++) {
                    System.arraycopy(w, rowAt[from + n + i], scratch, PACKED + i * DOT_STRIDE, columns);
                }
                for (int r = 0; r < rows; r++) {
                    packedDots.run(d, dAt + r * dRow, columns, scratch, PACKED_AT, 0, scratch, out, outAt + r * outRow + n);
                }
            } else {
                for (int r = 0; r < rows; r++) {
                    scatteredDots.run(d, dAt + r * dRow, columns, w, rowAt, from + n, scratch, out,
                            outAt + r * outRow + n);
                }
            }
        }
    }

    /// Where the copy of the rows of W begins: behind what the dots themselves use.
    private static final int PACKED = 256;

    private static final int[] PACKED_AT = {PACKED};

    @Override
    public boolean allFinite(float[] values, int at, int count) {
        // 0·x is ±0 for finite x and NaN otherwise; the sum of zeros stays zero.
        FloatVector sum = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(count);
        int j = 0;
        for (; j < bound; j += LANES) {
            sum = FloatVector.fromArray(SPECIES, values, at + j).mul(0).add(sum);
        }
        float rest = 0;
        for (; j < count; j++) {
            rest += 0 * values[at + j];
        }
        return rest == 0 && sum.eq(0).allTrue();
    }
}
