package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.DescentException;
import dev.descent.common.DescentException.Kind;
import dev.descent.data.Prepared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Makes the first, second, third … operation on the disk fail, until a whole run needs no more.
class DiskFailureTest {

    private static final Recipe RECIPE = Recipe.builder().target("y").hidden(4).batch(20).epochs(2).patience(0).build();
    private static final Prepared DATA = Samples.prepare(Samples.plane(60), RECIPE);

    @TempDir
    private Path folder;

    /// The real disk until the k-th operation; from there `failures` operations fail, a write in its middle.
    private static final class FailingDisk implements Disk {

        private final int k;
        private final int failures;
        private int operations;

        FailingDisk(int k, int failures) {
            this.k = k;
            this.failures = failures;
        }

        private void next() throws IOException {
            operations++;
            if (operations >= k && operations - k < failures) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void createFolders(Path path) throws IOException {
            next();
            Disk.real().createFolders(path);
        }

        @Override
        public void createFolder(Path path) throws IOException {
            next();
            Disk.real().createFolder(path);
        }

        @Override
        public Sink create(Path file) throws IOException {
            next();
            return new FailingSink(Disk.real().create(file));
        }

        @Override
        public Sink append(Path file, long length) throws IOException {
            next();
            return new FailingSink(Disk.real().append(file, length));
        }

        @Override
        public void replace(Path from, Path to) throws IOException {
            next();
            Disk.real().replace(from, to);
        }

        @Override
        public void forceFolder(Path path) throws IOException {
            next();
            Disk.real().forceFolder(path);
        }

        @Override
        public void delete(Path file) throws IOException {
            next();
            Disk.real().delete(file);
        }

        private final class FailingSink implements Sink {

            private final Sink sink;

            FailingSink(Sink sink) {
                this.sink = sink;
            }

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                try {
                    next();
                } catch (IOException e) {
                    sink.write(bytes.slice(0, bytes.remaining() / 2));
                    throw e;
                }
                sink.write(bytes);
            }

            @Override
            public void force() throws IOException {
                next();
                sink.force();
            }

            @Override
            public void close() throws IOException {
                sink.close();
                next();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void everyOperation_failing_leavesTheLastAcknowledgedCheckpointAndNoLitter(int failures) throws IOException {
        float[] expected = Trainer.of(RECIPE, DATA).run().model().parameters().values();
        boolean reached = true;
        for (int k = 1; reached; k++) {
            FailingDisk disk = new FailingDisk(k, failures);
            Path run = folder.resolve("run-" + k);
            List<TrainingEvent> events = new ArrayList<>();
            try {
                RunFolder where = RunFolder.create(disk, run, RECIPE, DataSource.memory("plane"), Map.of());
                TrainedRun trained = Trainer.of(RECIPE, DATA).listener(events::add).checkpointEvery(0)
                        .folder(where, false)
                        .run();
                assertThat(trained.model().parameters().values()).as("k = " + k).isEqualTo(expected);
            } catch (DescentException e) {
                assertThat(e.kind()).as("k = " + k).isEqualTo(Kind.CANNOT_WRITE);
                assertThat(e.getMessage()).contains("cannot write ").contains("No space left on device");
            }
            reached = disk.operations >= k;
            long acknowledged = events.stream().mapToLong(e -> e instanceof TrainingEvent.Saved s ? s.update() : 0)
                    .max()
                    .orElse(0);
            if (acknowledged > 0) {
                RunFolder where = RunFolder.open(run);
                TrainingState state = new TrainingState(RECIPE.training(), Trainer.of(RECIPE, DATA).network(),
                        DATA.train(),
                        null);
                assertThat(Checkpoint.restore(where.checkpoints(), state, Fingerprint.of(RECIPE, DATA))).isPresent();
                assertThat(state.update).as("k = " + k).isGreaterThanOrEqualTo(acknowledged);
                TrainedRun resumed = Trainer.of(RECIPE, DATA).folder(where, true).run();
                assertThat(resumed.model().parameters().values()).as("k = " + k).isEqualTo(expected);
            }
            if (failures == 1 && Files.exists(run)) {
                assertThat(litter(run)).as("k = " + k).isEmpty();
            }
        }
    }

    @Test
    void modelOverAnOlderOne_failing_leavesTheOlder() throws IOException {
        Model model = Trainer.of(RECIPE, DATA).run().model();
        Path file = folder.resolve("model.descent");
        model.save(file);
        byte[] old = Files.readAllBytes(file);
        for (int k = 1; k <= 3; k++) {
            try {
                model.save(new FailingDisk(k, 1), file);
            } catch (DescentException e) {
                assertThat(e.kind()).isEqualTo(Kind.CANNOT_WRITE);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(old);
        }
        assertThat(litter(folder)).isEmpty();
    }

    private static List<Path> litter(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(path -> path.toString().endsWith(AtomicFile.TEMPORARY)).toList();
        }
    }
}
