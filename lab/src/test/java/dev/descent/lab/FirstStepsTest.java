package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.objective.Formula;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The first page's answers against the library asked in other ways.
class FirstStepsTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    @Test
    void gradientDescent_isTheWalkThatTheShownCommandMakes() throws Exception {
        Blocks ground = ask("ground", "{\"data\":\"line\"}");
        Blocks paths = ask("paths", "{\"data\":\"line\",\"lr\":0.2,\"passes\":12,\"seed\":3,\"start\":[-1,2.5]}");
        Formula formula = Formula.parse(Json.string(ground.facts().get("formula"), "formula"));
        Trajectory walk = Walk.of(formula, Optimizers.parse("sgd:lr=0.2")).from(-1, 2.5).updates(12).run();
        double[] points = paths.block("gdPoints");
        double[] losses = paths.block("gdLoss");
        assertThat(losses).hasSize(13);
        for (Trajectory.Step step : walk.steps()) {
            assertThat(points[2 * step.update()]).isCloseTo(step.point()[0], within(1e-9));
            assertThat(points[2 * step.update() + 1]).isCloseTo(step.point()[1], within(1e-9));
            assertThat(losses[step.update()]).isCloseTo(step.value(), within(1e-9));
        }
        assertThat(ground.number("stableRate")).isCloseTo(formula.curvature(0, 0).stableRate(), within(1e-9));
    }

    @Test
    void stochasticDescent_usesEveryExampleOncePerPass() throws Exception {
        Blocks paths = ask("paths", "{\"data\":\"line\",\"lr\":0.05,\"passes\":4,\"seed\":9}");
        double[] order = paths.block("order");
        for (int pass = 0; pass < 4; pass++) {
            assertThat(Arrays.stream(order, 20 * pass, 20 * pass + 20).sorted().toArray())
                    .isEqualTo(IntStream.range(0, 20).asDoubleStream().toArray());
        }
        assertThat(paths.block("sgdLoss")).hasSize(81);
        assertThat(paths.number("sgdOnePass")).isEqualTo(paths.block("sgdLoss")[20]);
        assertThat(paths.number("gdOnePass")).isEqualTo(paths.block("gdLoss")[1]);
    }

    @Test
    void passesToThere_isTheFirstPassAtThatLoss() throws Exception {
        Blocks paths = ask("paths", "{\"data\":\"line\",\"lr\":0.1,\"passes\":1,\"seed\":1}");
        int needed = (int) paths.number("gdPassesToThere");
        double[] losses = ask("paths", "{\"data\":\"line\",\"lr\":0.1,\"passes\":" + needed + ",\"seed\":1}")
                .block("gdLoss");
        assertThat(losses[needed]).isLessThanOrEqualTo(paths.number("sgdOnePass"));
        assertThat(losses[needed - 1]).isGreaterThan(paths.number("sgdOnePass"));
    }

    @Test
    void minimum_hasNoLowerNeighbour() throws Exception {
        Blocks ground = ask("ground", "{\"data\":\"line\"}");
        Formula formula = Formula.parse(Json.string(ground.facts().get("formula"), "formula"));
        double[] at = Json.array(ground.facts().get("minimum"), "minimum").stream()
                .mapToDouble(value -> Json.number(value, "minimum")).toArray();
        double[] gradient = new double[2];
        assertThat(formula.valueAndGradient(at, gradient)).isCloseTo(ground.number("minimumLoss"), within(1e-9));
        assertThat(gradient).containsExactly(new double[] {0, 0}, within(1e-9));
    }

    @Test
    void rateBeyondTheStableOne_divergesAndSaysSo() throws Exception {
        Blocks paths = ask("paths", "{\"data\":\"line\",\"lr\":9,\"passes\":50,\"seed\":1}");
        assertThat(paths.facts()).containsEntry("gdDiverged", true).containsEntry("sgdDiverged", true);
        assertThat(paths.block("gdPoints")).matches(all -> Arrays.stream(all).allMatch(Double::isFinite));
        assertThat(paths.facts().get("gdPassesToThere")).isNull();
    }

    @Test
    void ownData_isKnownByItsIdOnly(@TempDir Path folder) throws Exception {
        StringBuilder rows = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 30; i++) {
            rows.append(i).append(',').append(i % 7).append(',').append(3 * i + i % 7).append('\n');
        }
        Path file = Files.writeString(folder.resolve("My Houses.csv"), rows);
        try (TestLab lab = new TestLab(file)) {
            String about = new String(lab.get("/api/lab").body(), StandardCharsets.UTF_8);
            assertThat(about).contains("\"id\":\"my-houses-1\"").doesNotContain(folder.toString());
            assertThat(lab.ask("first-steps/ground", "{\"data\":\"my-houses-1\"}").statusCode()).isEqualTo(200);
            assertThat(error(lab, "{\"data\":\"../my-houses-1\"}")).contains("expected an id");
            assertThat(error(lab, "{\"data\":\"my-houses-2\"}")).contains("There is no data");
            assertThat(error(lab, "{\"data\":\"my-houses-1\",\"columns\":[0,1,7]}")).contains("3 columns of numbers");
            assertThat(error(lab, "{\"data\":\"line\",\"sed\":1}")).contains("Nothing here is called \"sed\"");
        }
    }

    private static String error(TestLab lab, String body) throws Exception {
        var answer = lab.ask("first-steps/ground", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return Json.string(Json.parseObject(new String(answer.body(), StandardCharsets.UTF_8), "error").get("error"),
                "error");
    }

    private static Blocks ask(String question, String body) throws Exception {
        return LAB.blocks("first-steps/" + question, body);
    }
}
