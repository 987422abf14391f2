package dev.descent.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    private static LeastSquares random(double scale) {
        CounterRandom random = CounterRandom.of(7, Purpose.TEST);
        float[] x = new float[30 * 3];
        float[] y = new float[30];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.gaussian(i) * (i % 3 == 2 ? scale : 1));
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) random.gaussian(1_000 + i);
        }
        return LeastSquares.of(new Examples(30, 3, x, y), new int[] {0, 2}, 25, List.of("b", "w1", "w2"));
    }

    @Test
    void gradient_isTheLimitOfDifferences() {
        LeastSquares loss = random(1);
        double[] theta = {0.3, -0.7, 1.1};
        double[] gradient = new double[3];
        loss.valueAndGradient(theta, gradient);
        for (int j = 0; j < 3; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            assertThat(gradient[j]).isEqualTo((loss.value(up) - loss.value(down)) / 2e-5, within(1e-7));
        }
    }

    @Test
    void minimum_hasNoGradient_alsoWhereFeaturesDifferAThousandfold() {
        for (double scale : new double[] {1, 1e3, 1e-3}) {
            LeastSquares loss = random(scale);
            double[] gradient = new double[3];
            loss.valueAndGradient(loss.minimum(), gradient);
            assertThat(gradient).as("scale %s", scale).containsExactly(new double[] {0, 0, 0}, within(1e-10));
        }
    }

    @Test
    void bowl_isTheLossAboveItsMinimum() {
        LeastSquares loss = random(1);
        double[] theta = {0.3, -0.7, 1.1};
        double[] ofLoss = new double[3];
        double[] ofBowl = new double[3];
        double value = loss.valueAndGradient(theta, ofLoss);
        assertThat(loss.bowl().valueAndGradient(theta, ofBowl)).isEqualTo(value - loss.value(loss.minimum()),
                within(1e-12));
        assertThat(ofBowl).containsExactly(ofLoss, within(1e-12));
    }

    @Test
    void rows_averageToTheWhole() {
        LeastSquares loss = random(1);
        double sum = 0;
        for (int row = 0; row < loss.rows(); row++) {
            sum += loss.row(row).value(1, 2, 3);
        }
        assertThat(sum / loss.rows()).isEqualTo(loss.value(1, 2, 3), within(1e-12));
    }
}
