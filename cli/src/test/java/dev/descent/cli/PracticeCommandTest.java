package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import dev.descent.practice.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `practice` from the command line to the page.
class PracticeCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private Session.Result run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = "--no-progress";
        all[arguments.length + 1] = "--runs-dir";
        all[arguments.length + 2] = folder.toString();
        return Session.run(all);
    }

    private Path table() throws IOException {
        String rows = IntStream.range(0, 80).mapToObj(i -> i % 13 + "," + 100 * (i % 7) + "," + (i % 13 + 2 * (i % 7)))
                .collect(Collectors.joining("\n", "a,b,y\n", "\n"));
        return Files.writeString(folder.resolve("own.csv"), rows);
    }

    @Test
    void practice_statesItsSettingAndCostFirst_andEndsWithAnswerAndReport() throws IOException {
        Session.Result result = run("practice", "first-steps", table().toString(), "--target", "y");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("First steps\nmodel: ").contains("x₁ = a, x₂ = b", "\ncost: about ",
                "update 1   θ⁰ = ", "After one epoch gradient descent has made 1 update");
        assertThat(result.out().indexOf("cost: about ")).isLessThan(result.out().indexOf("update 1"));
        Path report = folder.resolve("studies/first-steps-1/report.html");
        assertThat(result.out()).contains("\nreport " + report + "\n");
        String page = Files.readString(report);
        assertThat(page).contains("After one epoch gradient descent has made 1 update").doesNotContain("src=\"http",
                "href=\"http");
        Map<String, @Nullable Object> study = Json.parseObject(
                Files.readString(report.resolveSibling("study.json")), "study.json");
        assertThat(study).containsEntry("kind", "practice").containsEntry("practice", "first-steps");
    }

    @Test
    void practice_endsWithTheLinkOfTheSameSetting() throws IOException {
        assertThat(run("practice", "first-steps").out())
                .contains("\nlab    " + Session.NAME + " lab '#/first-steps?passes=50&start=");
        assertThat(run("practice", "why", "--seed", "3").out())
                .endsWith("\nlab    " + Session.NAME + " lab '#/why?surface=rosenbrock&radius=0.1&start=-1.2,1'\n");
        assertThat(run("practice", "why", "x^2 + 3*y^2").out()).doesNotContain("\nlab ");
        Session.Result own = run("practice", "first-steps", table().toString(), "--target", "y", "--json");
        assertThat((String) own.events().getLast().get("link"))
                .startsWith("#/first-steps?data=own-1&passes=50&start=");
        assertThat(run("practice", "first-steps", table().toString(), "--target", "a", "--task",
                "regression", "--seed", "4").out())
                .contains(" lab " + folder.resolve("own.csv")
                        + " '#/first-steps?data=own-1&columns=1,2,0&passes=50&seed=4&");
    }

    @Test
    void predict_withAnAnswer_isHeldAgainstTheOutcome() {
        Session.Result right = run("practice", "why", "--predict", "3");
        assertThat(right.out()).contains("Before the runs: In a circle half as large", "3  a quarter as large",
                "You expected \"a quarter as large\", and so it is.");
        assertThat(run("practice", "why", "x^2 + y^2", "--at", "1,1", "--predict", "1").out())
                .contains("You expected \"as large\"; in this run it is \"a quarter as large\".");
        assertThat(run("practice", "why", "--predict", "9").err())
                .contains("--predict 9: expected the number of an answer, 1 to 4");
    }

    @Test
    void json_holdsTheNumbersOfEveryExhibit() {
        List<Map<String, @Nullable Object>> events = run("practice", "limits", "--json").events();
        assertThat(events).hasSize(1);
        Map<String, @Nullable Object> event = events.getFirst();
        assertThat(event).containsEntry("event", "done").containsEntry("practice", "limits")
                .containsEntry("study", "limits-1");
        List<? extends @Nullable Object> exhibits = Json.array(event.get("exhibits"), "exhibits");
        assertThat(exhibits.stream().map(exhibit -> Json.object(exhibit, "exhibit").get("kind"))).contains("table",
                "plane", "basins");
        assertThat(Json.array(event.get("answer"), "answer")).isNotEmpty();
    }

    @Test
    void mistakes_areToldWithWhatIsExpected() throws IOException {
        assertThat(run("practice", "learning-rates").err()).contains("There is no practice \"learning-rates\".",
                "Did you mean \"learning-rate\"?");
        assertThat(run("practice", "why", "--target", "y").err())
                .contains("--target is not for why, which looks at a formula, not at data");
        assertThat(run("practice", "scaling", "--scale", "minmax").err()).contains("--scale is not for scaling");
        assertThat(run("practice", "optimizers", "--radius", "2").err()).contains("draws no circle; why does");
        assertThat(run("practice", "scaling", "moons").err()).contains("\"class\" is a class");
        assertThat(run("practice", "first-steps", table().toString(), "--target", "y", "--drop", "b").err())
                .contains("needs 2 columns of numbers beside the target; own.csv has 1");
    }

    @Test
    void everyPractice_hasAHeadingInItsOwnWords() {
        assertThat(Topic.slugs()).containsExactly("first-steps", "learning-rate", "optimizers", "scaling", "mini-batch",
                "why", "limits");
        assertThat(Arrays.stream(Topic.values()).map(Topic::heading)).containsExactly("First steps", "Learning rate",
                "Optimizers", "Feature scaling", "Mini-batches", "Why it works", "Where it stops");
    }
}
