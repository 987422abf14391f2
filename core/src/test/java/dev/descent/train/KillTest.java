package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a training process at random moments, without warning, and lets the next one go on.
class KillTest {

    private static final int KILLS = Integer.getInteger("descent.kills", 6);
    private static final Recipe RECIPE = Recipe.builder().target("y").hidden(16).batch(4).epochs(60).patience(0).seed(8)
            .build();

    @TempDir
    private Path folder;

    /// A training process: begins or continues the run of a folder, a checkpoint after every epoch.
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) {
            Path run = Path.of(arguments[0]);
            Prepared data = data();
            boolean exists = Files.exists(run.resolve("run.json"));
            RunFolder where = exists ? RunFolder.open(run)
                    : RunFolder.create(Disk.real(), run, RECIPE, DataSource.memory("plane"), Map.of());
            System.out.println("ready");
            Trainer.of(RECIPE, data).checkpointEvery(0).folder(where, exists).run();
        }
    }

    @Test
    void killedAnywhere_andContinued_endsInTheBitsOfAnUnbrokenRun() throws IOException, InterruptedException {
        float[] expected = Trainer.of(RECIPE, data()).run().model().parameters().values();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path run = folder.resolve("run-1");
        int kills = 0;
        for (boolean done = false; !done;) {
            Process child = start(run);
            assertThat(child.inputReader().readLine()).as("seed " + seed).isEqualTo("ready");
            if (kills < KILLS && !child.waitFor(random.nextInt(400_000), TimeUnit.MICROSECONDS)) {
                child.destroyForcibly();
                kills++;
            }
            int exit = child.waitFor();
            assertThat(exit).as("seed " + seed).isIn(0, 137);
            done = exit == 0;
        }

        assertThat(Model.load(run.resolve("model.descent")).parameters().values()).as("seed " + seed)
                .isEqualTo(expected);
        List<Long> updates = RunFolder.open(run).measurements().stream().filter(MetricsLog.Entry::epochEnd)
                .map(entry -> entry.point().update()).toList();
        assertThat(updates).as("seed " + seed).hasSize(RECIPE.training().epochs()).isSorted().doesNotHaveDuplicates();
        try (var files = Files.walk(run)) {
            assertThat(files.filter(file -> file.toString().endsWith(AtomicFile.TEMPORARY))).isEmpty();
        }
    }

    private static Process start(Path run) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        Child.class.getName(), run.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Prepared data() {
        return Samples.prepare(Samples.plane(400), RECIPE);
    }
}
