package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.lab.work.Events;
import dev.descent.lab.work.Jobs;
import dev.descent.lab.work.Worker;
import dev.descent.train.RunFolder;
import dev.descent.train.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trainings that the laboratory starts are this program once more.
class LabChildTest {

    @TempDir
    Path home;

    @Test
    void training_whenTheLaboratoryStops_savesAndCanBeResumed() throws Exception {
        Runs runs = new Runs(home.resolve("runs"));
        Worker worker = Worker.here("dev.descent.cli.Main", List.of("--runs-dir", runs.folder().toString()),
                runs.folder(), 1L << 30);
        assertThat(worker.command()).contains("-Xmx256m");
        Jobs jobs = new Jobs(worker, new Events());
        try (jobs) {
            jobs.start("train", List.of("rooms", "--target=price", "--lr=0.001", "--epochs=100000"), null, false);
            waitUntil(() -> !runs.list().isEmpty() && !RunFolder.open(runs.list().getFirst()).measurements().isEmpty());
        }
        RunFolder run = RunFolder.open(runs.list().getFirst());
        assertThat(run.status()).isEqualTo("interrupted");
        assertThat(run.checkpoints()).isNotEmptyDirectory();
        waitUntil(() -> "stopped".equals(jobs.rows().getFirst().get("state")));
        assertThat(jobs.rows().getFirst()).containsEntry("run", run.id());
    }

    @Test
    void plane_ofARun_isDrawnByAChildAndKept() throws Exception {
        Runs runs = new Runs(home.resolve("runs"));
        Session.run("train", "moons", "--hidden=4", "--epochs=1", "--runs-dir", runs.folder().toString());
        String run = RunFolder.open(runs.list().getFirst()).id();
        try (Jobs jobs = new Jobs(Worker.here("dev.descent.cli.Main", List.of("--runs-dir", runs.folder().toString()),
                runs.folder(), 1L << 30), new Events())) {
            jobs.start("plane", List.of(run), run, false);
            waitUntil(() -> "done".equals(jobs.rows().getFirst().get("state")));
            assertThat(jobs.rows().getFirst()).containsEntry("grid", 41.0).doesNotContainKey("losses");
            assertThat(jobs.plane(run)).containsEntry("run", run).containsKey("losses");
        }
    }

    @Test
    void failure_ofAChild_isItsOwnMessage() throws Exception {
        try (Jobs jobs = new Jobs(Worker.here("dev.descent.cli.Main", List.of(), home, 1L << 30), new Events())) {
            jobs.start("train", List.of("rooms", "--target=prise"), null, false);
            waitUntil(() -> "failed".equals(jobs.rows().getFirst().get("state")));
            assertThat(String.valueOf(jobs.rows().getFirst().get("words"))).contains("prise", "price");
        }
    }

    private static void waitUntil(BooleanSupplier there) throws InterruptedException {
        for (int k = 0; k < 600 && !there.getAsBoolean(); k++) {
            Thread.sleep(50);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
