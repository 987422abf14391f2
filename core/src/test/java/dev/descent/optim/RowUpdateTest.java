package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.equation.RuleProgram;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.RowKernel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradient formed in registers against the gradient that is stored and read again, to the bit, for every rule.
class RowUpdateTest {

    private static final int ROWS = 7;
    private static final int BATCH = 3;

    static Stream<String> rules() {
        return Optimizers.all().stream().map(Optimizer::name);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void updateRows_anyStride_equalsUpdateOfTheStoredGradient(String rule) {
        Optimizer optimizer = Optimizers.parse(rule);
        if (RuleProgram.of(optimizer.rule()).needsWholeGradient()) {
            return;
        }
        for (int stride : new int[] {16, 48, 64, 128, 208}) {
            OptimizerState stored = OptimizerState.of(optimizer, ROWS * stride);
            OptimizerState fused = OptimizerState.of(optimizer, ROWS * stride);
            float[] expected = random(1, ROWS * stride);
            float[] theta = expected.clone();
            for (int step = 0; step < 3; step++) {
                Lists lists = Lists.of(step, stride);
                stored.begin(0.01);
                stored.update(expected, 0, lists.gradient(stride), 0, ROWS * stride);
                fused.begin(0.01);
                boolean finite = fused.updater().updateRows(theta, 0, stride, stride, 0, ROWS, lists.starts,
                        lists.index, lists.value, lists.delta, 0, stride, new float[stride], fused.skipsZeroGradient());
                assertThat(finite).isTrue();
                assertThat(theta).isEqualTo(expected);
                assertThat(fused.arrays()).isDeepEqualTo(stored.arrays());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void updateRows_overflowInAnyRow_isTold(String rule) {
        Optimizer optimizer = Optimizers.parse(rule);
        if (RuleProgram.of(optimizer.rule()).needsWholeGradient()) {
            return;
        }
        for (int bad = 0; bad < ROWS; bad++) {
            OptimizerState state = OptimizerState.of(optimizer, ROWS * 16);
            float[] theta = new float[ROWS * 16];
            theta[bad * 16 + 5] = Float.NEGATIVE_INFINITY;
            Lists lists = Lists.of(1, 16);
            state.begin(0.01);
            assertThat(state.updater().updateRows(theta, 0, 16, 16, 0, ROWS, lists.starts, lists.index,
                    lists.value, lists.delta, 0, 16, new float[16], false)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rows_ofEveryRule_areGenerated(String rule) {
        Optimizer optimizer = Optimizers.parse(rule);
        if (RuleProgram.of(optimizer.rule()).needsWholeGradient()) {
            return;
        }
        RowKernel kernel = KernelCompiler.rows(RuleProgram.of(optimizer.rule()).passes().getFirst().loop(), 1, 64);
        assertThat(kernel).isSameAs(KernelCompiler
                .rows(RuleProgram.of(optimizer.rule()).passes().getFirst().loop(), 1, 64));
    }

    /// Entries by row: none in the first, one in the second, several in the others.
    private record Lists(int[] starts, int[] index, float[] value, float[] delta) {

        static Lists of(int stream, int stride) {
            int[] starts = new int[ROWS + 1];
            int[] index = new int[ROWS * BATCH];
            int at = 0;
            for (int row = 0; row < ROWS; row++) {
                starts[row] = at;
                for (int entry = 0; entry < Math.min(row, BATCH); entry++) {
                    index[at++] = entry;
                }
            }
            starts[ROWS] = at;
            return new Lists(starts, index, random(10 + stream, ROWS * BATCH), random(20 + stream, BATCH * stride));
        }

        float[] gradient(int stride) {
            float[] gradient = new float[ROWS * stride];
            for (int row = 0; row < ROWS; row++) {
                for (int j = 0; j < stride; j++) {
                    float sum = 0;
                    for (int n = starts[row]; n < starts[row + 1]; n++) {
                        sum = Math.fma(value[n], delta[index[n] * stride + j], sum);
                    }
                    gradient[row * stride + j] = sum + 0.0f;
                }
            }
            return gradient;
        }
    }

    private static float[] random(int stream, int length) {
        CounterRandom random = CounterRandom.of(42, Purpose.TEST, stream);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.gaussian(i);
        }
        Arrays.fill(values, length / 2, length / 2 + 1, 0);
        return values;
    }
}
