package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import java.util.ArrayList;
import java.util.List;

/// Kernels with another check for finite numbers than their own.
///
/// @param kernels that do the work
/// @param what    happens where a check is asked for
record Checks(DenseKernels kernels, Check what) implements DenseKernels {

    /// What a check does; all say that everything is finite where it is.
    @FunctionalInterface
    interface Check {
        boolean allFinite(float[] values, int at, int count);
    }

    /// Checks or lets everything pass. One switch serves both ways of an update, which then use the same memory: where
    /// arrays lie matters more than the check.
    static final class Switch implements Check {

        private final DenseKernels kernels;
        boolean on = true;

        Switch(DenseKernels kernels) {
            this.kernels = kernels;
        }

        @Override
        public boolean allFinite(float[] values, int at, int count) {
            return !on || kernels.allFinite(values, at, count);
        }
    }

    /// The stretches that an update asks to be checked, in order, for running them alone.
    static final class Stretches implements Check {

        private record Stretch(float[] values, int at, int count) {
        }

        private final List<Stretch> stretches = new ArrayList<>();

        @Override
        public boolean allFinite(float[] values, int at, int count) {
            stretches.add(new Stretch(values, at, count));
            return true;
        }

        /// Checks them all again.
        boolean run(DenseKernels kernels) {
            boolean finite = true;
            for (Stretch stretch : stretches) {
                finite &= kernels.allFinite(stretch.values, stretch.at, stretch.count);
            }
            return finite;
        }
    }

    @Override
    public void multiply(int rows, int depth, int columns, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        kernels.multiply(rows, depth, columns, a, aAt, aRow, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow);
    }

    @Override
    public void multiplyTransposed(int rows, int depth, int columns, float[] a, int aAt, int aStep, float[] b, int bAt,
            int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        kernels.multiplyTransposed(rows, depth, columns, a, aAt, aStep, b, bAt, bRow, start, startAt, startRow, c, cAt,
                cRow);
    }

    @Override
    public void multiplyPanels(boolean transposed, int rows, int depth, float[] a, int aAt, int aStride,
            float[] panels, int columns, int first, int last, float[] start, int startAt, int startRow, float[] c,
            int cAt, int cRow) {
        kernels.multiplyPanels(transposed, rows, depth, a, aAt, aStride, panels, columns, first, last, start, startAt,
                startRow, c, cAt, cRow);
    }

    @Override
    public void packTransposed(int rows, int depth, int columns, float[] w, int wAt, int wRow, int first, int last,
            float[] panels) {
        kernels.packTransposed(rows, depth, columns, w, wAt, wRow, first, last, panels);
    }

    @Override
    public void multiplyListed(int rows, int[] cuts, int from, int to, int[] index, float[] value, int columns,
            float[] b, int bAt, int bRow, float[] start, int startAt, int startRow, float[] c, int cAt, int cRow) {
        kernels.multiplyListed(rows, cuts, from, to, index, value, columns, b, bAt, bRow, start, startAt, startRow, c,
                cAt, cRow);
    }

    @Override
    public void dots(int rows, int columns, float[] d, int dAt, int dRow, float[] w, int[] rowAt, int from, int count,
            float[] out, int outAt, int outRow, float[] scratch) {
        kernels.dots(rows, columns, d, dAt, dRow, w, rowAt, from, count, out, outAt, outRow, scratch);
    }

    @Override
    public boolean allFinite(float[] values, int at, int count) {
        return what.allFinite(values, at, count);
    }
}
