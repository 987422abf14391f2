package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Split;
import dev.descent.data.Table;
import dev.descent.objective.Formula;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Classroom;
import dev.descent.practice.Exhibit;
import dev.descent.practice.Practice;
import dev.descent.practice.Practices;
import dev.descent.practice.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page's numbers against correlations, walks along the printed formula and each other.
class FeatureScalingTest {

    @TempDir
    static Path folder;
    private static TestLab lab;

    @BeforeAll
    static void start() throws Exception {
        Path file = folder.resolve("flats.csv");
        Files.writeString(file,
                "rooms,lot,price\n1,1000,10\n2,40000,21\n3,500,29\n4,20000,45\n5,,51\n3,7000,33\n2,9000,20\n");
        lab = new TestLab(file);
    }

    @AfterAll
    static void stop() {
        lab.close();
        assertThat(lab.failures).isEmpty();
    }

    @Test
    void condition_ofStandardisedColumns_isThatOfTheirCorrelation() throws Exception {
        Table line = (Table) Bundled.LINE.load(1);
        double r = Math.abs(correlation(values(line, "x1"), values(line, "x2")));
        assertThat(twin("\"scale\":\"standard\"").number("scaledCondition"))
                .isCloseTo((1 + r) / (1 - r), within(1e-9));
    }

