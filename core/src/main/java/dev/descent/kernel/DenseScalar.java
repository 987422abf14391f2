package dev.descent.kernel;

/// [DenseKernels] in plain Java.
final class DenseScalar implements DenseKernels {

    static final DenseKernels INSTANCE = new DenseScalar();

    /// Partial chains of a dot.
    private static final int CHAINS = 16;

    private DenseScalar() {
    }

    @Override
    public void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        chains(rows, depth, columns, a, aAt, aRow, 1, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow);
    }

    @Override
    public void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        chains(rows, depth, columns, a, aAt, 1, aStep, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow);
    }

    /// A's element (r, k) is `a[aAt + r·aRow + k·aStep]`.
    static void chains(int rows, int depth, int columns, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        for (int r = 0; r < rows; r++) {
            int to = cAt + r * cRow;
            begin(columns, start, startAt + r * startRow, c, to);
            int at = aAt + r * aRow;
            int k = 0;
            for (; k + 4 <= depth; k += 4, at += 4 * aStep) {
                fourLinks(columns, a[at], a[at + aStep], a[at + 2 * aStep], a[at + 3 * aStep], b, bAt + k * bRow, bRow,
                        c,
                        to);
            }
            for (; k < depth; k++, at += aStep) {
                link(columns, a[at], b, bAt + k * bRow, c, to);
            }
            end(columns, c, to);
        }
    }

    static void list(int[] index, float[] value, int from, int to, int columns, float[] b, int bAt, int bRow,
            float[] start,
            int startAt, float[] c, int cAt) {
        begin(columns, start, startAt, c, cAt);
        for (int n = from; n < to; n++) {
            link(columns, value[n], b, bAt + index[n] * bRow, c, cAt);
        }
        end(columns, c, cAt);
    }

    /// Four links of each chain at a time: C is read and written a quarter as often.
    private static void fourLinks(int columns, float x0, float x1, float x2, float x3, float[] b, int bAt, int bRow,
            float[] c, int cAt) {
        int b1 = bAt + bRow;
        int b2 = b1 + bRow;
        int b3 = b2 + bRow;
        for (int j = 0; j < columns; j++) {
            float sum = Math.fma(x1, b[b1 + j], Math.fma(x0, b[bAt + j], c[cAt + j]));
            c[cAt + j] = Math.fma(x3, b[b3 + j], Math.fma(x2, b[b2 + j], sum));
        }
    }

    @Override
    public void multiplyListed(int rows, int[] cuts, int from, int to, int[] index, float[] value, int columns,
            float[] b, int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        for (int r = 0; r < rows; r++) {
            list(index, value, cuts[from + r], cuts[to + r], columns, b, bAt, bRow, start, startAt + r * startRow, c,
                    cAt + r * cRow);
        }
    }

    private static void begin(int columns, float[] start, int startAt, float[] c, int cAt) {
        if (start != c || startAt != cAt) {
            System.arraycopy(start, startAt, c, cAt, columns);
        }
    }

    private static void link(int columns, float x, float[] b, int bAt, float[] c, int cAt) {
        for (int j = 0; j < columns; j++) {
            c[cAt + j] = Math.fma(x, b[bAt + j], c[cAt + j]);
        }
    }

    private static void end(int columns, float[] c, int cAt) {
        for (int j = 0; j < columns; j++) {
            c[cAt + j] += 0.0f;
        }
    }

    @Override
    public void multiplyPanels(boolean transposed, int rows, int depth, float[] a, int aAt, int aStride,
            float[] panels, int columns, int first, int last, float[] start, int startAt, int startRow, float[] c,
            int cAt, int cRow) {
        for (int j = first; j < last; j += PANEL) {
            int width = Math.min(PANEL, columns - j);
            chains(rows, depth, width, a, aAt, transposed ? 1 : aStride, transposed ? aStride : 1, panels, j * depth,
                    width, start, startAt + j, startRow, c, cAt + j, cRow);
        }
    }

    @Override
    public void packTransposed(int rows, int depth, int columns, float[] w, int wAt, int wRow, int first, int last,
            float[] panels) {
        for (int n = first; n < last; n++) {
            int panel = n / PANEL * PANEL;
            int width = Math.min(PANEL, columns - panel);
            int to = panel * depth + n - panel;
            for (int k = 0; k < depth; k++) {
                panels[to + k * width] = n < rows ? w[wAt + n * wRow + k] : 0;
            }
        }
    }

    @Override
    public void dots(int rows, int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, int count,
            float[] out, int outAt, int outRow, float[] scratch) {
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < count; n++) {
                out[outAt + r * outRow + n] = dot(d, dAt + r * dRow, columns, w, rowAt[from + n]);
            }
        }
    }

    /// The chains stand in 16 locals, because an array would have to be allocated for each dot.
    static float dot(float[] d, int dAt, int columns, float[] w, int wAt) {
        float c0 = 0;
        float c1 = 0;
        float c2 = 0;
        float c3 = 0;
        float c4 = 0;
        float c5 = 0;
        float c6 = 0;
        float c7 = 0;
        float c8 = 0;
        float c9 = 0;
        float c10 = 0;
        float c11 = 0;
        float c12 = 0;
        float c13 = 0;
        float c14 = 0;
        float c15 = 0;
        for (int j = 0; j < columns; j += CHAINS) {
            int p = dAt + j;
            int q = wAt + j;
            c0 = Math.fma(d[p], w[q], c0);
            c1 = Math.fma(d[p + 1], w[q + 1], c1);
            c2 = Math.fma(d[p + 2], w[q + 2], c2);
            c3 = Math.fma(d[p + 3], w[q + 3], c3);
            c4 = Math.fma(d[p + 4], w[q + 4], c4);
            c5 = Math.fma(d[p + 5], w[q + 5], c5);
            c6 = Math.fma(d[p + 6], w[q + 6], c6);
            c7 = Math.fma(d[p + 7], w[q + 7], c7);
            c8 = Math.fma(d[p + 8], w[q + 8], c8);
            c9 = Math.fma(d[p + 9], w[q + 9], c9);
            c10 = Math.fma(d[p + 10], w[q + 10], c10);
            c11 = Math.fma(d[p + 11], w[q + 11], c11);
            c12 = Math.fma(d[p + 12], w[q + 12], c12);
            c13 = Math.fma(d[p + 13], w[q + 13], c13);
            c14 = Math.fma(d[p + 14], w[q + 14], c14);
            c15 = Math.fma(d[p + 15], w[q + 15], c15);
        }
        float even = ((c0 + c8) + (c4 + c12)) + ((c2 + c10) + (c6 + c14));
        float odd = ((c1 + c9) + (c5 + c13)) + ((c3 + c11) + (c7 + c15));
        return even + odd + 0.0f;
    }

    @Override
    public boolean allFinite(float[] values, int at, int count) {
        return finite(values, at, count);
    }

    static boolean finite(float[] values, int at, int count) {
        // 0·x is ±0 for finite x and NaN otherwise; the sum of zeros stays zero.
        float sum = 0;
        for (int j = 0; j < count; j++) {
            sum += 0 * values[at + j];
        }
        return sum == 0;
    }
}
