package dev.descent.kernel;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// All generated kernels of the dense layers, each made when it is first needed and warmed up beside its plain twin.
final class GemmBlocks {

    /// Whether all of a vector of values are finite.
    @FunctionalInterface
    interface Finite {
        boolean all(float[] values, int at, int count);
    }

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = GemmLanes.LANES;

    /// Turns of the innermost loop in a warm-up call.
    private static final int TURNS = 26;
    private static final int ROOM = 12 * 16 * 48;

    private final boolean patient;
    private final Warm<GemmBlock>[][] plain;
    private final Warm<GemmBlock>[][] transposed;
    private final Warm<GemmList>[] lists = array(17);
    private final Warm<GemmDots>[] dots = array(17);
    private final Warm<GemmTranspose> mirror;
    private final Warm<Finite> finite;

    /// @param rows    of the largest block
    /// @param vectors of the widest
    /// @param patient whether kernels begin as their plain twins
    GemmBlocks(int rows, int vectors, boolean patient) {
        this.patient = patient;
        plain = blocks(rows, vectors);
        transposed = blocks(rows, vectors);
        float[] room = new float[ROOM];
        mirror = warm((from, fromAt, fromRow, to, toAt, toRow) -> {
            for (int r = 0; r < LANES; r++) {
                for (int k = 0; k < LANES; k++) {
                    to[toAt + k * toRow + r] = from[fromAt + r * fromRow + k];
                }
            }
        }, GemmCompiler::transpose, kernel -> {
            for (int i = 0; i < TURNS; i++) {
                kernel.run(room, 0, LANES, room, LANES * LANES, LANES);
            }
        });
        finite = warm(DenseScalar::finite, () -> GemmBlocks::finite, kernel -> kernel.all(room, 1, TURNS * LANES + 3));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> Warm<T>[] array(int length) {
        return new Warm[length];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Warm<GemmBlock>[][] blocks(int rows, int vectors) {
        return new Warm[rows + 1][vectors + 1];
    }

    private <T> Warm<T> warm(T twin, Supplier<T> make, Consumer<T> exercise) {
        return new Warm<>(twin, make, exercise, patient);
    }

    /// The block of that shape. A race makes two, of which one is kept.
    GemmBlock block(int rows, int vectors, boolean aTransposed, int depth) {
        Warm<GemmBlock>[] shapes = (aTransposed ? transposed : plain)[rows];
        Warm<GemmBlock> known = shapes[vectors];
        if (known == null) {
            known = newBlock(rows, vectors, aTransposed);
            shapes[vectors] = known;
        }
        return known.get(rows * vectors * LANES * depth);
    }

    private Warm<GemmBlock> newBlock(int rows, int vectors, boolean aTransposed) {
        int columns = vectors * LANES;
        GemmBlock twin = (depth, a, aAt, aStride, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow) -> DenseScalar
                .chains(rows, depth, columns, a, aAt, aTransposed ? 1 : aStride, aTransposed ? aStride : 1, b, bAt,
                        bRow,
                        start, startAt, startRow, c, cAt, cRow);
        float[] a = new float[rows * TURNS];
        float[] b = new float[TURNS * columns];
        float[] c = new float[rows * columns];
        return warm(twin, () -> GemmCompiler.block(rows, vectors, aTransposed), kernel -> kernel.run(TURNS, a, 0,
                aTransposed ? rows : TURNS, b, 0, columns, c, 0, columns, c, 0, columns));
    }

    /// The list kernel of that many vectors.
    GemmList list(int vectors, int entries) {
        Warm<GemmList> known = lists[vectors];
        if (known == null) {
            known = newList(vectors);
            lists[vectors] = known;
        }
        return known.get(vectors * LANES * entries);
    }

    private Warm<GemmList> newList(int vectors) {
        int columns = vectors * LANES;
        GemmList twin = (rows, cuts, from, to, index, value, b, bAt, bRow, start, startAt, startRow, c, cAt, cRow) -> {
            for (int r = 0; r < rows; r++) {
                DenseScalar.list(index, value, cuts[from + r], cuts[to + r], columns, b, bAt, bRow, start,
                        startAt + r * startRow, c, cAt + r * cRow);
            }
        };
        int[] cuts = {0, TURNS};
        int[] index = new int[TURNS];
        Arrays.setAll(index, n -> n);
        float[] value = new float[TURNS];
        float[] b = new float[TURNS * columns];
        float[] c = new float[columns];
        return warm(twin, () -> GemmCompiler.list(vectors),
                kernel -> kernel.run(1, cuts, 0, 1, index, value, b, 0, columns, c, 0, 0, c, 0, 0));
    }

    /// The dots of `rows` rows with `others` others.
    GemmDots dots(int rows, int others, int columns) {
        Warm<GemmDots> known = dots[rows];
        if (known == null) {
            known = newDots(rows, others);
            dots[rows] = known;
        }
        return known.get(rows * others * columns);
    }

    private Warm<GemmDots> newDots(int rows, int others) {
        GemmDots twin = (columns, d, dAt, dRow, w, rowAt, from, scratch, out, outAt) -> {
            for (int r = 0; r < rows; r++) {
                for (int n = 0; n < others; n++) {
                    out[outAt + r * others + n] = DenseScalar.dot(d, dAt + r * dRow, columns, w, rowAt[from + n]);
                }
            }
        };
        int columns = TURNS * GemmLanes.GROUP;
        float[] d = new float[rows * columns];
        float[] w = new float[others * columns];
        int[] rowAt = new int[others];
        Arrays.setAll(rowAt, n -> n * columns);
        float[] scratch = new float[DenseKernels.SCRATCH];
        float[] out = new float[rows * others];
        return warm(twin, () -> GemmCompiler.dots(rows, others),
                kernel -> kernel.run(columns, d, 0, columns, w, rowAt, 0, scratch, out, 0));
    }

    GemmTranspose mirror() {
        return mirror.get(LANES * LANES);
    }

    boolean allFinite(float[] values, int at, int count) {
        return finite.get(count).all(values, at, count);
    }

    private static boolean finite(float[] values, int at, int count) {
        // 0·x is ±0 for finite x and NaN otherwise; the sum of zeros stays zero. Four sums hide a multiply-add's latency.
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector none = FloatVector.zero(SPECIES);
        int j = 0;
        for (; j + 4 * LANES <= count; j += 4 * LANES) {
            s0 = FloatVector.fromArray(SPECIES, values, at + j).fma(none, s0);
            s1 = FloatVector.fromArray(SPECIES, values, at + j + LANES).fma(none, s1);
            s2 = FloatVector.fromArray(SPECIES, values, at + j + 2 * LANES).fma(none, s2);
            s3 = FloatVector.fromArray(SPECIES, values, at + j + 3 * LANES).fma(none, s3);
        }
        for (; j + LANES <= count; j += LANES) {
            s0 = FloatVector.fromArray(SPECIES, values, at + j).fma(none, s0);
        }
        float rest = 0;
        for (; j < count; j++) {
            rest += 0 * values[at + j];
        }
        return rest == 0 && s0.add(s1).add(s2.add(s3)).eq(0).allTrue();
    }
}
