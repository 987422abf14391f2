package dev.descent.kernel;

import java.util.Arrays;

/// The plain twin of the generated [RowKernel]s: row by row, the gradient and then the loop on it.
///
/// @param loop     the rule's
/// @param gradient its place among the loop's arrays
record PlainRows(FloatKernel loop, int gradient) implements RowKernel {

    private static final double[] NO_SUMS = {};

    @Override
    public boolean run(float[][] arrays, int[] offsets, float[] scalars, int at, int stride, int width, int first,
            int last, int[] starts, int[] index, float[] value, float[] delta, int deltaAt, int deltaRow,
            boolean skipEmpty) {
        float[] row = arrays[gradient];
        boolean finite = true;
        for (int i = first; i < last; i++) {
            if (skipEmpty && starts[i] == starts[i + 1]) {
                continue;
            }
            Arrays.fill(row, 0, width, 0);
            DenseScalar.list(index, value, starts[i], starts[i + 1], width, delta, deltaAt, deltaRow, row, 0,
                    row, 0);
            Arrays.fill(offsets, at + i * stride);
            offsets[gradient] = 0;
            loop.run(arrays, offsets, scalars, width, NO_SUMS);
            finite &= DenseScalar.finite(arrays[0], at + i * stride, width);
        }
        return finite;
    }
}
