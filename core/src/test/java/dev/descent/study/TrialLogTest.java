package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizers;
import dev.descent.train.EpochPoint;
import dev.descent.train.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static Trial trial(double lr, long seed, Trial.Phase phase) {
        return new Trial(2, new Variation(Optimizers.parse("adam:beta2=0.99").withLr(lr), 16, List.of(8, 4), null),
                seed,
                1, phase);
    }

    private static TrialResult result(Trial trial) {
        return new TrialResult(trial, StopReason.EARLY, 0.1 + 0.2, 300, 400, 1 / 3.0,
                List.of(new EpochPoint(1, 200, Math.PI, Double.NaN, 1e-3, 0.1),
                        new EpochPoint(2, 400, Math.E, 0.30000000000000004, 1e-3, 0.2)));
    }

    @Test
    void find_afterReopening_isWhatWasKept() {
        Path file = folder.resolve("trials.jsonl");
        Trial trial = trial(0.01, 5_000_000_000L, Trial.Phase.SEARCH);
        TrialResult lost = new TrialResult(trial(0.5, 1, Trial.Phase.FINAL), StopReason.DIVERGED,
                Double.POSITIVE_INFINITY, 0, 7, 0.1, List.of());
        try (TrialLog log = TrialLog.open(file)) {
            log.keep(result(trial));
            log.keep(lost);
        }
        try (TrialLog log = TrialLog.open(file)) {
            assertThat(log.size()).isEqualTo(2);
            assertThat(log.find(trial)).contains(result(trial));
            assertThat(log.find(lost.trial())).contains(lost);
            Trial last = trial(0.01, 5_000_000_000L, Trial.Phase.FINAL);
            assertThat(log.find(last)).as("whatever it was for").contains(result(last));
            assertThat(log.find(trial(0.02, 5_000_000_000L, Trial.Phase.SEARCH))).isEmpty();
        }
    }

    @Test
    void open_afterACrashWithinALine_dropsThatLine() throws IOException {
        Path file = folder.resolve("trials.jsonl");
        try (TrialLog log = TrialLog.open(file)) {
            log.keep(result(trial(0.01, 1, Trial.Phase.SEARCH)));
        }
        Files.writeString(file, "{\"trial\":\"ad", StandardOpenOption.APPEND);
        try (TrialLog log = TrialLog.open(file)) {
            assertThat(log.size()).isEqualTo(1);
            log.keep(result(trial(0.02, 1, Trial.Phase.SEARCH)));
        }
        try (TrialLog log = TrialLog.open(file)) {
            assertThat(log.size()).isEqualTo(2);
        }
    }

    @Test
    void open_ofADamagedOrBusyLog_saysSo() throws IOException {
        Path file = folder.resolve("trials.jsonl");
        try (TrialLog _ = TrialLog.open(file)) {
            assertThatThrownBy(() -> TrialLog.open(file)).isInstanceOf(DescentException.class)
                    .hasMessageContaining("still running");
        }
        Files.writeString(file, "{\"trial\":\"x\"}\n");
        assertThatThrownBy(() -> TrialLog.open(file)).isInstanceOf(DescentException.class)
                .hasMessageContaining("line 1");
    }
}
