package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optim.TorchNet;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// [LastSteps] in the place of PyTorch's L-BFGS, which takes full steps where it has no line search: the figures of its C++
/// baseline.
public class TorchLbfgsTest {

    private static final int MEMORY = 100;
    private static final double SETTLED = 1e-9;
    private static final double FLAT = 1e-7;

    @Test
    void fullSteps_fromTheBaselinesStart_endWherePyTorchEnds() {
        assertThat(worst()).isLessThan(TorchNet.TOLERANCE);
    }

    public static double worst() {
        return TorchNet.worst(TorchNet.lbfgs(), new FullSteps());
    }

    /// Steps of length 1 along −H·g, the first one shortened by the sum of the gradient's sizes.
    private static final class FullSteps implements TorchNet.Mover {

        private final LastSteps known = new LastSteps(MEMORY);
        private double @Nullable [] from;
        private double @Nullable [] before;

        @Override
        public void move(double[] theta, double[] gradient) {
            double sum = 0;
            double largest = 0;
            for (double g : gradient) {
                sum += Math.abs(g);
                largest = Math.max(largest, Math.abs(g));
            }
            if (largest <= FLAT) {
                return;
            }
            if (from != null && before != null) {
                known.learn(from, before, theta, gradient);
            }
            double step = from == null ? Math.min(1, 1 / sum) : 1;
            double[] direction = known.direction(gradient);
            from = theta.clone();
            before = gradient.clone();
            if (LineSearch.dot(gradient, direction) > -SETTLED) {
                return;
            }
            for (int i = 0; i < theta.length; i++) {
                theta[i] += step * direction[i];
            }
        }
    }
}