    @Test
    void condition_asTheyAre_growsWithTheSquareOfTheSpread() throws Exception {
        double ten = twin("\"scale\":\"standard\",\"spread\":10").number("rawCondition");
        double hundred = twin("\"scale\":\"standard\",\"spread\":100").number("rawCondition");
        assertThat(hundred / ten).isCloseTo(100, within(1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "minmax", "robust"})
    void sides_startAtTheSameFunctionAndArriveWithinThePrediction(String scale) throws Exception {
        Blocks twin = twin("\"scale\":\"" + scale + "\",\"spread\":5");
        assertThat(twin.number("scaledStartLoss")).isCloseTo(twin.number("rawStartLoss"), within(1e-9));
        assertThat(twin.number("scaledMinimumLoss")).isCloseTo(twin.number("rawMinimumLoss"), within(1e-9));
        for (String side : new String[] {"raw", "scaled"}) {
            int counted = (int) twin.number(side + "Counted");
            assertThat(counted).isLessThanOrEqualTo((int) twin.number(side + "Predicted"));
            double[] losses = twin.block(side + "PathLoss");
            double lowest = twin.number(side + "MinimumLoss");
            double wanted = 1e-3 * (losses[0] - lowest);
            assertThat(losses[counted] - lowest).isLessThanOrEqualTo(wanted);
            assertThat(losses[counted - 1] - lowest).isGreaterThan(wanted);
        }
    }

    @Test
    void path_isTheWalkAlongThePrintedFormula() throws Exception {
        Blocks twin = twin("\"scale\":\"standard\",\"spread\":5,\"morph\":0.5");
        for (String side : new String[] {"raw", "scaled"}) {
            double[] start = twin.block(side + "PathPoints");
            Trajectory walk = Walk
                    .of(Formula.parse(String.valueOf(twin.facts().get(side + "Formula"))),
                            Optimizers.byName("sgd").withLr(twin.number(side + "Lr")))
                    .from(start[0], start[1]).updates(20).run();
            for (int k = 0; k <= 20; k++) {
                assertThat(walk.steps().get(k).value()).isCloseTo(twin.block(side + "PathLoss")[k], within(1e-8));
            }
        }
    }

    @Test
    void morph_atItsStart_isTheUnscaledSide() throws Exception {
        Blocks twin = twin("\"scale\":\"standard\",\"spread\":20,\"morph\":0");
        assertThat(twin.block("scaledPathLoss")).isEqualTo(twin.block("rawPathLoss"));
        assertThat(twin.block("scaledGrid")).isEqualTo(twin.block("rawGrid"));
    }

    @Test
    void rateBeyondTheLimit_neverArrivesAndSaysSo() throws Exception {
        Blocks twin = twin("\"scale\":\"standard\",\"share\":2.4");
        assertThat(twin.facts().get("rawPredicted")).isNull();
        assertThat(twin.facts().get("rawCounted")).isNull();
        assertThat(twin.block("rawPathLoss")[10]).isGreaterThan(twin.block("rawPathLoss")[0]);
    }

    @Test
    void ownFile_isMeasuredInItsOwnUnits() throws Exception {
        Blocks columns = ask("columns", "{\"data\":\"flats-" + shelfPlace() + "\",\"scale\":\"minmax\"}");
        var lot = Json.object(Json.array(columns.facts().get("columns"), "columns").get(1), "column");
        assertThat(lot.get("name")).isEqualTo("lot");
        assertThat(numbers(lot.get("raw"))).startsWith(500).contains(40_000);
        assertThat(numbers(lot.get("scaled"))).startsWith(0).contains(1);
        Blocks twin = ask("twin", "{\"data\":\"flats-" + shelfPlace()
                + "\",\"scale\":\"standard\",\"morph\":1,\"share\":1,\"rate\":\"own\"}");
        assertThat(twin.number("rows")).as("without the row that lacks a cell").isEqualTo(6);
        assertThat(twin.number("rawCondition")).isGreaterThan(1e6);
    }

    /// What `descent practice scaling` prints of the network is what the page shows.
    @Test
    void network_hasTheNumbersOfThePractice() throws Exception {
        Blocks network = ask("network", "{\"data\":\"line\"}");
        Table line = (Table) Bundled.LINE.load(1);
        Practice.Lesson lesson = Practices.of(Topic.SCALING, List.of(new Classroom(line,
                PreparationOptions.of(Bundled.LINE.target()), Split.VALIDATION, Split.HOLD_OUT, 1, false, 2)))
                .run((_, _) -> {
                });
        Exhibit.Grid grid = lesson.exhibits().stream().filter(Exhibit.Grid.class::isInstance)
                .map(Exhibit.Grid.class::cast).skip(1).findFirst().orElseThrow();
        List<@Nullable Object> trainings = Json.array(network.facts().get("trainings"), "trainings");
        assertThat(trainings).hasSize(6);
        for (int k = 0; k < 4; k++) {
            var training = Json.object(trainings.get(k), "training");
            assertThat(grid.rows().get(k).get(grid.columns().indexOf("optimizer"))).isEqualTo(training.get("rule"));
            assertThat(Json.number(training.get("lr"), "lr"))
                    .isEqualTo(grid.rows().get(k).get(grid.columns().indexOf("best rate")));
            assertThat(Json.number(training.get("validationLoss"), "loss"))
                    .isEqualTo(grid.rows().get(k).get(grid.columns().indexOf("loss")));
        }
        assertThat(network.block("updates0")).hasSize(10).startsWith(20).endsWith(200);
        double[] raw = numbers(network.facts().get("rawBends"));
        double[] scaled = numbers(network.facts().get("scaledBends"));
        assertThat(Math.max(raw[0] / raw[1], raw[1] / raw[0]))
                .as("the loss is a ravine along the weights of columns as they are")
                .isGreaterThan(100 * Math.max(scaled[0] / scaled[1], scaled[1] / scaled[0]));
    }

    @Test
    void unknownData_isRefusedWithTheNames() throws Exception {
        var answer = lab.ask("scaling/columns", "{\"data\":\"nosuch\",\"scale\":\"none\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("nosuch", "line");
    }

    /// The number that ends the file's id: how many data stand before it.
    private static int shelfPlace() throws Exception {
        String about = new String(lab.get("/api/lab").body(), StandardCharsets.UTF_8);
        return Integer.parseInt(about.replaceFirst("(?s).*\"flats-(\\d+)\".*", "$1"));
    }

    private static Blocks twin(String settings) throws Exception {
        String defaults = (settings.contains("morph") ? "" : ",\"morph\":1")
                + (settings.contains("share") ? "" : ",\"share\":1");
        return ask("twin", "{\"data\":\"line\"," + settings + defaults + ",\"rate\":\"own\"}");
    }

    private static double[] values(Table table, String column) {
        return ((Column.Numeric) table.column(column)).values();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = java.util.Arrays.stream(a).average().orElseThrow();
        double meanB = java.util.Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double[] numbers(@Nullable Object list) {
        return Json.array(list, "numbers").stream().mapToDouble(value -> Json.number(value, "number")).toArray();
    }

    private static Blocks ask(String question, String body) throws Exception {
        return lab.blocks("scaling/" + question, body);
    }
}
