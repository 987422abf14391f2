package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a loop's steps tile by tile; what depends on the type of the elements is left to [TiledFloats] and
/// [TiledDoubles].
///
/// A loop of one pass goes in blocks of [#BLOCK] elements: long enough that the call costs nothing, short enough that a
/// fresh kernel is called often and gets compiled soon, however long the arrays are. A loop of several steps goes in
/// tiles, so that the rows in which steps hand values on stay in the nearest cache. Sums run on over all of a call, in the
/// order of [FixedSum].
///
/// @param <A> an array of elements
/// @param <B> the interface of a generated pass
abstract sealed class Tiled<A, B> permits TiledFloats, TiledDoubles {

    /// Elements in one call of a pass; a multiple of [FixedSum#CHAINS].
    static final int BLOCK = 16_384;

    private static final double[][] NO_SUMS = {};

    /// A step with its code.
    sealed interface Step<B> {
    }

    record Pass<B>(B body) implements Step<B> {
    }

    record Apply<B>(Schedule.Apply apply) implements Step<B> {
    }

    record Sum<B>(int sum, Schedule.Row of) implements Step<B> {
    }

    private final String name;
    private final KernelFrame frame;
    private final int arrayCount;
    private final int scalarCount;
    private final int sumCount;
    private final int slots;
    private final int tile;
    private final Step<B>[] steps;
    /// The pass that is all there is to do; null where there is more, or where passes hand values on.
    private final @Nullable B only;

    /// @param source the loop's equation
    /// @param slots  how many scratch rows the steps hand values on in
    /// @param tile   elements in a tile; a multiple of [FixedSum#CHAINS]
    @SuppressWarnings("unchecked")
    Tiled(Graph graph, String source, int slots, int tile, List<Step<B>> steps) {
        this.name = graph.loop().name();
        this.frame = new KernelFrame(getClass(), name, source);
        this.arrayCount = graph.loop().arrays().size();
        this.scalarCount = graph.loop().scalars().size();
        this.sumCount = graph.sums().size();
        this.slots = slots;
        this.tile = slots > 0 ? tile : BLOCK;
        this.steps = steps.toArray(Step[]::new);
        this.only = steps.size() == 1 && slots + sumCount == 0 && steps.getFirst() instanceof Pass<B>(var body) ? body
                : null;
    }

    /// See [FloatKernel#run].
    public final void run(A[] arrays, int[] offsets, A scalars, int count, double[] sums) {
        check(arrays, offsets, scalars, count, sums);
        try {
            if (only != null) {
                for (int from = 0; from < count; from += BLOCK) {
                    pass(only, arrays, offsets, scalars, arrays, from, Math.min(BLOCK, count - from), NO_SUMS);
                }
            } else {
                runSteps(arrays, offsets, scalars, count, sums);
            }
        } catch (RuntimeException e) {
            throw frame.show(e);
        }
    }

    private void runSteps(A[] arrays, int[] offsets, A scalars, int count, double[] sums) {
        Scratch scratch = Scratch.ofThread();
        A[] rows = rows(scratch, slots + sumCount);
        double[][] chains = scratch.chains(sumCount);
        for (int from = 0; from < count; from += tile) {
            int length = Math.min(tile, count - from);
            for (Step<B> step : steps) {
                switch (step) {
                    case Pass<B>(var body) -> pass(body, arrays, offsets, scalars, rows, from, length, chains);
                    case Apply<B>(Schedule.Apply(var op, var of, var to)) ->
                        apply(op, row(of, arrays, rows), at(of, offsets, from), row(to, arrays, rows),
                                at(to, offsets, from), length);
                    case Sum<B>(var sum, var of) ->
                        add(row(of, arrays, rows), at(of, offsets, from), length, chains[sum]);
                }
            }
        }
        for (int s = 0; s < sumCount; s++) {
            sums[s] = FixedSum.combine(chains[s]);
        }
    }

    private A row(Schedule.Row row, A[] arrays, A[] rows) {
        return (row.scratch() ? rows : arrays)[row.index()];
    }

    private static int at(Schedule.Row row, int[] offsets, int from) {
        return row.scratch() ? 0 : offsets[row.index()] + from;
    }

    private void check(A[] arrays, int[] offsets, A scalars, int count, double[] sums) {
        if (arrays.length != arrayCount || offsets.length != arrayCount || length(scalars) < scalarCount
                || sums.length < sumCount) {
            throw new IllegalArgumentException(name + " takes " + arrayCount + " arrays with offsets, " + scalarCount
                    + " scalars and " + sumCount + " sums; given " + arrays.length + ", " + offsets.length + ", "
                    + length(scalars) + ", " + sums.length);
        }
        for (int a = 0; a < arrayCount; a++) {
            if ((offsets[a] | count) < 0 || count > length(arrays[a]) - offsets[a]) {
                throw new IndexOutOfBoundsException(name + ": array " + a + " has " + length(arrays[a])
                        + " elements, asked for " + count + " from " + offsets[a]);
            }
        }
    }

    abstract int length(A array);

    abstract A[] rows(Scratch scratch, int count);

    /// Runs a pass over `count` elements, from element `from` of every array on.
    abstract void pass(B body, A[] arrays, int[] offsets, A scalars, A[] scratch, int from, int count,
            double[][] chains);

    /// y ← op(x) over `count` elements.
    abstract void apply(Op op, A x, int xAt, A y, int yAt, int count);

    /// Adds `count` elements to the chains of a sum.
    abstract void add(A a, int at, int count, double[] chains);
}
