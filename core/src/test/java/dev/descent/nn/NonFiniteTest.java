package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.kernel.Workers;
import dev.descent.nn.NonFinite.Where;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An update that leaves the finite numbers says so, where, and whether it has touched a weight.
class NonFiniteTest {

    private static final int INPUTS = 2000;
    private static final Network LINEAR = Network.mlp(INPUTS, List.of(), 1, Activation.IDENTITY, Loss.MSE);
    private static final Network DEEP = Network.mlp(3, List.of(4), 1, Activation.RELU, Loss.MSE);

    @ParameterizedTest
    @ValueSource(ints = {0, 900, INPUTS - 1})
    void update_overflowInOneWeight_isFoundInAnyTile(int weight) {
        for (int threads : new int[] {1, 2}) {
            Parameters parameters = Parameters.zero(LINEAR);
            OptimizerState state = OptimizerState.of(Optimizers.parse("sgd"), parameters.layout().length());
            float[] x = new float[INPUTS];
            Arrays.fill(x, 1e-3f);
            x[weight] = 1e19f;
            try (Workers workers = Workers.of(threads)) {
                Backprop backprop = new Backprop(LINEAR, 1, workers);
                // The gradient at this weight is 2·1e16·1e19 = 2e35, the rate carries it out of the floats.
                double loss = backprop.update(parameters, x, new float[] {-1e16f}, null, new int[] {0}, 0, 1, state,
                        1e6);
                assertThat(loss).isNaN();
                assertThat(backprop.nonFinite()).isEqualTo(new NonFinite(Where.PARAMETERS, 1));
                assertThat(new NonFinite(Where.PARAMETERS, 1).touched()).isTrue();
            }
        }
    }

    @Test
    void update_overflowOnTheWay_touchesNothing() {
        Parameters huge = Parameters.initial(DEEP, 1);
        for (int i = 0; i < huge.layout().views().getFirst().rows() * 16; i++) {
            huge.values()[i] = i % 16 < 4 ? 1e38f : 0;
        }
        expectUntouched(huge, new float[] {100, 1, 1}, 0, new NonFinite(Where.ACTIVATION, 1));
        expectUntouched(Parameters.initial(DEEP, 1), new float[] {1, 1, 1}, 1e30f, new NonFinite(Where.LOSS, 2));
        Parameters steep = Parameters.zero(DEEP);
        // z₁ = 1 in unit 1, output 1e19·1e-19, loss 1e38: its derivative 2e19 times a weight of 1e20 leaves the floats.
        steep.values()[0] = 1;
        Layout.View second = steep.layout().weights(1);
        steep.values()[second.offset()] = 1e20f;
        expectUntouched(steep, new float[] {1e-2f, 0, 0}, 0.9e19f + 1e18f, new NonFinite(Where.DELTA, 1));
    }

    private static void expectUntouched(Parameters parameters, float[] x, float target, NonFinite expected) {
        float[] before = parameters.values().clone();
        OptimizerState state = OptimizerState.of(Optimizers.parse("adam"), parameters.layout().length());
        Backprop backprop = new Backprop(DEEP, 1, Workers.single());
        double loss = backprop.update(parameters, x, new float[] {target}, null, new int[] {0}, 0, 1, state, 0.1);
        assertThat(loss).isNaN();
        assertThat(backprop.nonFinite()).isEqualTo(expected);
        assertThat(expected.touched()).isFalse();
        assertThat(parameters.values()).isEqualTo(before);
        assertThat(state.step()).isZero();
    }

    @Test
    void update_afterAFailure_forgetsIt() {
        Parameters parameters = Parameters.initial(DEEP, 1);
        OptimizerState state = OptimizerState.of(Optimizers.parse("adam"), parameters.layout().length());
        Backprop backprop = new Backprop(DEEP, 2, Workers.single());
        float[] x = {1, 1, 1, 1, 1, 1};
        assertThat(backprop.update(parameters, x, new float[] {1e30f, 1}, null, new int[] {0, 1}, 0, 2, state, 0.1))
                .isNaN();
        assertThat(backprop.update(parameters, x, new float[] {1, 1}, null, new int[] {0, 1}, 0, 2, state, 0.1))
                .isFinite();
        assertThat(backprop.nonFinite()).isNull();
    }

    @Test
    void update_paddingOfEveryRule_staysZero() {
        for (String rule : List.of("sgd", "adam", "theta <- theta - eta*(g + 1)")) {
            Network network = Network.mlp(3, List.of(5, 20), 3, Activation.SIGMOID, Loss.CROSS_ENTROPY);
            Parameters parameters = Parameters.initial(network, 1);
            OptimizerState state = OptimizerState.of(Optimizers.parse(rule), parameters.layout().length());
            Backprop backprop = new Backprop(network, 4, Workers.single());
            float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 0};
            for (int i = 0; i < 5; i++) {
                backprop.update(parameters, x, new float[] {0, 1, 2, 1}, null, IntStream.range(0, 4).toArray(), 0, 4,
                        state,
                        0.1);
            }
            float[] roundTrip = Parameters.fromCompact(network, parameters.compact()).values();
            assertThat(parameters.values()).isEqualTo(roundTrip);
        }
    }
}
