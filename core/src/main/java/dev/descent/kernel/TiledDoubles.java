package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Op;
import java.util.List;

/// A loop over `double` arrays.
final class TiledDoubles extends Tiled<double[], DoubleBody> implements DoubleKernel {

    /// Elements in a tile: as many bytes as in a tile of floats.
    static final int TILE = TiledFloats.TILE / 2;

    private final boolean vectors;

    TiledDoubles(Graph graph, String source, int slots, boolean vectors, List<Step<DoubleBody>> steps) {
        super(graph, source, slots, TILE, steps);
        this.vectors = vectors;
    }

    @Override
    int length(double[] array) {
        return array.length;
    }

    @Override
    double[][] rows(Scratch scratch, int count) {
        return scratch.doubles(count);
    }

    @Override
    void pass(DoubleBody body, double[][] arrays, int[] offsets, double[] scalars, double[][] scratch, int from,
            int count, double[][] chains) {
        body.run(arrays, offsets, scalars, scratch, from, count, chains);
    }

    /// `StrictMath` has no vectors.
    @Override
    void apply(Op op, double[] x, int xAt, double[] y, int yAt, int count) {
        ScalarElementary.apply(op, x, xAt, y, yAt, count);
    }

    @Override
    void add(double[] a, int at, int count, double[] chains) {
        int done = vectors ? VectorSums.add(a, at, count, chains) : 0;
        FixedSum.add(a, at, done, count, chains);
    }
}
