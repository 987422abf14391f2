package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Column;
import dev.descent.data.Examples;
import dev.descent.data.Table;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.optim.Optimizers;
import dev.descent.train.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchSizeAdvisorTest {

    private static Table plane(int rows) {
        CounterRandom random = CounterRandom.of(5, Purpose.TEST);
        double[] a = new double[rows];
        double[] b = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            a[i] = random.gaussian(3L * i);
            b[i] = random.gaussian(3L * i + 1);
            y[i] = 2 * a[i] - b[i] + random.gaussian(3L * i + 2);
        }
        return new Table("plane", List.of(new Column.Numeric("a", a), new Column.Numeric("b", b),
                new Column.Numeric("y", y)));
    }

    private static BatchSizeResult run(int threads, List<StudyEvent> events) {
        Recipe recipe = Recipe.builder().target("y").hidden(4).epochs(2).build();
        BatchSizePlan plan = new BatchSizePlan(Optimizers.byName("sgd"), 4, List.of(4, 32, 160), 3, 1, threads,
                Double.NaN);
        return BatchSizeAdvisor.of(plane(300), recipe, plan).timing(false).listener(events::add).run();
    }

    private static String decided(BatchSizeResult result) {
        Map<String, @Nullable Object> json = BatchSizeJson.result(result);
        json.remove("seconds");
        return Json.write(List.of(json, BatchSizeJson.runs(result)));
    }

    @Test
    void run_onAnyNumberOfThreads_givesTheSameResult_andTellsItsCostFirst() {
        List<StudyEvent> events = new ArrayList<>();
        BatchSizeResult result = run(1, events);
        assertThat(events.getFirst()).isInstanceOfSatisfying(StudyEvent.Planned.class,
                planned -> assertThat(planned.seconds()).isPositive());
        assertThat(decided(run(3, new ArrayList<>()))).isEqualTo(decided(result));

        assertThat(result.points()).extracting(BatchSizePoint::batch).containsExactly(4, 32, 160);
        for (BatchSizePoint point : result.points()) {
            assertThat(point.medianUpdates()).as("the target is what every size reaches").isFinite();
            assertThat(point.runs()).allSatisfy(run -> assertThat(run.updates()).isGreaterThanOrEqualTo(500));
        }
        assertThat(result.points().getFirst().medianUpdates())
                .isGreaterThanOrEqualTo(result.points().getLast().medianUpdates());
        assertThat(result.noise()).isNotEmpty().allSatisfy(scale -> {
            assertThat(scale.value()).isBetween(scale.low(), scale.high());
            assertThat(scale.low()).isNotNegative();
        });
        assertThat(String.join(" ", result.answer())).contains("with the fewest rows", "noise scale",
                "Batch 160, the largest");
        assertThat(decided(result)).doesNotContain("NaN", "Infinity");
    }

    /// For a linear model the gradient of a row is 2·(ŷ − y)·(x, 1).
    @Test
    void noiseScale_ofALinearModel_isThatOfItsRowsGradients() {
        int rows = 200;
        Network network = Network.mlp(2, List.of(), 1, Activation.RELU, Loss.MSE);
        float[] x = new float[2 * rows];
        float[] y = new float[rows];
        CounterRandom random = CounterRandom.of(9, Purpose.TEST);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.gaussian(i);
        }
        for (int i = 0; i < rows; i++) {
            y[i] = (float) (3 * x[2 * i] + random.gaussian(1000 + i));
        }
        Parameters parameters = Parameters.initial(network, 1);
        float[] theta = parameters.compact();
        double[] sum = new double[3];
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            double error = theta[0] * x[2 * i] + theta[1] * x[2 * i + 1] + theta[2] - y[i];
            double[] gradient = {2 * error * x[2 * i], 2 * error * x[2 * i + 1], 2 * error};
            for (int k = 0; k < 3; k++) {
                sum[k] += gradient[k] / rows;
                squares += gradient[k] * gradient[k] / rows;
            }
        }
        double signal = sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2];
        NoiseScale scale = NoiseScale.measure(7, network, parameters, new Examples(rows, 2, x, y), 1);
        assertThat(scale.value()).isEqualTo((squares - signal) / signal, within(1e-3));
        assertThat(scale.gradient()).isEqualTo(Math.sqrt(signal), within(1e-4));
        assertThat(scale.update()).isEqualTo(7);
    }

    @Test
    void plan_ofOneSize_isRefused() {
        assertThatThrownBy(() -> new BatchSizePlan(Optimizers.byName("sgd"), 4, List.of(32, 32), 3, 1, 1, Double.NaN))
                .isInstanceOf(DescentException.class).hasMessageContaining("two sizes or more");
        assertThat(BatchSizePlan.usual(13_000)).containsExactly(8, 32, 128, 512, 2048, 8192);
        assertThat(BatchSizePlan.usual(600)).containsExactly(8, 32, 128, 512);
        assertThat(BatchSizePlan.usual(2000)).containsExactly(8, 32, 128, 512, 2000);
        assertThat(BatchSizePlan.usual(5)).containsExactly(1, 5);
    }
}
