package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lr-find` and `--lr auto` from outside.
class LrFindTest {

    @TempDir
    Path home;

    @Test
    void lrFind_twoRulesAndBatches_findsFourRatesAndDrawsThem() {
        Session.Result result = run("lr-find", "moons", "--optimizer", "sgd,adam", "--batch", "16,64", "--updates",
                "60",
                "--hidden", "8", "--seeds", "2", "--json");

        assertThat(result.code()).as(result.err()).isZero();
        Map<String, @Nullable Object> done = result.events().getLast();
        assertThat(result.err()).contains("8 range tests and 56 to 120 short runs");
        assertThat(result.events().getFirst()).containsEntry("event", "planned").containsEntry("runs", 56.0);
        int ran = 0;
        List<?> findings = Json.array(done.get("findings"), "findings");
        for (Object finding : findings) {
            for (Object check : Json.array(Json.object(finding, "finding").get("checks"), "checks")) {
                ran += Json.array(Json.object(check, "check").get("losses"), "losses").size();
            }
        }
        assertThat(ran).as("as was said before").isBetween(56, 120);
        assertThat(findings).hasSize(4);
        for (Object finding : findings) {
            Map<String, @Nullable Object> one = Json.object(finding, "finding");
            assertThat(Json.number(one.get("low"), "low")).isLessThanOrEqualTo(Json.number(one.get("lr"), "lr"));
            assertThat(one.get("limit")).isNotNull();
        }
        for (Object picture : Json.array(done.get("pictures"), "pictures")) {
            assertThat(Path.of(String.valueOf(picture))).isNotEmptyFile();
        }
        assertThat(Files.exists(home.resolve("studies/lr-find-1/study.json"))).isTrue();
    }

    @Test
    void lrFind_formula_namesTheExactLimitAndAWalkThatRuns() {
        Session.Result result = run("lr-find", "(1-x)^2 + 4*y^2", "--updates", "100");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("2/λ_max = 0.25 at the minimum (1, 0)", "suggested rate");
        assertThat(Session.hints(result.out())).anyMatch(hint -> hint.getFirst().equals("walk"));
    }

    @Test
    void trainAndCompare_lrAuto_takeTheRateThatWasFound() {
        Session.Result train = run("train", "moons", "--lr", "auto", "--hidden", "8", "--epochs", "2");
        Session.Result compare = run("compare", "moons", "--lr", "auto", "--optimizer", "sgd,adam", "--hidden", "8",
                "--epochs", "2", "--seeds", "1", "--no-timing");

        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err()).contains("adam: rate ", "found by range tests");
        assertThat(compare.code()).as(compare.err()).isZero();
        assertThat(compare.err()).contains("sgd: rate ", "adam: rate ");
    }

    @Test
    void batches_severalForOneTraining_areRefusedInWords() {
        Session.Result result = run("train", "moons", "--batch", "8,32");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("expected one number of rows");
    }

    private Session.Result run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--runs-dir";
        all[arguments.length + 1] = home.toString();
        return Session.run(all);
    }
}
