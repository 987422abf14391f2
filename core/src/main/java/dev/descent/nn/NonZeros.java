package dev.descent.nn;

import java.util.Arrays;

/// The entries of a batch's matrix that are not zero, as lists by row (for the way forward) and by column (for the
/// weight gradient), both ascending. Pixels and ReLU outputs are mostly exact zeros, so the lists are short; a product that
/// they leave out could only have changed the sign of a zero.
final class NonZeros {

    /// Columns of a block. Rows are cut where a block ends, so that all rows can go through one block of the weights while it
    /// is in the inner caches.
    static final int BLOCK = 64;

    /// Entries of row r in block k are `cuts[k·rows + r]` to `cuts[(k + 1)·rows + r]`−1.
    final int[] cuts;
    final int[] columnOf;
    final float[] byRow;

    /// Entries of column k are `columnStart[k]` to `columnStart[k + 1]`−1. One more column stands for the biases: its input
    /// is 1 in every row.
    final int[] columnStart;
    final int[] rowOf;
    final float[] byColumn;

    final int blocks;
    private final int columns;
    private final int[] next;
    private int count;

    /// Room for `rows` × `columns` entries.
    NonZeros(int rows, int columns) {
        this.columns = columns;
        blocks = (columns + BLOCK - 1) / BLOCK;
        cuts = new int[rows * (blocks + 1)];
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
            for (int block = 0; block < blocks; block++) {
                cuts[block * rows + r] = n;
                int end = Math.min(columns, (block + 1) * BLOCK);
                for (int k = block * BLOCK; k < end; k++) {
                    float x = a[r * stride + k];
                    // Written unconditionally: a branch on the data would be mispredicted.
                    columnOf[n] = k;
                    byRow[n] = x;
                    n += x != 0 ? 1 : 0;
                }
            }
            cuts[blocks * rows + r] = n;
        }
        count = n;
        return n;
    }

    /// Lists by column what [#listRows] has listed by row.
    void listColumns(int rows) {
        if (rows == 1) {
            listColumnsOfOneRow();
        } else {
            sortByColumn(rows);
        }
        for (int r = 0; r < rows; r++) {
            rowOf[count + r] = r;
            byColumn[count + r] = 1;
        }
        columnStart[columns + 1] = count + rows;
    }

    /// One row is in the order of its columns already.
    private void listColumnsOfOneRow() {
        columnOf[count] = -1;
        int i = 0;
        for (int k = 0; k < columns; k++) {
            columnStart[k] = i;
            i += columnOf[i] == k ? 1 : 0;
        }
        columnStart[columns] = count;
        Arrays.fill(rowOf, 0, count, 0);
        System.arraycopy(byRow, 0, byColumn, 0, count);
    }

    private void sortByColumn(int rows) {
        Arrays.fill(next, 0);
        for (int i = 0; i < count; i++) {
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
            for (int i = cuts[r]; i < cuts[blocks * rows + r]; i++) {
                int to = next[columnOf[i]]++;
                rowOf[to] = r;
                byColumn[to] = byRow[i];
            }
        }
    }
}
