package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Padding is no parameter, whatever a rule sums.
class LayerRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"lamb", "lars", "prodigy:lr=2", "theta <- theta - eta*g/(1 + norm(g))",
            "n = sum(1 + 0*g); theta <- theta - eta*(g - sum(g)/n)", "theta <- theta - eta*g/sumₗ(1 + theta^2)"})
    void updateAll_withPadding_equalsTheSameWithout(String spec) {
        Optimizer optimizer = Optimizers.parse(spec);
        // One parameter per row: with rows of one number each sum has the same terms in the same chain.
        int rows = 5;
        int stride = 16;
        OptimizerState bare = OptimizerState.ofLayers(optimizer, List.of(new LayerRows(0, rows, 1, 1)));
        OptimizerState padded = OptimizerState.ofLayers(optimizer,
                List.of(new LayerRows(0, rows, 1, stride)));
        float[] theta = new float[rows];
        float[] wide = new float[rows * stride];
        CounterRandom random = CounterRandom.of(3, Purpose.TEST);
        for (int i = 0; i < rows; i++) {
            theta[i] = (float) random.gaussian(i);
            wide[i * stride] = theta[i];
        }
        for (int update = 0; update < 20; update++) {
            float[] gradient = new float[rows];
            float[] wideGradient = new float[rows * stride];
            for (int i = 0; i < rows; i++) {
                gradient[i] = (float) random.gaussian(100L * update + i);
                wideGradient[i * stride] = gradient[i];
            }
            bare.begin(0.01);
            bare.updateAll(theta, gradient);
            padded.begin(0.01);
            padded.updateAll(wide, wideGradient);
        }
        for (int i = 0; i < rows; i++) {
            // The sums are taken in another order, row by row, so a last bit may differ.
            assertThat(wide[i * stride]).as("%s, row %d", spec, i)
                    .isCloseTo(theta[i], org.assertj.core.data.Offset.offset(1e-5f));
            for (int j = 1; j < stride; j++) {
                assertThat(wide[i * stride + j]).isZero();
            }
        }
    }
}
