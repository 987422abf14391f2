package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {

    private static final Table TABLE = Samples.plane(120);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adam:l2=0.01,decay=0.01",
            "adafactor", "muon"})
    void stoppedAndResumed_equalsStraight_bitForBit(String optimizer) throws IOException {
        Recipe recipe = Recipe.builder().target("y").optimizer(optimizer).schedule("η·0.99^t").hidden(5).batch(10)
                .epochs(12).patience(3).lr(0.02).seed(3).build();
        TrainedRun straight = Descent.train(TABLE).recipe(recipe).keepIn(folder.resolve("straight")).run();
        byte[] expected = Files.readAllBytes(model(straight));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int trial = 0; trial < 25; trial++) {
            long first = random.nextLong(straight.updates());
            long second = random.nextLong(straight.updates());
            String what = "seed " + seed + ", stopped after " + first + " and " + second + " of " + straight.updates();
            Runs runs = new Runs(folder.resolve("trial" + trial));
            Descent.train(TABLE).recipe(recipe).keepIn(runs).interrupt(new After(first)).run();
            RunFolder run = runs.find("last");
            assertThat(run.status()).as(what).isEqualTo("interrupted");
            Descent.resume(run, TABLE).interrupt(new After(second)).run();
            TrainedRun resumed = Descent.resume(runs.find("last"), TABLE).run();

            assertThat(Files.readAllBytes(model(resumed))).as(what).isEqualTo(expected);
            assertThat(resumed.stopReason()).as(what).isEqualTo(straight.stopReason());
            assertThat(losses(resumed.history())).as(what).isEqualTo(losses(straight.history()));
            assertThat(runs.find("last").measurements()).as(what).extracting(entry -> entry.point().update())
                    .isEqualTo(RunFolder.open(path(straight)).measurements().stream()
                            .map(entry -> entry.point().update()).toList());
            assertThat(runs.find("last").status()).as(what).isEqualTo("finished");
        }
    }

    @Test
    void newestCheckpointDamaged_theOneBeforeIsTaken_andTheBitsAreTheSame() throws IOException {
        Recipe recipe = Recipe.builder().target("y").hidden(5).batch(10).epochs(6).patience(0).seed(3).build();
        byte[] expected = Files
                .readAllBytes(model(Descent.train(TABLE).recipe(recipe).keepIn(folder.resolve("a")).run()));
        Runs runs = new Runs(folder.resolve("b"));
        Descent.train(TABLE).recipe(recipe).keepIn(runs).interrupt(new After(11)).run();
        Descent.resume(runs.find("last"), TABLE).interrupt(new After(12)).run();
        List<Path> checkpoints = Checkpoint.newestFirst(runs.find("last").checkpoints());
        assertThat(checkpoints).hasSize(2);
        byte[] bytes = Files.readAllBytes(checkpoints.getFirst());
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoints.getFirst(), bytes);

        TrainedRun resumed = Descent.resume(runs.find("last"), TABLE).run();

        assertThat(Files.readAllBytes(model(resumed))).isEqualTo(expected);
    }

    @Test
    void everyCheckpointDamaged_isAnError() throws IOException {
        Runs runs = new Runs(folder);
        Descent.train(TABLE).target("y").keepIn(runs).interrupt(new After(11)).run();
        for (Path checkpoint : Checkpoint.newestFirst(runs.find("last").checkpoints())) {
            Files.write(checkpoint, new byte[100]);
        }

        assertThatThrownBy(() -> Descent.resume(runs.find("last"), TABLE).run()).isInstanceOf(DescentException.class)
                .hasMessageContaining("not a usable checkpoint");
    }

    @Test
    void interruptedRun_thatGoesOn_isRunningForEverybodyWhoLooks() {
        Runs runs = new Runs(folder);
        Descent.train(TABLE).target("y").epochs(6).keepIn(runs).interrupt(new After(11)).run();
        List<String> seen = new ArrayList<>();

        Descent.resume(runs.find("last"), TABLE).listener(event -> {
            if (event instanceof TrainingEvent.EpochDone) {
                seen.add(runs.find("last").state());
                assertThat(runs.find("last").json().get("result")).isNull();
            }
        }).run();

        assertThat(seen).isNotEmpty().containsOnly("running");
        assertThat(runs.find("last").state()).isEqualTo("finished");
    }

    @Test
    void resume_withOtherData_isRefused() {
        Runs runs = new Runs(folder);
        Descent.train(TABLE).target("y").keepIn(runs).interrupt(new After(11)).run();

        assertThatThrownBy(() -> Descent.resume(runs.find("last"), Samples.plane(121)).run())
                .isInstanceOf(DescentException.class).hasMessageContaining("belongs to other data");
    }

    @Test
    void resume_fileThatChanged_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), "a,y\n1,2\n");
        Runs runs = new Runs(folder.resolve("runs"));
        Descent.train(TABLE).target("y").source(DataSource.file(file, Map.of("delimiter", ","))).keepIn(runs).epochs(1)
                .run();
        DataSource source = runs.find("last").source();
        source.verify();
        assertThat(source.options()).containsEntry("delimiter", ",");
        Files.writeString(file, "a,y\n1,3\n");

        assertThatThrownBy(source::verify).isInstanceOf(DescentException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("has changed since this run began");
        Files.delete(file);
        assertThatThrownBy(source::verify).hasMessageContaining("no longer there");
    }

    @Test
    void finishedRun_resumed_givesTheSameAgain() throws IOException {
        Runs runs = new Runs(folder);
        TrainedRun run = Descent.train(TABLE).target("y").epochs(3).keepIn(runs).run();
        byte[] expected = Files.readAllBytes(model(run));

        assertThat(Files.readAllBytes(model(Descent.resume(runs.find("last"), TABLE).run()))).isEqualTo(expected);
    }

    @Test
    void runFolder_inUse_isRefusedNamingTheProcess() {
        Runs runs = new Runs(folder);
        Descent.train(TABLE).target("y").epochs(1).keepIn(runs).run();
        RunFolder run = runs.find("last");
        try (RunLock _ = RunLock.take(run.path())) {
            assertThatThrownBy(() -> Descent.resume(run, TABLE).run()).isInstanceOf(DescentException.class)
                    .hasMessageContaining("Another process (pid ");
        }
    }

    @Test
    void recipe_throughRunJson_isTheSame() {
        Runs runs = new Runs(folder);
        Recipe recipe = Recipe.builder().target("y").optimizer("rmsprop:alpha=0.8").lr(0.003).schedule("η·0.5^⌊t/100⌋")
                .hidden(7, 3).activation("gelu").loss("huber").validation(20).holdOut(0.3).batch(9).updates(77)
                .shuffle("once").patience(4).seed(Long.MIN_VALUE + 1).drop(List.of("b")).scale("robust").build();
        Descent.train(TABLE).recipe(recipe).keepIn(runs).run();

        Recipe read = runs.find("last").recipe();

        assertThat(RecipeJson.write(read)).isEqualTo(RecipeJson.write(recipe));
        assertThat(read.training().seed()).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(read.training().optimizer().lr()).isEqualTo(0.003);
    }

    @Test
    void runJson_holdsProvenanceAndResult() {
        Runs runs = new Runs(folder);
        TrainedRun run = Descent.train(TABLE).target("y").epochs(2).keepIn(runs).run();
        Map<String, ?> json = runs.find("last").json();

        assertThat(json).containsKeys("id", "status", "provenance", "source", "recipe", "result");
        assertThat(String.valueOf(json.get("result"))).contains("rmse=" + run.metrics().value("rmse"));
        assertThat(String.valueOf(json.get("recipe"))).contains("rule=").contains("θ ← ");
    }

    private static List<List<Double>> losses(List<EpochPoint> history) {
        return history.stream()
                .map(p -> List.of(p.epoch(), (double) p.update(), p.trainLoss(), p.validationLoss(), p.lr()))
                .toList();
    }

    private static Path path(TrainedRun run) {
        return java.util.Objects.requireNonNull(run.folder());
    }

    private static Path model(TrainedRun run) {
        return path(run).resolve("model.descent");
    }

}
