package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Column;
import dev.descent.data.Examples;
import dev.descent.data.Table;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {

    private static final int FEATURES = 40;

    @TempDir
    private Path folder;

    /// A rate so high that one row's gradient overflows the weights of one feature, in the 300th update: 44 updates
    /// after the snapshot. The run must end with the very bits of the 299th.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, FEATURES / 2, FEATURES - 1})
    void overflowInOneTile_restoresTheParametersBefore(int feature) {
        Table table = spike(feature, 299);
        Training training = Descent.train(table).target("y").scale("none").scaleTarget(false).validation(0).holdOut(0)
                .batch(1).shuffle("off").optimizer("momentum").lr(0.001).hidden(48).activation("tanh");
        TrainedRun diverged = training.schedule("if t = 300 then 3e38 else η").updates(400).run();
        TrainedRun before = training.schedule("η").updates(299).run();

        assertThat(diverged.stopReason()).isEqualTo(StopReason.DIVERGED);
        assertThat(diverged.updates()).isEqualTo(299);
        assertThat(diverged.divergence()).isNotNull();
        assertThat(diverged.model().parameters().values()).isEqualTo(before.model().parameters().values());
    }

    @ParameterizedTest
    @CsvSource({"sgd, 1e6, mse, relu, 64", "sgd, 1e6, mae, relu, 64", "sgd, 1e30, huber, tanh, 64",
            "sgd, 1e38, mse, tanh, 0", "sgd, 10, mse, relu, 0", "momentum, 1e6, mse, gelu, 64",
            "momentum, 1e10, mse, silu, 8", "nesterov, 1e6, mse, relu, 64", "adagrad, 1e20, mse, relu, 64",
            "adagrad, 1e38, mae, sigmoid, 8", "rmsprop, 1e20, mse, relu, 64", "rmsprop, 1e38, huber, tanh, 8",
            "adam, 1e20, mse, relu, 64", "adam, 1e38, mse, relu, 64", "adam, 1e38, mae, tanh, 8",
            "sgd, 1e20, mse, sigmoid, 64"})
    void absurdRates_neverLeaveANumberThatIsNotFinite(String optimizer, String lr, String loss, String activation,
            int units) {
        List<TrainingEvent> events = new ArrayList<>();
        Training training = Descent.train(Samples.plane(200)).target("y").optimizer(optimizer).lr(1).schedule("η·" + lr)
                .loss(loss)
                .activation(activation).epochs(20).patience(0).listener(events::add);
        TrainedRun run = (units == 0 ? training.hidden() : training.hidden(units)).run();

        assertFinite(run);
        run.model().save(folder.resolve("m.descent"));
        assertThat(Model.load(folder.resolve("m.descent")).parameters().values())
                .isEqualTo(run.model().parameters().values());
        if (run.diverged()) {
            assertThat(events).hasAtLeastOneElementOfType(TrainingEvent.Diverged.class);
            assertThat(run.divergence()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"1e15", "1e30", "3e38", "1e200"})
    void absurdTargets_unscaled_divergeOrStayFinite(double size) {
        Table plane = Samples.plane(100);
        double[] y = new double[100];
        for (int i = 0; i < y.length; i++) {
            y[i] = (i % 7 - 3) * size;
        }
        try {
            TrainedRun run = Descent.train(plane.with(new Column.Numeric("y", y))).target("y").task(
                    dev.descent.data.Task.REGRESSION).scaleTarget(false).optimizer("sgd").epochs(3).run();
            assertFinite(run);
        } catch (dev.descent.common.DescentException e) {
            assertThat(e.kind()).isEqualTo(dev.descent.common.DescentException.Kind.DATA);
        }
    }

    @Test
    void linearModel_rateAboveTheLimit_namesTheStableRate_whichIsStable() {
        Training training = Descent.train(Samples.plane(300)).target("y").hidden().optimizer("sgd").batch(100_000)
                .epochs(3000).patience(0);
        TrainedRun run = training.lr(5).run();
        Divergence divergence = Objects.requireNonNull(run.divergence());

        double stable = divergence.stableRate();
        assertThat(divergence.message()).contains("stable below 2/λ_max = ").contains("diverged at update ");
        assertThat(training.lr(0.98 * stable).run().diverged()).isFalse();
        assertThat(training.lr(1.05 * stable).run().diverged()).isTrue();
    }

    @Test
    void stableRate_twoOrthogonalFeatures_isKnown() {
        Examples examples = new Examples(4, 2, new float[] {3, 0, -3, 0, 0, 1, 0, -1}, new float[4]);
        Network linear = Network.mlp(2, List.of(), 1, Activation.RELU, Loss.MSE);

        assertThat(StableRate.of(linear, examples)).isCloseTo(2 / (2 * 18 / 4.0), within(1e-6));
        assertThat(StableRate.of(Network.mlp(2, List.of(3), 1, Activation.RELU, Loss.MSE), examples)).isNaN();
        assertThat(StableRate.of(Network.mlp(2, List.of(), 1, Activation.RELU, Loss.MAE), examples)).isNaN();
    }

    private static void assertFinite(TrainedRun run) {
        for (float value : run.model().parameters().values()) {
            assertThat(Float.isFinite(value)).as("parameter %s after %s", value, run.divergence()).isTrue();
        }
    }

    /// Small rows; at `row` all features are 0 but one, which is large.
    private static Table spike(int feature, int row) {
        CounterRandom random = CounterRandom.of(9, Purpose.TEST);
        int rows = 400;
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < FEATURES; j++) {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = i == row ? j == feature ? 40 : 0 : 0.3 * random.gaussian((long) i * FEATURES + j);
            }
            columns.add(new Column.Numeric("x" + j, values));
        }
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i == row ? 0.05 : random.gaussian(1_000_000 + i);
        }
        columns.add(new Column.Numeric("y", y));
        return new Table("spike", columns);
    }

}
