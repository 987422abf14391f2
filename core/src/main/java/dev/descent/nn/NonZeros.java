package dev.descent.nn;

import dev.descent.kernel.Workers;
import java.util.Arrays;

/// The entries of a batch's matrix that are not zero, as lists by row (for the way forward) and by column (for the
/// weight gradient), both ascending. Pixels and ReLU outputs are mostly exact zeros, so the lists are short; a product that
/// they leave out could only have changed the sign of a zero.
final class NonZeros {

    /// Columns of a block. Rows are cut where a block ends, so that all rows can go through one block of the weights while it
    /// is in the inner caches.
    static final int BLOCK = 64;

    /// Fewer entries than this, zeros included, are listed before another thread has come.
    private static final int WORTH_SHARING = 1 << 15;

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
    private final Workers workers;
    private final Workers.Job listRowsJob = this::listRowsOfPart;
    private final Workers.Job countJob = this::countColumnsOfPart;
    private final Workers.Job placeJob = this::placeColumnsOfPart;

    /// By part and column: how many entries, then where the next one goes.
    private final int[][] next;
    private int rows;
    private int rowsPerPart;
    private int parts;
    private int count;

    // The matrix whose rows are being listed.
    private float[] a = {};
    private int stride;

    /// Room for `rows` × `columns` entries.
    ///
    /// @param workers who shares the work on many rows
    NonZeros(int rows, int columns, Workers workers) {
        this.columns = columns;
        this.workers = workers;
        blocks = (columns + BLOCK - 1) / BLOCK;
        cuts = new int[rows * (blocks + 1)];
        columnOf = new int[rows * columns + 1];
        byRow = new float[rows * columns + 1];
        columnStart = new int[columns + 2];
        rowOf = new int[rows * (columns + 1)];
        byColumn = new float[rows * (columns + 1)];
        next = new int[workers.threads()][columns];
    }

    /// Lists the entries of `rows` rows by row. Threads take a part of the rows each, and the lists of a part begin where they
    /// would if all entries before it were there: nobody has to wait for the lengths of others.
    ///
    /// @param a element (r, k) is `a[r·stride + k]`
    /// @return how many there are
    int listRows(float[] a, int stride, int rows) {
        this.a = a;
        this.stride = stride;
        this.rows = rows;
        int most = (long) rows * columns < WORTH_SHARING ? 1 : workers.threads();
        rowsPerPart = (rows + most - 1) / most;
        parts = (rows + rowsPerPart - 1) / rowsPerPart;
        workers.run(parts, listRowsJob);
        count = 0;
        for (int part = 0; part < parts; part++) {
            count += end(part) - begin(part);
        }
        return count;
    }

    private void listRowsOfPart(int part, int thread) {
        int n = begin(part);
        for (int r = part * rowsPerPart; r < lastRow(part); r++) {
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
    }

    private int lastRow(int part) {
        return Math.min(rows, (part + 1) * rowsPerPart);
    }

    /// Where a part's entries begin, and where they end.
    private int begin(int part) {
        return part * rowsPerPart * columns;
    }

    private int end(int part) {
        return cuts[blocks * rows + lastRow(part) - 1];
    }

    /// Lists by column what [#listRows] has listed by row.
    void listColumns() {
        if (rows == 1) {
            listColumnsOfOneRow();
        } else {
            sortByColumn();
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

    /// Counts, adds up, places. In each column the entries of a part follow those of the part before, so rows ascend.
    private void sortByColumn() {
        workers.run(parts, countJob);
        int at = 0;
        for (int k = 0; k < columns; k++) {
            columnStart[k] = at;
            for (int part = 0; part < parts; part++) {
                int here = next[part][k];
                next[part][k] = at;
                at += here;
            }
        }
        columnStart[columns] = at;
        workers.run(parts, placeJob);
    }

    private void countColumnsOfPart(int part, int thread) {
        int[] counts = next[part];
        Arrays.fill(counts, 0);
        int end = end(part);
        for (int i = begin(part); i < end; i++) {
            counts[columnOf[i]]++;
        }
    }

    private void placeColumnsOfPart(int part, int thread) {
        int[] places = next[part];
        for (int r = part * rowsPerPart; r < lastRow(part); r++) {
            int end = cuts[blocks * rows + r];
            for (int i = cuts[r]; i < end; i++) {
                int to = places[columnOf[i]]++;
                rowOf[to] = r;
                byColumn[to] = byRow[i];
            }
        }
    }

    /// Cuts the columns, the biases' included, into stretches of about as many entries: pixels in the middle of images
    /// are lit in many rows, those at the rim in none.
    ///
    /// @param ofColumn what a column costs beyond its entries, in entries
    /// @param firsts   (stretches + 1) overwritten: the first column of each, then how many columns there are
    void cutColumns(int ofColumn, int stretches, int[] firsts) {
        long all = columnStart[columns + 1] + (long) ofColumn * (columns + 1);
        int k = 0;
        for (int s = 0; s < stretches; s++) {
            while ((columnStart[k] + (long) ofColumn * k) * stretches < all * s) {
                k++;
            }
            firsts[s] = k;
        }
        firsts[stretches] = columns + 1;
    }
}
