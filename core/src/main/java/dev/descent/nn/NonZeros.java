package dev.descent.nn;

import java.util.Arrays;

/// The entries of a batch's matrix that are not zero, as lists by row (for the way forward) and by column (for the
/// weight gradient), both ascending. Pixels and ReLU outputs are mostly exact zeros, so at small batches the lists are
/// short; a product that they leave out could only have changed the sign of a zero.
final class NonZeros {

    /// Entries of row r are `rowStart[r]` to `rowStart[r + 1]`−1.
    final int[] rowStart;
    final int[] columnOf;
    final float[] byRow;

    /// Entries of column k are `columnStart[k]` to `columnStart[k + 1]`−1.
    final int[] columnStart;
    final int[] rowOf;
    final float[] byColumn;

    private final int columns;
    private final int[] next;

    /// Room for `rows` × `columns` entries.
    NonZeros(int rows, int columns) {
        this.columns = columns;
        rowStart = new int[rows + 1];
        columnOf = new int[rows * columns + 1];
        byRow = new float[rows * columns + 1];
        columnStart = new int[columns + 1];
        rowOf = new int[rows * columns];
        byColumn = new float[rows * columns];
        next = new int[columns];
    }

    /// Lists the entries of `rows` rows by row.
    ///
    /// @param a element (r, k) is `a[r·stride + k]`
    /// @return how many there are
    int listRows(float[] a, int stride, int rows) {
        int n = 0;
        for (int r = 0; r < rows; r++) {
            rowStart[r] = n;
            for (int k = 0; k < columns; k++) {
                float x = a[r * stride + k];
                // Written unconditionally: a branch on the data would be mispredicted.
                columnOf[n] = k;
                byRow[n] = x;
                n += x != 0 ? 1 : 0;
            }
        }
        rowStart[rows] = n;
        return n;
    }

    /// Lists by column what [#listRows] has listed by row.
    void listColumns(int rows) {
        Arrays.fill(next, 0);
        int n = rowStart[rows];
        for (int i = 0; i < n; i++) {
            next[columnOf[i]]++;
        }
        int at = 0;
        for (int k = 0; k < columns; k++) {
            columnStart[k] = at;
            at += next[k];
            next[k] = columnStart[k];
        }
        columnStart[columns] = at;
        for (int r = 0; r < rows; r++) {
            for (int i = rowStart[r]; i < rowStart[r + 1]; i++) {
                int to = next[columnOf[i]]++;
                rowOf[to] = r;
                byColumn[to] = byRow[i];
            }
        }
    }
}
