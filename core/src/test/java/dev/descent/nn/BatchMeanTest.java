package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.kernel.Workers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMeanTest {

    private static final int ROWS = 23;
    private static final int INPUTS = 3;

    /// Batches of 8 over 23 rows end with one of 7: it counts 7 rows, not 8.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 23})
    void gradient_ofAnyBatch_isTheMeanOverItsRows(int count) {
        Network network = Network.mlp(INPUTS, List.of(5), 1, Activation.TANH, Loss.MSE);
        Parameters parameters = Parameters.initial(network, 5);
        CounterRandom random = CounterRandom.of(5, Purpose.TEST);
        float[] x = new float[ROWS * INPUTS];
        float[] targets = new float[ROWS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.gaussian(i);
        }
        for (int r = 0; r < ROWS; r++) {
            targets[r] = (float) random.gaussian(1000 + r);
        }
        int[] rows = IntStream.range(0, ROWS).toArray();
        int from = ROWS - count;
        try (Workers workers = Workers.of(1)) {
            Backprop backprop = new Backprop(network, ROWS, workers);
            float[] batch = new float[parameters.layout().length()];
            double loss = backprop.gradient(parameters, x, targets, null, rows, from, count, batch);
            double[] sum = new double[batch.length];
            double losses = 0;
            float[] one = new float[batch.length];
            for (int r = from; r < ROWS; r++) {
                losses += backprop.gradient(parameters, x, targets, null, rows, r, 1, one);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += one[i];
                }
            }
            assertThat(loss).isCloseTo(losses / count, org.assertj.core.data.Offset.offset(1e-6));
            for (int i = 0; i < sum.length; i++) {
                assertThat((double) batch[i]).isCloseTo(sum[i] / count, org.assertj.core.data.Offset.offset(1e-5));
            }
        }
    }
}
