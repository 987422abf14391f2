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
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.optim.Optimizers;
import dev.descent.train.Recipe;
import dev.descent.train.Trainer;
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
        json.remove("announcedSeconds");
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

    /// What a search takes is told from work and speed: twice the speed is half the time, but for what is bounded by time.
    @Test
    void cost_onAMachineOfTwiceTheSpeed_isHalf() {
        Recipe recipe = Recipe.builder().target("y").hidden(4).epochs(2).build();
        Prepared rows = Prepared.of(plane(300), recipe.data().preparation(), 1, 0.16, 0.2);
        BatchSizePlan plan = new BatchSizePlan(Optimizers.byName("sgd"), 4, List.of(4, 32, 160), 3, 1, 2, Double.NaN);
        Speed slow = new Speed(2e-6, 2e-9, 2e-10, 2);
        Network network = Trainer.of(recipe, rows).network();
        BatchSizeBudget budget = BatchSizeBudget.of(recipe, rows);
        BatchSizeCost cost = new BatchSizeCost(plan, budget, slow, network, rows, false);
        BatchSizeCost half = new BatchSizeCost(plan, budget, new Speed(1e-6, 1e-9, 1e-10, 1), network, rows, false);
        assertThat(cost.total()).isEqualTo(2 * half.total(), within(1e-12));
        StudyEvent.Planned planned = new BatchSizeCost(plan, budget, slow, network, rows, true).planned();
        assertThat(planned.runs()).isEqualTo(3 * (4 + 3));
        assertThat(planned.mostRuns()).isEqualTo(3 * (4 + 3 + 3));
        assertThat(planned.timing()).isEqualTo(planned.seconds() - cost.total(), within(1e-9)).isGreaterThan(5);
        assertThat(planned.parts().stream().mapToDouble(StudyEvent.Part::seconds).sum())
                .isEqualTo(planned.seconds(), within(1e-9));
        Speed corrected = slow.corrected(10, 14.4);
        assertThat(corrected.product()).isEqualTo(1.2 * slow.product(), within(1e-20));
        assertThat(Speed.of(corrected.json(), "speed")).isEqualTo(corrected);
    }

    @Test
    void budget_ofLargeBatches_isAboutASecondsWork() {
        Recipe recipe = Recipe.builder().epochs(20).build();
        BatchSizeBudget housing = new BatchSizeBudget(recipe, 13_209, 14_600);
        assertThat(housing.usualEpochs()).isEqualTo(20);
        assertThat(housing.usualBatches()).containsExactly(8, 32, 128, 512, 2048, 8192);
        assertThat(housing.updates(8)).isEqualTo(20 * 1652);
        assertThat(housing.updates(2048)).isEqualTo(500);
        assertThat(housing.updates(8192)).isEqualTo(125);
        BatchSizeBudget images = new BatchSizeBudget(recipe.toBuilder().epochs(3).build(), 32_000, 503_000);
        assertThat(images.usualEpochs()).isEqualTo(3);
        assertThat(images.usualBatches()).containsExactly(8, 32, 128, 512);
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
