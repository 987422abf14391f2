package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Op;
import java.util.List;

/// Runs a loop's steps tile by tile over `double` arrays.
///
/// A loop of one pass goes in blocks of [#BLOCK] elements: long enough that the call costs nothing, short enough that a
/// fresh kernel is called often and gets compiled soon, however long the arrays are. A loop of several steps goes in tiles
/// of [#TILE] elements, so that the rows in which steps hand values on stay in the nearest cache. Sums run on over all
/// tiles of a call, in the order of [FixedSum].
final class TiledDoubles implements DoubleKernel {

    /// Elements in one call of a pass.
    static final int BLOCK = 16_384;
    /// Elements in a tile; a multiple of [FixedSum#CHAINS]. Ten rows fill 40 of the usual 48 KiB.
    static final int TILE = 512;

    /// A step with its code.
    sealed interface Step {
    }

    record Pass(DoubleBody body) implements Step {
    }

    record Apply(Schedule.Apply apply) implements Step {
    }

    record Sum(int sum, Schedule.Row of) implements Step {
    }

    private final String name;
    private final KernelFrame frame;
    private final int arrayCount;
    private final int scalarCount;
    private final int sumCount;
    private final int slots;
    private final boolean vectors;
    private final Step[] steps;

    TiledDoubles(Graph graph, String source, int slots, boolean vectors, List<Step> steps) {
        this.name = graph.loop().name();
        this.frame = new KernelFrame(TiledDoubles.class, name, source);
        this.arrayCount = graph.loop().arrays().size();
        this.scalarCount = graph.loop().scalars().size();
        this.sumCount = graph.sums().size();
        this.slots = slots;
        this.vectors = vectors;
        this.steps = steps.toArray(Step[]::new);
    }

    @Override
    public void run(double[][] arrays, int[] offsets, double[] scalars, int count, double[] sums) {
        check(arrays, offsets, scalars, count, sums);
        try {
            if (steps.length == 1 && slots == 0 && steps[0] instanceof Pass(var body)) {
                for (int from = 0; from < count; from += BLOCK) {
                    body.run(arrays, offsets, scalars, arrays, from, Math.min(BLOCK, count - from));
                }
            } else {
                runSteps(arrays, offsets, scalars, count, sums);
            }
        } catch (RuntimeException e) {
            throw frame.show(e);
        }
    }

    private void runSteps(double[][] arrays, int[] offsets, double[] scalars, int count, double[] sums) {
        Scratch scratch = Scratch.ofThread();
        double[][] rows = scratch.doubles(slots);
        double[][] chains = scratch.chains(sumCount);
        for (int from = 0; from < count; from += TILE) {
            int length = Math.min(TILE, count - from);
            for (Step step : steps) {
                switch (step) {
                    case Pass(var body) -> body.run(arrays, offsets, scalars, rows, from, length);
                    case Apply(Schedule.Apply(var op, var of, var to)) ->
                        apply(op, row(of, arrays, rows), at(of, offsets, from), row(to, arrays, rows),
                                at(to, offsets, from), length);
                    case Sum(var sum, var of) -> add(row(of, arrays, rows), at(of, offsets, from), length, chains[sum]);
                }
            }
        }
        for (int s = 0; s < sumCount; s++) {
            sums[s] = FixedSum.combine(chains[s]);
        }
    }

    private static double[] row(Schedule.Row row, double[][] arrays, double[][] rows) {
        return (row.scratch() ? rows : arrays)[row.index()];
    }

    private static int at(Schedule.Row row, int[] offsets, int from) {
        return row.scratch() ? 0 : offsets[row.index()] + from;
    }

    /// `StrictMath` has no vectors.
    private static void apply(Op op, double[] x, int xAt, double[] y, int yAt, int count) {
        ScalarElementary.apply(op, x, xAt, y, yAt, count);
    }

    private void add(double[] a, int at, int count, double[] chains) {
        int done = vectors ? VectorSums.add(a, at, count, chains) : 0;
        for (int j = done; j < count; j++) {
            chains[j % FixedSum.CHAINS] += a[at + j];
        }
    }

    private void check(double[][] arrays, int[] offsets, double[] scalars, int count, double[] sums) {
        if (arrays.length != arrayCount || offsets.length != arrayCount || scalars.length < scalarCount
                || sums.length < sumCount) {
            throw new IllegalArgumentException(name + " takes " + arrayCount + " arrays with offsets, " + scalarCount
                    + " scalars and " + sumCount + " sums; given " + arrays.length + ", " + offsets.length + ", "
                    + scalars.length + ", " + sums.length);
        }
        for (int a = 0; a < arrayCount; a++) {
            if ((offsets[a] | count) < 0 || count > arrays[a].length - offsets[a]) {
                throw new IndexOutOfBoundsException(name + ": array " + a + " has " + arrays[a].length
                        + " elements, asked for " + count + " from " + offsets[a]);
            }
        }
    }
}
