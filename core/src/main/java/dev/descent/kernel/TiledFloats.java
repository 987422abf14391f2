package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Op;
import java.util.List;

/// A loop over `float` arrays.
final class TiledFloats extends Tiled<float[], FloatBody> implements FloatKernel {

    /// Elements in a tile. Ten rows fill 40 of the usual 48 KiB.
    static final int TILE = 1024;

    private final boolean vectors;

    TiledFloats(Graph graph, String source, int slots, boolean vectors, List<Step<FloatBody>> steps) {
        super(graph, source, slots, TILE, steps);
        this.vectors = vectors;
    }

    @Override
    int length(float[] array) {
        return array.length;
    }

    @Override
    float[][] rows(Scratch scratch, int count) {
        return scratch.floats(count);
    }

    @Override
    void pass(FloatBody body, float[][] arrays, int[] offsets, float[] scalars, float[][] scratch, int from,
            int count, double[][] chains) {
        body.run(arrays, offsets, scalars, scratch, from, count, chains);
    }

    @Override
    void apply(Op op, float[] x, int xAt, float[] y, int yAt, int count) {
        if (vectors) {
            VectorElementary.apply(op, x, xAt, y, yAt, count);
        } else {
            ScalarElementary.apply(op, x, xAt, y, yAt, count);
        }
    }

    @Override
    void add(float[] a, int at, int count, double[] chains) {
        int done = vectors ? VectorSums.add(a, at, count, chains) : 0;
        FixedSum.add(a, at, done, count, chains);
    }
}
