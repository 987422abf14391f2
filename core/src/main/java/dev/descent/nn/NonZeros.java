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

    /// Entries of column k are `columnStart[k]` to `columnStart[k + 1]`−1. One more column stands for the biases: its input
    /// is 1 in every row.
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
        columnStart = new int[columns + 2];
        rowOf = new int[rows * (columns + 1)];
        byColumn = new float[rows * (columns + 1)];
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
        int n = rowStart[rows];
        if (rows == 1) {
            listColumnsOfOneRow(n);
        } else {
            sortByColumn(rows, n);
        }
        for (int r = 0; r < rows; r++) {
            rowOf[n + r] = r;
            byColumn[n + r] = 1;
        }
        columnStart[columns + 1] = n + rows;
    }

    /// One row is in the order of its columns already.
    private void listColumnsOfOneRow(int n) {
        columnOf[n] = -1;
        int i = 0;
        for (int k = 0; k < columns; k++) {
            columnStart[k] = i;
            i += columnOf[i] == k ? 1 : 0;
        }
        columnStart[columns] = n;
        Arrays.fill(rowOf, 0, n, 0);
        System.arraycopy(byRow, 0, byColumn, 0, n);
    }

    private void sortByColumn(int rows, int n) {
        Arrays.fill(next, 0);
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
