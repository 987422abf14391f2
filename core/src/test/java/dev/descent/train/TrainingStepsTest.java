package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps that somebody leads against the same training by a [Trainer].
class TrainingStepsTest {

    @TempDir
    Path runs;

    @Test
    void step_asTheRecipeSays_hasTheBitsOfATrainer() {
        Recipe recipe = recipe("cosine");
        Prepared data = prepared(recipe);
        TrainingSteps steps = TrainingSteps.begin(recipe, data);
        for (int update = 0; update < 40; update++) {
            steps.step();
        }

        TrainedRun run = Trainer.of(recipe, data).run();

        assertThat(steps.update()).isEqualTo(run.updates());
        assertThat(steps.parameters().values()).isEqualTo(run.model().parameters().values());
    }

    @Test
    void replay_plateauScheduleAndOldCheckpoint_standsWhereTheRunStood() {
        Recipe recipe = recipe("plateau:patience=1");
        Prepared data = prepared(recipe);
        RunFolder folder = folder(recipe);
        TrainedRun run = Trainer.of(recipe, data).folder(folder, false).checkpointEvery(0).run();

        TrainingSteps steps = TrainingSteps.replay(RunFolder.open(folder.path()), data, 40);

        assertThat(steps.parameters().values()).isEqualTo(run.model().parameters().values());
    }

    @Test
    void back_afterWildSteps_goesOnAsIfTheyHadNeverBeen() {
        Recipe recipe = recipe("constant");
        TrainingSteps straight = TrainingSteps.begin(recipe, prepared(recipe));
        TrainingSteps wild = TrainingSteps.begin(recipe, prepared(recipe));
        for (int update = 0; update < 7; update++) {
            straight.step();
            wild.step();
        }
        TrainingSteps.Point here = wild.point();
        for (int update = 0; update < 30; update++) {
            wild.step(1e3);
        }
        wild.back(here);

        for (int update = 0; update < 10; update++) {
            assertThat(wild.step()).isEqualTo(straight.step());
        }
        assertThat(wild.parameters().values()).isEqualTo(straight.parameters().values());
        assertThat(wild.trainingLoss(100)).isEqualTo(straight.trainingLoss(100));
    }

    @Test
    void replay_otherRows_isRefused() {
        Recipe recipe = recipe("constant");
        RunFolder folder = folder(recipe);
        Trainer.of(recipe, prepared(recipe)).folder(folder, false).checkpointEvery(0).run();

        RunFolder made = RunFolder.open(folder.path());
        Prepared others = prepared(recipe.withSeed(99));

        assertThatThrownBy(() -> TrainingSteps.replay(made, others, 40)).isInstanceOf(DescentException.class)
                .hasMessageContaining("other data");
    }

    private RunFolder folder(Recipe recipe) {
        return RunFolder.create(Disk.real(), new Runs(runs).claim(Disk.real(), "adam"), recipe,
                DataSource.memory("plane"), Map.of());
    }

    /// No validation rows, so that the model holds the last parameters and not the best.
    private static Recipe recipe(String schedule) {
        return Recipe.builder().target("y").optimizer("adam").schedule(schedule).hidden(5).batch(16).updates(40)
                .validation(0).seed(3).build();
    }

    private static Prepared prepared(Recipe recipe) {
        return Samples.prepare(Samples.plane(250), recipe);
    }
}
