package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.equation.NewtonSchulz;
import dev.descent.equation.Parser;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.UpdateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that look at parameters as weight matrices: what the language says, on matrices that are wide, tall, and one row
/// or column. The catalogue's own are here too, beside what [CatalogueContractTest] asks of all.
class MatrixRulesTest {

    private static final int[][] SHAPES = {{5, 3}, {3, 20}, {1, 7}, {7, 1}, {1, 1}};

    static Stream<Optimizer> rules() {
        Stream<Optimizer> catalogue = Optimizers.all().stream().filter(o -> o.rule().usesMatrices())
                .flatMap(o -> o.entry().variants().stream().map(o::withVariant))
                .flatMap(o -> Stream.of(o, o.with(Map.of("decay", 0.01, "l2", 0.01)), o.with("clipNorm", 0.5)));
        return Stream.concat(Stream.of(
                "θ ← θ − η·g/(√rowmean(g²) + ε)",
                "θ ← θ − η·g/(√colmean(g²) + ε)",
                "θ ← θ − η·(g − rowmean(colmean(g)))",
                "θ ← θ − η·(g − colmean(rowmean(g))·rows/(rows + columns))",
                "r₀ = 0.5; r ← 0.9·r + rowmean(g²); c ← 0.9·c + colmean(r·g²); θ ← θ − η·g/(√(r·c) + ε)",
                "c ← max(c, colmean(|g|)); d = c + rowmean(|g|); θ ← θ − η·g/(d + norm(g) + ‖g/(d + ε)‖ₗ)",
                "s ← 0.5·s + rowmean(colmean(g²)); θ ← θ − η·g/(√s + ε)",
                "m ← 0.9·m + g; θ ← θ − η·orthogonalise(m)",
                "o = orthogonalise(g); x₀ = θ; x ← x + 0.1·(θ − x); θ ← θ − η·orthogonalise(o + 0.1·g)/(1 + rowmean(o²))",
                "θ ← θ − η·(if rows > 1 and rowmean(g²) > 0.5 then g else sign(g))").map(Optimizers::parse), catalogue);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void loweredPasses_inDouble_followTheEquation(Optimizer optimizer) {
        for (int[] shape : SHAPES) {
            int n = shape[0] * shape[1];
            double[] theta = numbers(1, n);
            double[] other = theta.clone();
            DoubleState direct = DoubleState.of(optimizer, shape[0], shape[1]);
            LoweredDouble lowered = new LoweredDouble(optimizer, shape[0], shape[1]);
            for (int step = 0; step < 10; step++) {
                direct.update(0.01, theta, numbers(100 + step, n));
                lowered.update(0.01, other, numbers(100 + step, n));
                // Only sums over everything may differ: row by row here, one run there.
                close(other, theta, 1e-12, optimizer, shape);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void floatState_withPadding_followsTheDoubleOne(Optimizer optimizer) {
        for (int[] shape : SHAPES) {
            int rows = shape[0];
            int columns = shape[1];
            int stride = columns + 5;
            double[] theta = floats(numbers(1, rows * columns));
            float[] padded = padded(theta, rows, columns, stride);
            DoubleState exact = DoubleState.of(optimizer, rows, columns);
            OptimizerState state = OptimizerState.ofLayers(optimizer,
                    List.of(new LayerRows(0, rows, columns, stride)));
            for (int step = 0; step < 10; step++) {
                double[] gradient = floats(numbers(100 + step, rows * columns));
                exact.update(0.01, theta, gradient);
                state.begin(0.01);
                state.updateAll(padded, padded(gradient, rows, columns, stride));
            }
            double[] found = new double[theta.length];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < stride; j++) {
                    if (j < columns) {
                        found[i * columns + j] = padded[i * stride + j];
                    } else {
                        assertThat(Float.floatToRawIntBits(padded[i * stride + j])).as("padding").isZero();
                    }
                }
            }
            close(found, theta, 2e-4, optimizer, shape);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void restore_ofSeveralMatrices_continuesToTheSameBits(Optimizer optimizer) {
        List<LayerRows> layers = List.of(new LayerRows(0, 5, 3, 16), new LayerRows(80, 1, 3, 16),
                new LayerRows(96, 3, 16, 16));
        float[] straight = new float[144];
        OptimizerState state = OptimizerState.ofLayers(optimizer, layers);
        run(state, straight, 0, 5);
        float[] resumed = straight.clone();
        OptimizerState other = OptimizerState.ofLayers(optimizer, layers);
        other.restore(state.step(), Arrays.stream(state.arrays()).map(float[]::clone).toArray(float[][]::new),
                state.scalars().clone());
        run(state, straight, 5, 10);
        run(other, resumed, 5, 10);
        assertThat(resumed).containsExactly(straight);
        assertThat(other.arrays()).isDeepEqualTo(state.arrays());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void update_ofMatricesAtExtremeGradients_staysFinite(Optimizer optimizer) {
        if (optimizer.name().equals(Specs.UNNAMED)) {
            return; // Written to hold the language, not for such gradients.
        }
        for (float extreme : new float[] {0, -0.0f, 1e-30f, -1e-30f, 1e18f, -1e18f}) {
            float[] theta = {1, 0, -0.5f, 1e-20f, 2, 3};
            float[] gradient = new float[6];
            Arrays.fill(gradient, extreme);
            OptimizerState state = OptimizerState.ofLayers(optimizer, List.of(new LayerRows(0, 2, 3, 3)));
            for (int step = 0; step < 30; step++) {
                state.begin(optimizer.lr());
                state.updateAll(theta, gradient);
                Stream.concat(Stream.of(theta), Arrays.stream(state.arrays())).forEach(array -> {
                    for (float value : array) {
                        assertThat(Float.isFinite(value)).as("%s at %s", optimizer.spec(), extreme).isTrue();
                    }
                });
            }
        }
    }

    @Test
    void states_thatAreTheSameAlongARowOrColumn_areKeptOnceForIt() {
        RuleProgram program = RuleProgram.of(UpdateRule.parse(
                "r ← 0.9·r + rowmean(g²); c ← c + colmean(g); s ← s + rowmean(colmean(g)); d ← d + norm(g); "
                        + "b ← r·c; θ ← θ − η·b·s·d·g",
                "test"));
        assertThat(program.states()).containsExactly("b");
        assertThat(program.rows().states()).containsExactly("r", "s");
        assertThat(program.columns().states()).containsExactly("c");
        assertThat(program.scalarStates()).containsExactly("d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "θ ← θ − rowmean(2)·g | line 1, column 1 | rowmean(2) takes the mean of something that is the same for all par",
            "r = rowmean(g); θ ← θ − rowmean(r)·g | line 1, column 17 | the same for all parameters in a row",
            "θ ← θ − g·orthogonalise(colmean(g)) | line 1, column 1 | the same for all parameters in a column",
            "θ ← θ − rowmean(g, 2) | line 1, column 9 | rowmean takes 1 argument, found 2",
            "θ ← θ − rowmaen(g) | line 1, column 9 | Did you mean \"rowmean\"?",
            "rows = 2; θ ← θ − g | line 1, column 1 | rows is given: the shape of the weight matrix"})
    void parse_whatHasNoMeaning_saysWhere(String equation, String where, String what) {
        assertThatThrownBy(() -> Parser.parseRule(equation, "test")).isInstanceOf(DescentException.class)
                .hasMessageContaining(where).hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 20})
    void orthogonalise_ofAnyMatrix_bringsSingularValuesNearOne(int columns) {
        int rows = 8;
        double[] o = NewtonSchulz.orthogonalise(numbers(7, rows * columns), rows, columns);
        // The Gram matrix of the shorter side has the squared singular values as its eigenvalues; their mean is its trace.
        int q = Math.min(rows, columns);
        double trace = Arrays.stream(o).map(x -> x * x).sum();
        assertThat(trace / q).isBetween(0.4, 1.5);
        double[] twice = numbers(7, rows * columns);
        Arrays.setAll(twice, i -> 1000 * twice[i]);
        double[] same = NewtonSchulz.orthogonalise(twice, rows, columns);
        for (int i = 0; i < o.length; i++) {
            assertThat(same[i]).as("the length of M does not matter").isCloseTo(o[i], Offset.offset(1e-4));
        }
    }

    private static void run(OptimizerState state, float[] theta, int from, int to) {
        for (int step = from; step < to; step++) {
            double[] numbers = numbers(100 + step, theta.length);
            float[] gradient = new float[theta.length];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) numbers[i];
            }
            state.begin(0.01);
            state.updateAll(theta, gradient);
        }
    }

    private static void close(double[] found, double[] expected, double tolerance, Optimizer optimizer, int[] shape) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("%s on %s, element %d", optimizer.spec(), Arrays.toString(shape), i)
                    .isCloseTo(expected[i], Offset.offset(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }

    static double[] numbers(long seed, int n) {
        CounterRandom random = CounterRandom.of(seed, Purpose.TEST);
        double[] numbers = new double[n];
        Arrays.setAll(numbers, random::gaussian);
        return numbers;
    }

    private static double[] floats(double[] values) {
        return Arrays.stream(values).map(x -> (float) x).toArray();
    }

    private static float[] padded(double[] values, int rows, int columns, int stride) {
        float[] padded = new float[rows * stride];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                padded[i * stride + j] = (float) values[i * columns + j];
            }
        }
        return padded;
    }
}
