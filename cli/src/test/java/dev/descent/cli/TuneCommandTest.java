package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tune` and `batch-find` on small data.
class TuneCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void tune_ofSomeTrials_printsTheLineThatEndsInTheSameModel() {
        Session.Result tune = run("tune", "line", "--trials", "8", "--epochs", "1", "--optimizer", "adam,sgd",
                "--seeds", "1", "--require", "r2<=1", "--json");
        assertThat(tune.code()).as(tune.err()).isZero();
        Map<String, @Nullable Object> done = tune.events().getLast();
        assertThat(done).containsEntry("trials", 8.0).containsEntry("seeds", 1.0).containsKeys("contrasts", "answer",
                "metrics", "report", "require");
        List<String> again = new ArrayList<>(Session.hints(Json.string(done.get("again"), "again")).getFirst());
        again.add("--json");
        Session.Result repeated = Session.run(again.toArray(String[]::new));
        assertThat(repeated.code()).as(repeated.err()).isZero();
        Path model = Path.of(Json.string(repeated.events().getLast().get("model"), "model"));
        assertThat(model).isNotEqualTo(Path.of(Json.string(done.get("model"), "model")))
                .hasSameBinaryContentAs(Path.of(Json.string(done.get("model"), "model")));

        assertThat(run("tune", "line", "--budget", "5").err()).contains("expected a time such as 5m");
        assertThat(run("runs", "show", "tune-1").out()).contains("Best of 8 trials");
        assertThat(run("report", "tune-1", "--out", folder.resolve("page").toString()).code()).isZero();
    }

    @Test
    void batchFind_onBundledData_answersInSentencesAndKeepsAStudy() {
        Session.Result found = run("batch-find", "line", "--batch", "16,64,256", "--seeds", "2", "--epochs", "1",
                "--hidden", "4", "--no-timing");
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.err()).contains("runs, ", "Ctrl-C keeps what is finished");
        assertThat(found.out()).contains("reaches the loss", "noise scale", "the largest");
        assertThat(folder.resolve("runs/studies/batch-find-1/report.html")).content().contains("<svg",
                "critical batch");
        assertThat(run("runs", "export", "batch-find-1").out()).contains("batch 64");
        assertThat(run("batch-find", "line", "--batch", "16").err()).contains("two sizes or more");
    }

    private Session.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
        return Session.run(all.toArray(String[]::new));
    }
}
