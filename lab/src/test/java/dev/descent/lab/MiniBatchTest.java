package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.data.Batches;
import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.Shuffle;
import dev.descent.data.Table;
import dev.descent.objective.Formula;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page's answers against the rule itself on rows that are standardised here, and against the printed formula.
class MiniBatchTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    private static final double[][] COLUMNS = Stream.of("x1", "x2", "y").map(MiniBatchTest::standardised)
            .toArray(double[][]::new);
    private static final int ROWS = COLUMNS[0].length;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 300, 1000})
    void path_hasTheBitsOfTheRuleOnTheBatchesOfATraining(int size) throws Exception {
        double[] points = ask("look", "\"lr\":0.1,\"batch\":" + size + ",\"t\":0").block("points");
        Batches batches = new Batches(ROWS, size, size < ROWS ? Shuffle.EACH_EPOCH : Shuffle.OFF, 7);
        DoubleState rule = DoubleState.of(Optimizers.byName("sgd"), 2);
        double[] theta = {points[0], points[1]};
        for (int update = 0; update < points.length / 2 - 1; update++) {
            int batch = update % batches.perEpoch();
            int[] rows = Arrays.copyOfRange(batches.order(update / batches.perEpoch()), batches.from(batch),
                    batches.from(batch) + batches.count(batch));
            rule.update(0.1, theta, gradient(rows, theta));
            assertThat(theta).containsExactly(points[2 * update + 2], points[2 * update + 3]);
        }
        assertThat(points).hasSizeGreaterThan(8);
    }

    @Test
    void runs_endWhereTheRuleEndsAfterTheSameEpochsAndUpdates() throws Exception {
        Blocks runs = ask("runs", "\"lr\":0.1");
        double[] start = runs.numbers("start");
        Formula formula = formula();
        double lowest = ask("ground", "").number("minimumLoss");
        Walk all = Walk.of(formula, Optimizers.byName("sgd").withLr(0.1)).from(start);
        List<Trajectory.Step> steps = all.updates(200).run().steps();
        double[] epochs = runs.numbers("afterEpochs");
        assertThat(epochs[3]).isCloseTo(steps.get((int) runs.number("epochs")).value() - lowest, within(1e-12));
        for (int k = 0; k < 40; k++) {
            int update = (int) runs.block("updates3")[k];
            assertThat(runs.block("heights3")[k]).isCloseTo(steps.get(update).value() - lowest, within(1e-12));
        }
        Batches batches = new Batches(ROWS, 100, Shuffle.EACH_EPOCH, 7);
        DoubleState rule = DoubleState.of(Optimizers.byName("sgd"), 2);
        double[] theta = start.clone();
        for (int update = 0; update < 200; update++) {
            rule.update(0.1, theta, gradient(Arrays.copyOfRange(batches.order(update / 10), 100 * (update % 10),
                    100 * (update % 10) + 100), theta));
        }
        double expected = formula.valueAndGradient(theta, new double[2]) - lowest;
        assertThat(epochs[2]).isCloseTo(expected, within(1e-12));
        assertThat(runs.numbers("afterUpdates")[2]).isEqualTo(epochs[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"each-epoch", "once", "off"})
    void order_isTheOneOfTrainingsInEachEpoch(String shuffle) throws Exception {
        double[] order = ask("look", "\"lr\":0.1,\"batch\":10,\"t\":3", shuffle).block("order");
        Batches batches = new Batches(ROWS, 10, Shuffle.of(shuffle), 7);
        assertThat(order).hasSize(4 * ROWS);
        for (int epoch = 0; epoch < 4; epoch++) {
            assertThat(Arrays.copyOfRange(order, epoch * ROWS, (epoch + 1) * ROWS))
                    .isEqualTo(Arrays.stream(batches.order(epoch)).asDoubleStream().toArray());
        }
    }

    @Test
    void fan_ofAWholeEpoch_hasTheGradientOfAllRowsAsItsMean_andNarrowsWithTheRoot() throws Exception {
        Blocks look = ask("look", "\"lr\":0.1,\"batch\":25,\"t\":2");
        double[] fan = look.block("fan");
        double[] point = look.numbers("point");
        double[] whole = new double[2];
        formula().valueAndGradient(point, whole);
        for (int part = 0; part < 2; part++) {
            int which = part;
            double mean = IntStream.range(0, 40).mapToDouble(k -> fan[2 * k + which]).average().orElseThrow();
            assertThat(mean).isCloseTo(whole[part], within(1e-12)).isCloseTo(look.numbers("gradient")[part],
                    within(1e-12));
        }
        double[] degrees = look.block("degrees");
        assertThat(degrees).hasSize(10);
        assertThat(degrees[9]).isZero();
        // 50 and 100 rows of a thousand; the mean of forty squares scatters by a fifth.
        assertThat(degrees[5] * Math.sqrt(50)).isCloseTo(look.number("ofOneRow"),
                within(0.35 * look.number("ofOneRow")));
        assertThat(degrees[6] * Math.sqrt(100)).isCloseTo(look.number("ofOneRow"),
                within(0.35 * look.number("ofOneRow")));
    }

    @Test
    void steps_goDownTheLossesOfTheNextTwoBatchesAndOfAllRows() throws Exception {
        Blocks steps = ask("steps", "\"lr\":0.05,\"batch\":10,\"t\":101");
        double[] point = steps.numbers("point");
        int[] order = new Batches(ROWS, 10, Shuffle.EACH_EPOCH, 7).order(1);
        int[][] parts = {Arrays.copyOfRange(order, 10, 20), Arrays.copyOfRange(order, 20, 30),
                IntStream.range(0, ROWS).toArray()};
        List<?> all = Json.array(steps.facts().get("steps"), "steps");
        List<?> after = Json.array(steps.facts().get("after"), "after");
        for (int of = 0; of < 3; of++) {
            double[] gradient = gradient(parts[of], point);
            double[] step = Json.array(all.get(of), "step").stream().mapToDouble(v -> Json.number(v, "step")).toArray();
            assertThat(step).containsExactly(new double[] {-0.05 * gradient[0], -0.05 * gradient[1]}, within(1e-9));
            assertThat(steps.numbers("before")[of]).isCloseTo(loss(parts[of], point), within(1e-9));
            for (int to = 0; to < 3; to++) {
                assertThat(Json.number(Json.array(after.get(of), "after").get(to), "after")).isCloseTo(
                        loss(parts[to], new double[] {point[0] + step[0], point[1] + step[1]}), within(1e-9));
            }
        }
    }

    @Test
    void updatesToTheTarget_ofAllRows_areTheWalks_andItsOwnRateMakesThemFewest() throws Exception {
        Blocks tune = ask("tune", "\"lr\":0.1");
        double[] start = ask("runs", "\"lr\":0.1").numbers("start");
        double lowest = ask("ground", "").number("minimumLoss");
        List<Trajectory.Step> steps = Walk.of(formula(), Optimizers.byName("sgd").withLr(0.1)).from(start).updates(100)
                .run().steps();
        double target = 1e-3 * (steps.getFirst().value() - lowest);
        int counted = (int) steps.stream().takeWhile(step -> step.value() - lowest > target).count();
        List<?> atOne = Json.array(tune.facts().get("atOne"), "atOne");
        assertThat(Json.number(atOne.getLast(), "atOne")).isEqualTo(counted);
        double[] tuned = tune.numbers("tuned");
        assertThat(tuned[9]).isLessThan(tuned[0]).isLessThan(counted);
        double rate = tune.numbers("tunedRate")[3];
        Blocks again = ask("tune", "\"lr\":" + rate);
        assertThat(Json.number(Json.array(again.facts().get("atOne"), "atOne").get(3), "atOne")).isEqualTo(tuned[3]);
    }

    @Test
    void seconds_areOfEverySize_andMoreRowsTakeLonger() throws Exception {
        Blocks time = Blocks.of(LAB.ask("mini-batch/time", "{\"data\":\"line\"}").body());
        double[] seconds = time.numbers("seconds");
        assertThat(seconds).hasSize(10).matches(all -> Arrays.stream(all).allMatch(value -> value > 0 && value < 1));
        assertThat(seconds[9]).isGreaterThan(2 * seconds[0]);
        for (int i = 0; i < 10; i++) {
            assertThat(seconds[i]).isBetween(time.numbers("least")[i], time.numbers("most")[i]);
        }
    }

    @Test
    void rateThatIsTooLarge_divergesAndSaysSo() throws Exception {
        Blocks runs = ask("runs", "\"lr\":0.7", "off");
        assertThat(Json.array(runs.facts().get("diverged"), "diverged")).first().isEqualTo(true);
        assertThat(Json.array(runs.facts().get("afterEpochs"), "afterEpochs")).first().isNull();
        assertThat(runs.block("heights0")).matches(all -> Arrays.stream(all).allMatch(Double::isFinite));
        Blocks look = ask("look", "\"lr\":0.7,\"batch\":1,\"t\":400", "off");
        assertThat(look.facts()).containsEntry("diverged", true);
        assertThat(look.number("t")).isEqualTo(look.block("heights").length - 1);
    }

    @Test
    void ownData_leavesRowsWithGapsInChosenColumnsOut(@TempDir Path folder) throws Exception {
        StringBuilder rows = new StringBuilder("a,b,c,d\n");
        for (int i = 0; i < 30; i++) {
            rows.append(i).append(',').append(i % 7).append(',').append(i == 4 ? "" : "1").append(',')
                    .append(i == 9 ? "" : 3 * i + i % 7).append('\n');
        }
        Path file = Files.writeString(folder.resolve("own.csv"), rows);
        try (TestLab lab = new TestLab(file)) {
            Blocks ground = Blocks.of(lab.ask("mini-batch/ground", "{\"data\":\"own-1\",\"columns\":[0,1,3]}").body());
            assertThat(ground.number("examples")).isEqualTo(29);
            assertThat(ground.number("minimumLoss")).isCloseTo(0, within(1e-12));
            assertThat(ground.numbers("drawn")).containsExactly(1, 10, 29);
            String more = "\"data\":\"own-1\",\"lr\":0.1,\"shuffle\":\"once\",\"seed\":1,\"batch\":";
            assertThat(error(lab, "look", "{" + more + "30,\"t\":0,\"columns\":[0,1,3]}")).contains("batch", "29");
            assertThat(error(lab, "look", "{" + more + "1,\"t\":0,\"columns\":[0,1,9]}"))
                    .contains("4 columns of numbers");
            assertThat(error(lab, "ground", "{\"data\":\"own-1\",\"columns\":[0,2,3]}")).contains("no spread");
        }
    }

    private static String error(TestLab lab, String question, String body) throws Exception {
        var answer = lab.ask("mini-batch/" + question, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Formula formula() throws Exception {
        return Formula.parse(Json.string(ask("ground", "").facts().get("formula"), "formula"));
    }

    private static double[] standardised(String name) {
        Table line = (Table) Bundled.LINE.load(1);
        double[] values = ((Column.Numeric) line.column(name)).values();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }

    private static double error(int row, double[] theta) {
        return theta[0] * COLUMNS[0][row] + theta[1] * COLUMNS[1][row] - COLUMNS[2][row];
    }

    private static double[] gradient(int[] rows, double[] theta) {
        double[] sum = new double[2];
        for (int row : rows) {
            sum[0] += error(row, theta) * COLUMNS[0][row];
            sum[1] += error(row, theta) * COLUMNS[1][row];
        }
        return new double[] {2 * sum[0] / rows.length, 2 * sum[1] / rows.length};
    }

    private static double loss(int[] rows, double[] theta) {
        return Arrays.stream(rows).mapToDouble(row -> error(row, theta) * error(row, theta)).average().orElseThrow();
    }

    private static Blocks ask(String question, String more) throws Exception {
        return ask(question, more, "each-epoch");
    }

    private static Blocks ask(String question, String more, String shuffle) throws Exception {
        String body = more.isEmpty() ? "{\"data\":\"line\"}"
                : "{\"data\":\"line\",\"seed\":7,\"shuffle\":\"" + shuffle + "\"," + more + "}";
        return LAB.blocks("mini-batch/" + question, body);
    }
}
