package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradient formed in registers against the gradient that is stored and read again, to the bit, for every rule.
class RowKernelTest {

    private static final int ROWS = 7;
    private static final int BATCH = 3;
    private static final int GRADIENT = 1;

    static Stream<Loop> rules() {
        return Optimizers.all().stream().map(Optimizer::rule).map(RuleProgram::of)
                .filter(program -> !program.needsWholeGradient())
                .map(program -> program.passes().getFirst().loop());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void run_generatedForAnyWidth_equalsItsPlainTwin(Loop rule) {
        FloatKernel loop = KernelCompiler.floats(rule, KernelMode.INTERPRET);
        for (int width : new int[] {16, 48, 64, 128, 208}) {
            RowKernel plain = new PlainRows(loop, GRADIENT);
            RowKernel generated = RowKernels.of(rule, loop, GRADIENT, width, Lanes.available(), false);
            for (boolean skip : new boolean[] {true, false}) {
                Work expected = new Work(rule, width);
                Work actual = new Work(rule, width);
                assertThat(expected.run(plain, skip)).isTrue();
                assertThat(actual.run(generated, skip)).isTrue();
                actual.arrays[GRADIENT] = expected.arrays[GRADIENT];
                assertThat(actual.arrays).isDeepEqualTo(expected.arrays);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void run_overflowInAnyRow_isTold(Loop rule) {
        FloatKernel loop = KernelCompiler.floats(rule, KernelMode.SCALAR);
        // Vectors of a block are looked at in pairs: the first and second of a pair, and one that has none.
        RowKernel generated = RowKernels.of(rule, loop, GRADIENT, 48, Lanes.available(), false);
        for (int bad = 0; bad < ROWS; bad++) {
            for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
                for (int column : new int[] {5, 21, 37}) {
                    Work work = new Work(rule, 48);
                    work.arrays[0][work.at + bad * work.stride + column] = value;
                    assertThat(work.run(generated, false)).isFalse();
                }
            }
        }
    }

    /// Rows with no entry, one and several; parameters and states between columns that must not be touched.
    private static final class Work {

        private final float[][] arrays;
        private final float[] scalars;
        private final int width;
        private final int stride;
        private final int at = 5;
        private final int[] starts = new int[ROWS + 1];
        private final int[] index = new int[ROWS * BATCH];
        private final float[] value = random(1, ROWS * BATCH);
        private final float[] delta;

        Work(Loop rule, int width) {
            this.width = width;
            stride = width + 16;
            arrays = new float[rule.arrays().size()][];
            for (int a = 0; a < arrays.length; a++) {
                arrays[a] = random(10 + a, at + ROWS * stride);
                for (int i = 0; i < arrays[a].length && a > 0; i++) {
                    arrays[a][i] = Math.abs(arrays[a][i]);
                }
            }
            arrays[GRADIENT] = new float[width];
            scalars = new float[rule.scalars().size()];
            Arrays.fill(scalars, 0.25f);
            for (int row = 0; row < ROWS; row++) {
                starts[row + 1] = starts[row] + Math.min(row, BATCH);
                for (int n = starts[row]; n < starts[row + 1]; n++) {
                    index[n] = n - starts[row];
                }
            }
            delta = random(2, 3 + BATCH * stride);
        }

        boolean run(RowKernel kernel, boolean skip) {
            return kernel.run(arrays, new int[arrays.length], scalars, at, stride, width, 0, ROWS, starts, index, value,
                    delta, 3, stride, skip);
        }
    }

    private static float[] random(int stream, int length) {
        CounterRandom random = CounterRandom.of(42, Purpose.TEST, stream);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.gaussian(i);
        }
        return values;
    }
}
