package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

    @TempDir
    private Path folder;

    @Test
    void home_folderAboveHasOne_isThatOne() throws IOException {
        Files.createDirectories(folder.resolve(".descent"));
        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(Runs.home(below)).isEqualTo(folder.resolve(".descent"));
        assertThat(Runs.of(below).folder()).isEqualTo(folder.resolve(".descent/runs"));
    }

    @Test
    void claim_fromManyThreads_givesEachItsOwnName() throws InterruptedException {
        Runs runs = new Runs(folder.resolve("runs"));
        Set<Path> claimed = ConcurrentHashMap.newKeySet();
        List<Thread> threads = java.util.stream.IntStream.range(0, 8).mapToObj(i -> Thread.ofPlatform().start(() -> {
            for (int k = 0; k < 10; k++) {
                claimed.add(runs.claim(Disk.real(), k % 2 == 0 ? "adam" : "my θ rule!"));
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(claimed).hasSize(80).allMatch(path -> path.getFileName().toString().matches("[a-z0-9-]{1,64}"));
        assertThat(runs.claim(Disk.real(), "θ").getFileName().toString()).startsWith("run-");
    }

    @Test
    void find_idPathLast_areTheSameRun() throws IOException {
        Runs runs = new Runs(folder);
        run("adam-2");
        run("adam-10");
        Files.createDirectory(folder.resolve("adam-11")); // claimed, not begun

        assertThat(runs.list()).containsExactly(folder.resolve("adam-2"), folder.resolve("adam-10"));
        assertThat(runs.find("last").id()).isEqualTo("adam-10");
        assertThat(runs.find("adam-10").id()).isEqualTo("adam-10");
        assertThat(runs.find(folder.resolve("adam-2").toString()).id()).isEqualTo("adam-2");
    }

    @Test
    void find_unknown_namesTheNearestAndTheLast() throws IOException {
        run("adam-10");

        assertThatThrownBy(() -> new Runs(folder).find("adm-10")).isInstanceOf(DescentException.class)
                .hasMessageContaining("Did you mean \"adam-10\"?").hasMessageContaining("The last is adam-10.");
        assertThatThrownBy(() -> new Runs(folder.resolve("none")).find("last")).isInstanceOf(DescentException.class)
                .hasMessageContaining("no run yet");
        assertThatThrownBy(() -> new Runs(folder).find("a\0b")).isInstanceOf(DescentException.class);
        assertThatThrownBy(() -> new Runs(folder).findModel("adam-10")).isInstanceOf(DescentException.class)
                .hasMessageContaining("has no model yet: it is running");
    }

    @Test
    void lock_takenTwice_namesTheOwner() {
        try (RunLock _ = RunLock.take(folder)) {
            assertThatThrownBy(() -> RunLock.take(folder)).isInstanceOf(DescentException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
        RunLock.take(folder).close();
    }

    private void run(String id) throws IOException {
        Files.createDirectories(folder.resolve(id));
        Files.writeString(folder.resolve(id).resolve("run.json"), "{\"format\":1,\"status\":\"running\"}");
    }
}
