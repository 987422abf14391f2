package dev.descent.kernel;

/// What a dense layer computes, over flat float arrays. Two implementations, vectors and plain Java, give the same bits:
///
/// - A *chain* output is one chain of fused multiply-adds from its start value, k ascending. How outputs are blocked, which
///   vectors are used and which thread computes them is free, because no chain is ever split.
/// - A *dot* output is 16 partial chains, chain c taking elements c, c + 16, c + 32 …, each from +0; then one fixed tree:
///   chain i takes in chain i + 8, then i + 4, i + 2, i + 1.
/// - Every stored result ends with `+ 0.0f`. Leaving out a product with an exact zero can change nothing but the sign of a
///   zero, so this makes the paths that skip zeros equal to those that do not.
///
/// All operands are finite. `columns` and every stride of B, C and of dot operands are multiples of 16.
///
/// Products of many rows take B in *panels*, [#PANEL] columns each (the last one fewer), copied together once and then read
/// in order: element (k, j) stands at `p·PANEL·depth + k·width + j − p·PANEL`, where p is j's panel and `width` its number of
/// columns. The rows of a matrix as it is lie a power of two apart as a rule, where they would fall into the same few lines
/// of the innermost cache.
public interface DenseKernels {

    /// Columns of a panel.
    int PANEL = 64;

    /// Floats of scratch that [#dots] takes.
    int SCRATCH = 16 * 16 + 16;

    /// From so many rows on, packing B into panels pays.
    int PANEL_ROWS = 24;

    /// From so many rows on, products with a transposed matrix are chains, below they are dots. It decides about bits, so
    /// it depends on the shape alone, never on the machine: mirroring the matrix pays where many rows use it, or where it is
    /// so narrow that dots are nearly all tree.
    static boolean mirrorPays(int rows, int columns) {
        return rows >= PANEL_ROWS || rows >= 4 && columns <= 32;
    }

    /// The fastest that this JVM may use: vectors, once they are warm, unless `-Ddescent.kernels` says otherwise.
    static DenseKernels best() {
        return switch (KernelMode.ofProperty()) {
            case VECTOR -> System.getProperty(KernelMode.PROPERTY) == null ? DenseVector.shared() : vectors();
            case SCALAR, INTERPRET -> scalar();
        };
    }

    /// Vectors from the first call on, slow until HotSpot has compiled them: for tests and measurements.
    static DenseKernels vectors() {
        return DenseVector.atOnce();
    }

    /// Plain Java: the twin with the same bits.
    static DenseKernels scalar() {
        return DenseScalar.INSTANCE;
    }

    /// Chains: `C[r, j] = start[r, j] + Σₖ A[r, k]·B[k, j]`.
    ///
    /// @param rows     of C
    /// @param depth    how many k
    /// @param columns  of C, a multiple of 16
    /// @param a        element (r, k) is `a[aAt + r·aRow + k]`
    /// @param b        element (k, j) is `b[bAt + k·bRow + j]`
    /// @param start    element (r, j) is `start[startAt + r·startRow + j]`; `startRow` 0 gives every row the same start. May
    ///                 be C itself: the chains go on.
    /// @param c        element (r, j) is `c[cAt + r·cRow + j]`, overwritten
    void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow);

    /// The same with A transposed: element (r, k) is `a[aAt + k·aStep + r]`.
    void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow);

    /// Some columns of the same product, with B in panels.
    ///
    /// @param transposed whether A's element (r, k) is `a[aAt + k·aStride + r]` instead of `a[aAt + r·aStride + k]`
    /// @param panels     B, (depth, columns)
    /// @param columns    of B
    /// @param first      the first column wanted, a multiple of [#PANEL]
    /// @param last       behind the last one; a multiple of [#PANEL], or `columns`
    /// @param c          columns `first` to `last`−1 are overwritten, column j at `c[cAt + r·cRow + j]`; so for `start`
    void multiplyPanels(boolean transposed, int rows, int depth, float[] a, int aAt, int aStride, float[] panels,
            int columns, int first, int last, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow);

    /// Copies columns `first` to `last`−1 of B, (depth, columns), into their panels; both bounds as in [#multiplyPanels].
    ///
    /// @param b element (k, j) is `b[bAt + k·bRow + j]`
    static void pack(int depth, int columns, float[] b, int bAt, int bRow, int first, int last, float[] panels) {
        for (int j = first; j < last; j += PANEL) {
            int width = Math.min(PANEL, columns - j);
            int to = j * depth;
            for (int k = 0; k < depth; k++) {
                System.arraycopy(b, bAt + k * bRow + j, panels, to + k * width, width);
            }
        }
    }

    /// Copies rows of W into the panels of its transposed: (depth, columns) with element (k, n) from `w[wAt + n·wRow + k]`.
    ///
    /// @param rows    of W
    /// @param depth   of the panels: the columns of W, a multiple of 16
    /// @param columns of the panels: `rows`, rounded up to a multiple of 16; what lies behind `rows` becomes +0
    /// @param first   as in [#multiplyPanels]
    /// @param last    likewise
    void packTransposed(int rows, int depth, int columns, float[] w, int wAt, int wRow, int first, int last,
            float[] panels);

    /// Chains over lists instead of rows of A: `C[r, j] = start[r, j] + Σₙ value[n]·B[index[n], j]`, n from
    /// `cuts[from + r]` to `cuts[to + r]`−1.
    ///
    /// @param columns a multiple of 16
    /// @param b       element (k, j) is `b[bAt + k·bRow + j]`
    /// @param start   as in [#multiply]
    void multiplyListed(int rows, int[] cuts, int from, int to, int[] index, float[] value, int columns, float[] b,
            int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow);

    /// Dots of every row of D with some rows of W: `out[r, n] = Σⱼ D[r, j]·w[rowAt[from + n] + j]`, n from 0 to `count`−1.
    ///
    /// @param rows    of D
    /// @param columns how many j, a multiple of 16
    /// @param d       element (r, j) is `d[dAt + r·dRow + j]`
    /// @param rowAt   where each row of W begins; readable, as is each row that it names, up to the next multiple of 16
    ///                entries
    /// @param out     element (r, n) is `out[outAt + r·outRow + n]`, overwritten, with garbage up to the next multiple of 16
    ///                behind n
    /// @param scratch [#SCRATCH] floats that each thread brings, overwritten
    void dots(int rows, int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, int count,
            float[] out, int outAt, int outRow, float[] scratch);

    /// Whether none of `count` values is infinite or NaN.
    boolean allFinite(float[] values, int at, int count);
}
