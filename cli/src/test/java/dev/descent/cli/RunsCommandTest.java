package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import dev.descent.study.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void prepare() {
        assertThat(run("train", "line", "--epochs", "2", "--hidden", "4", "--lr", "0.01", "--quiet").code()).isZero();
        assertThat(run("train", "line", "--epochs", "2", "--hidden", "8", "--lr", "0.01", "--seed", "2", "--quiet")
                .code()).isZero();
        assertThat(run("train", "line", "--epochs", "2", "--hidden", "none", "--optimizer", "sgd", "--lr", "1e5",
                "--quiet").code()).isEqualTo(4);
        assertThat(run("compare", "line", "--epochs", "1", "--hidden", "4", "--optimizer", "sgd", "--lr", "0.01,0.1",
                "--seeds", "1", "--no-timing", "--quiet").code()).isZero();
    }

    @Test
    void runs_listsFiltersShowsComparesExportsAndRemoves() throws IOException {
        Session.Result list = run("runs");
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).contains("adam-1", "adam-2", "diverged", "compare-1", "best loss");
        assertThat(ids(run("runs", "optimizer:adam", "seed=2", "--json"))).containsExactly("adam-2");
        assertThat(ids(run("runs", "list", "state:diverged", "--json"))).containsExactly("sgd-3");
        assertThat(ids(run("runs", "--json"))).containsExactly("adam-1", "adam-2", "sgd-3", "sgd-4", "compare-1");
        assertThat(run("runs", "optimiser:adam").err()).contains("Did you mean \"optimizer\"?");

        Map<String, @Nullable Object> diff = run("runs", "diff", "adam-1", "adam-2", "--json").events().getFirst();
        assertThat(Json.object(diff.get("settings"), "settings")).containsOnlyKeys("hidden", "seed");
        assertThat(run("runs", "diff", "adam-1", "adam-1").out()).contains("no setting differs");
        assertThat(run("runs", "diff", "adam-1", "sgd-3").out()).contains("optimizer", "beta1", "state")
                .doesNotContain("rule ");
        assertThat(run("runs", "diff", "adam-1", "compare-1").code()).isEqualTo(2);

        assertThat(run("runs", "show", "adam-1").out()).contains("adam-1, finished", "hidden", "rmse", "validation");
        assertThat(run("runs", "show", "compare-1", "--json").events().getFirst()).containsEntry("kind", "compare");
        assertThat(run("runs", "show", "adam-9").err()).contains("no run or study \"adam-9\"", "Did you mean");

        Path csv = folder.resolve("runs.csv");
        assertThat(run("runs", "export", "optimizer:adam", "--out", csv.toString()).code()).isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(3).first().asString().contains("id,kind,state,", ",lr,", ",rmse,");
        assertThat(run("runs", "export", "adam-1", "--points").out().lines().skip(1))
                .isNotEmpty().allMatch(line -> line.startsWith("adam-1,"));
        assertThat(run("runs", "export", "compare-1").out().lines()).hasSize(6).first().asString()
                .contains("study,run,optimizer,lr,").doesNotContain("settings");

        assertThat(run("runs", "remove", "adam-1", "adam-9").code()).isEqualTo(3);
        assertThat(ids(run("runs", "--json"))).as("a wrong id removes nothing").contains("adam-1");
        Files.writeString(folder.resolve("runs/studies/compare-1/trials.jsonl"), "damaged\n");
        assertThat(run("runs", "remove", "adam-1", "compare-1").out()).isEqualTo("removed adam-1\nremoved compare-1\n");
        assertThat(ids(run("runs", "--json"))).containsExactly("adam-2", "sgd-3", "sgd-4");
        Files.writeString(folder.resolve("runs/adam-2/run.json"), "{");
        Session.Result damaged = run("runs");
        assertThat(damaged.out()).contains("damaged");
        assertThat(damaged.err()).contains("adam-2/run.json");
        assertThat(Session.run("runs", "--runs-dir", folder.toString(), "show", "adam-2").err())
                .contains("--runs-dir stands before show");
    }

    @Test
    void remove_ofAStudyThatSomebodyRuns_isRefusedUntilItEnds() {
        assertThat(run("compare", "line", "--optimizer", "sgd", "--lr", "0.01", "--epochs", "1", "--seeds", "1",
                "--hidden", "none", "--no-timing").code()).isZero();
        Path study = folder.resolve("runs/studies/compare-1");
        try (TrialLog _ = TrialLog.open(study.resolve("trials.jsonl"))) {
            Session.Result refused = run("runs", "remove", "compare-1");
            assertThat(refused.code()).isEqualTo(7);
            assertThat(refused.err().lines()).hasSize(1).first().asString().contains("compare-1", "still running",
                    "stop it with Ctrl-C");
            assertThat(study.resolve("study.json")).exists();
        }
        assertThat(run("runs", "remove", "compare-1").code()).isZero();
        assertThat(study).doesNotExist();
    }

    private static List<String> ids(Session.Result result) {
        return result.events().stream().filter(event -> event.containsKey("id"))
                .map(event -> Json.string(event.get("id"), "id")).toList();
    }

    private Session.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
        return Session.run(all.toArray(String[]::new));
    }
}
