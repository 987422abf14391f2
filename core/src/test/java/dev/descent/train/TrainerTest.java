package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    @Test
    void linearModel_onAPlane_findsItsTruthInOriginalUnits() {
        TrainedRun run = Descent.train(Samples.plane(500)).target("y").hidden().lr(0.01).epochs(60).seed(1).run();

        assertThat(run.metrics().value("rmse")).isCloseTo(0.1, within(0.03));
        assertThat(run.metrics().value("r2")).isGreaterThan(0.999);
        assertThat(run.baseline().main()).isGreaterThan(5);
        assertThat(run.measuredOn()).isEqualTo("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd:lr=0.1", "momentum:lr=0.02", "adagrad:lr=0.1", "rmsprop:lr=0.005", "adam:lr=0.01"})
    void network_onRings_learnsThem(String optimizer) {
        TrainedRun run = Descent.train(Samples.rings(600, 3)).target("ring").optimizer(optimizer).hidden(32, 16)
                .epochs(60).seed(2).run();

        assertThat(run.metrics().value("accuracy")).as(run.metrics().toString()).isGreaterThan(0.95);
        assertThat(run.baseline().main()).isLessThan(0.4);
    }

    @Test
    void twoClasses_useTheLogisticLoss_andHaveAnAuc() {
        TrainedRun run = Descent.train(Samples.rings(400, 2)).target("ring").lr(0.01).epochs(40).run();

        assertThat(run.model().network().outputs()).isEqualTo(1);
        assertThat(run.metrics().value("auc")).isGreaterThan(0.98);
    }

    @Test
    void sameRecipe_anyNumberOfThreads_givesTheSameBits() {
        Recipe recipe = Recipe.builder().target("y").hidden(24, 8).epochs(3).batch(7).seed(4).build();
        var data = Samples.prepare(Samples.plane(200), recipe);
        float[] one = Trainer.of(recipe, data).threads(1).run().model().parameters().values();
        float[] two = Trainer.of(recipe, data).threads(2).run().model().parameters().values();

        assertThat(two).isEqualTo(one);
    }

    @Test
    void earlyStopping_restoresTheWeightsOfTheBestEpoch() {
        Table noise = Samples.rings(60, 2);
        TrainedRun run = Descent.train(noise).target("ring").hidden(64, 64).lr(0.03).epochs(300).patience(5)
                .seed(3).run();
        int best = 0;
        for (int i = 0; i < run.history().size(); i++) {
            best = run.history().get(i).validationLoss() < run.history().get(best).validationLoss() ? i : best;
        }

        assertThat(run.stopReason()).isEqualTo(StopReason.EARLY);
        assertThat(run.history()).hasSize(best + 1 + 5);
        assertThat(run.bestUpdate()).isEqualTo(run.history().get(best).update());
        TrainedRun toThere = Descent.train(noise).target("ring").hidden(64, 64).lr(0.03)
                .updates(run.bestUpdate()).patience(0).seed(3).run();
        assertThat(run.model().parameters().values()).isEqualTo(toThere.model().parameters().values());
    }

    @Test
    void testRows_whateverTheyHold_changeNothingButTheMetrics() {
        Recipe recipe = Recipe.builder().target("y").hidden(8).epochs(5).seed(4).build();
        Table table = Samples.plane(200);
        Prepared data = Samples.prepare(table, recipe);
        double[] y = ((Column.Numeric) table.column("y")).values().clone();
        for (int row : data.split().test()) {
            y[row] += 50;
        }
        TrainedRun run = Trainer.of(recipe, data).run();
        TrainedRun other = Trainer
                .of(recipe, Samples.prepare(table.with(new Column.Numeric("y", y)), recipe)).run();

        assertThat(other.model().parameters().values()).isEqualTo(run.model().parameters().values());
        assertThat(other.history()).extracting(EpochPoint::validationLoss)
                .isEqualTo(run.history().stream().map(EpochPoint::validationLoss).toList());
        assertThat(other.bestUpdate()).isEqualTo(run.bestUpdate());
        assertThat(other.metrics().value("rmse")).isGreaterThan(run.metrics().value("rmse") + 20);
    }

    @Test
    void updates_asBudget_endInsideAnEpochWithAPointOfTheHistory() {
        List<TrainingEvent> events = new ArrayList<>();
        TrainedRun run = Descent.train(Samples.plane(100)).target("y").validation(0).holdOut(0).batch(32).updates(6)
                .listener(events::add).run();

        assertThat(run.updates()).isEqualTo(6);
        assertThat(run.epochs()).isEqualTo(1.5);
        assertThat(run.history()).extracting(EpochPoint::update).containsExactly(4L, 6L);
        assertThat(run.measuredOn()).isEqualTo("train");
        assertThat(events.getFirst())
                .isEqualTo(new TrainingEvent.Started(run.model().parameters().count(), 100, 0, 0, 6, 0));
        assertThat(events.getLast()).isInstanceOf(TrainingEvent.Finished.class);
    }

    @Test
    void batchBeyondTheRows_isOneUpdatePerEpoch() {
        TrainedRun run = Descent.train(Samples.plane(100)).target("y").batch(1_000_000).epochs(3).run();

        assertThat(run.updates()).isEqualTo(3);
    }

    @Test
    void interrupt_beforeTheFirstUpdate_endsAtOnce() {
        Interrupt interrupt = new Interrupt();
        interrupt.raise();
        TrainedRun run = Descent.train(Samples.plane(100)).target("y").interrupt(interrupt).run();

        assertThat(run.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(run.updates()).isZero();
    }

    @Test
    void balanced_rareClass_isFoundMoreOften() {
        int rows = 600;
        Table all = Samples.rings(rows, 2);
        int[] kept = java.util.stream.IntStream.range(0, rows).filter(i -> i % 2 == 0 || i % 20 == 1).toArray();
        Table rare = all.select(kept);
        Training training = Descent.train(rare).target("ring").hidden(4).epochs(4).lr(0.003);
        double plain = ((Metrics.Classes) training.run().metrics()).recall()[1];
        double balanced = ((Metrics.Classes) training.balanced(true).run().metrics()).recall()[1];

        assertThat(balanced).isGreaterThan(plain);
    }

    @Test
    void balanced_regression_isRefused() {
        assertThatThrownBy(() -> Descent.train(Samples.plane(50)).target("y").balanced(true).run())
                .isInstanceOf(DescentException.class).hasMessageContaining("are for classes");
    }

    @Test
    void loss_ofTheOtherTask_isRefused() {
        assertThatThrownBy(() -> Descent.train(Samples.plane(50)).target("y").loss("logistic").run())
                .isInstanceOf(DescentException.class).hasMessageContaining("is for classification");
        assertThatThrownBy(() -> Descent.train(Samples.rings(60, 3)).target("ring").loss("logistic").run())
                .isInstanceOf(DescentException.class).hasMessageContaining("has 3: use cross-entropy");
    }

    @Test
    void l2AndDecay_pullTheWeightsTowardsZero() {
        double plain = size(Descent.train(Samples.plane(200)).target("y").hidden().epochs(20).lr(0.01).run());
        double l2 = size(Descent.train(Samples.plane(200)).target("y").hidden().epochs(20)
                .optimizer("adam:l2=0.5,lr=0.01").run());
        double decay = size(Descent.train(Samples.plane(200)).target("y").hidden().epochs(20)
                .optimizer("adam:decay=1,lr=0.01").run());

        assertThat(l2).isLessThan(plain);
        assertThat(decay).isLessThan(plain);
    }

    private static double size(TrainedRun run) {
        double sum = 0;
        for (float value : run.model().parameters().values()) {
            sum += (double) value * value;
        }
        return sum;
    }
}
