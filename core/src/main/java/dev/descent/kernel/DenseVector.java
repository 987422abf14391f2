package dev.descent.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [DenseKernels] on the Vector API: cuts the work into the register blocks that [GemmCompiler] wrote.
final class DenseVector implements DenseKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = GemmLanes.LANES;

    /// Rows of a register block, largest first.
    private static final int[] ROWS = {6, 4, 2, 1};

    /// Vectors of a register block. With 32 registers 6 × 4 accumulators leave room for 4 loads and a broadcast; with 16
    /// it is 6 × 2.
    private static final int[] VECTORS = LANES == 16 ? new int[] {4, 2, 1} : new int[] {2};

    /// Vectors of a list's accumulators: the more, the less often the list is read.
    private static final int[] LIST_VECTORS = LANES == 16 ? new int[] {16, 4, 1} : new int[] {8, 16 / LANES};

    private final GemmBlock[][] blocks = new GemmBlock[ROWS.length][VECTORS.length];
    private final GemmList[] lists = new GemmList[LIST_VECTORS.length];
    private final GemmDots dots = GemmCompiler.dots();

    private DenseVector() {
        for (int v = 0; v < VECTORS.length; v++) {
            for (int r = 0; r < ROWS.length; r++) {
                blocks[r][v] = GemmCompiler.block(ROWS[r], VECTORS[v]);
            }
        }
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

    @Override
    public void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        int j = 0;
        for (int v = 0; v < VECTORS.length; v++) {
            int width = VECTORS[v] * LANES;
            for (; j + width <= columns; j += width) {
                int r = 0;
                for (int block = 0; block < ROWS.length; block++) {
                    int height = ROWS[block];
                    for (; r + height <= rows; r += height) {
                        blocks[block][v].run(depth, a, aAt + r * aRow, aRow, aStep, b, bAt + j, bRow, start,
                                startAt + r * startRow + j, startRow, c, cAt + r * cRow + j, cRow);
                    }
                }
            }
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
    public void dots(float[] d, int dAt, int columns, float[] w, int[] rowAt, int from, int count, float[] out,
            int outAt, float[] scratch) {
        for (int n = 0; n < count; n += LANES) {
            dots.run(d, dAt, columns, w, rowAt, from + n, scratch, out, outAt + n);
        }
    }

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
