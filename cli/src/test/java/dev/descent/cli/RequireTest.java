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

class RequireTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void require_ofATraining_decidesTheExitCodeAndSaysWhatWasReached() {
        Session.Result failed = run("train", "line", "--epochs", "2", "--hidden", "4", "--require",
                "val_loss<0.000001,rmse>0", "--json");
        assertThat(failed.code()).isEqualTo(5);
        assertThat(failed.err()).contains("error: --require val_loss<0.000001 is not met: val_loss is 0.");
        Map<String, @Nullable Object> done = failed.events().getLast();
        assertThat(Json.array(done.get("require"), "require")).hasSize(2);
        Map<String, @Nullable Object> first = Json.object(Json.array(done.get("require"), "require").getFirst(),
                "first");
        assertThat(first).containsEntry("met", false).containsEntry("value", done.get("bestLoss"));

        assertThat(run("evaluate", "last", "line", "--require", "r2>=-5").code()).isZero();
        assertThat(run("evaluate", "last", "line", "--require", "r2>1").code()).isEqualTo(5);
        assertThat(run("compare", "line", "--epochs", "1", "--hidden", "4", "--optimizer", "sgd", "--lr", "0.01",
                "--seeds", "1", "--no-timing", "--require", "val_loss<1e9").code()).isZero();
    }

    @Test
    void require_thatMakesNoSense_isRefusedBeforeTheTraining() {
        Session.Result unknown = run("train", "line", "--require", "rsme<5");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no metric \"rsme\" here. Did you mean \"rmse\"?");
        assertThat(run("train", "moons", "--require", "rmse<5").err()).contains("Expected one of accuracy, ");
        assertThat(run("train", "line", "--require", "rmse=5").err()).contains("expected a metric, <");
        assertThat(run("train", "line", "--require", "rmse<five").err()).contains("found \"five\"");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private Session.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
        return Session.run(all.toArray(String[]::new));
    }
}
