package dev.descent.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Bundled;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Split;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.objective.Surfaces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each practice on small data: what it claims must be in its numbers.
class PracticesTest {

    private static final Practice.Progress QUIET = (what, share) -> {
    };

    private static Classroom classroom(Bundled bundled, int rows) {
        Dataset data = bundled.load(1, rows);
        return new Classroom(data, PreparationOptions.of(bundled == Bundled.DIGITS ? null : bundled.target()),
                Split.VALIDATION, Split.HOLD_OUT, 1, false,
                1);
    }

    private static Exhibit.Grid grid(Practice.Lesson lesson, int number) {
        return lesson.exhibits().stream().filter(Exhibit.Grid.class::isInstance).map(Exhibit.Grid.class::cast).toList()
                .get(number);
    }

    private static double number(Exhibit.Grid grid, int row, String column) {
        return ((Number) grid.rows().get(row).get(grid.columns().indexOf(column))).doubleValue();
    }

    @Test
    void firstSteps_makeOneMoveAgainstTwentyForAsManyGradients() {
        Practice practice = new FirstSteps(classroom(Bundled.LINE, 200));
        Practice.Lesson lesson = practice.run(QUIET);
        Exhibit.Grid grid = grid(lesson, 0);
        assertThat(number(grid, 0, "updates")).isEqualTo(1);
        assertThat(number(grid, 2, "updates")).isEqualTo(20);
        assertThat(number(grid, 0, "gradients of one example")).isEqualTo(number(grid, 2, "gradients of one example"));
        assertThat(number(grid, 2, "loss after")).isLessThan(number(grid, 0, "loss after"));
        assertThat(practice.run(QUIET).answer()).isEqualTo(lesson.answer());
    }

    @Test
    void learningRate_aboveTheLimitGrowsAndBelowItShrinks() {
        Practice.Lesson lesson = Practices.of(Topic.LEARNING_RATE, List.of(classroom(Bundled.ROOMS, 150))).run(QUIET);
        Exhibit.Grid grid = grid(lesson, 0);
        int last = grid.rows().size() - 1;
        double above = number(grid, last, "loss after 200 updates");
        assertThat(above).isGreaterThan(1e6);
        for (int row = 0; row < last; row++) {
            assertThat(number(grid, row, "loss after 200 updates")).isLessThan(1);
            assertThat(number(grid, row, "updates until 0.1% of the gap is left")).isFinite();
        }
        assertThat(number(grid, 2, "η·λ_max")).isEqualTo(1, within(1e-12));
        assertThat(lesson.outcome()).isBetween(0, 3);
    }

    @Test
    void optimizers_rankParabolasTwiceRightlyAndOnceNot_andAdamWithoutMomentumIsRmsPropCorrected() {
        Practice.Lesson lesson = Practices.of(Topic.OPTIMIZERS, List.of(classroom(Bundled.LINE, 60))).run(QUIET);
        Exhibit.Grid parabolas = grid(lesson, 1);
        int guessed = parabolas.columns().indexOf("steeper by √Σg²");
        int exact = parabolas.columns().indexOf("by ∂²L");
        assertThat(parabolas.rows()).hasSize(3);
        assertThat(parabolas.rows().get(0).get(guessed)).isEqualTo(parabolas.rows().get(0).get(exact));
        assertThat(parabolas.rows().get(1).get(guessed)).isEqualTo(parabolas.rows().get(1).get(exact));
        assertThat(parabolas.rows().get(2).get(guessed)).isNotEqualTo(parabolas.rows().get(2).get(exact));
        Exhibit.Grid steps = grid(lesson, 2);
        assertThat(steps.rows().get(1).subList(1, 6)).isEqualTo(steps.rows().get(0).subList(1, 6));
        assertThat(number(steps, 2, "update 1") / number(steps, 0, "update 1")).isEqualTo(1 / Math.sqrt(0.001),
                within(1e-4));
        assertThat(lesson.answer().getLast()).contains("are the same to the last bit");
    }

    @Test
    void scaling_bringsTheConditionAndTheUpdatesDown() {
        Practice.Lesson lesson = Practices.of(Topic.SCALING, List.of(classroom(Bundled.LINE, 120))).run(QUIET);
        Exhibit.Grid grid = grid(lesson, 0);
        assertThat(number(grid, 0, "κ")).isBetween(5e5, 2e6);
        assertThat(number(grid, 1, "κ")).isLessThan(3);
        // κ/2·ln(1/ε) is what the flattest direction needs alone; steeper ones only shorten the way.
        assertThat(number(grid, 1, "gradient descent")).isLessThanOrEqualTo(number(grid, 1, "predicted"));
        assertThat(number(grid, 0, "gradient descent")).isBetween(1e5, number(grid, 0, "predicted"));
        assertThat(number(grid, 0, "adam")).isLessThan(number(grid, 0, "gradient descent") / 100);
        assertThat(lesson.outcome()).isEqualTo(2);
    }

    @Test
    void miniBatches_haveTheUpdatesOfTheirSizes_andOneEpochOfBatchOne() {
        Classroom classroom = classroom(Bundled.DIGITS, 300);
        Prepared prepared = Prepared.of(classroom.data(), classroom.options(), 1, Split.VALIDATION, Split.HOLD_OUT);
        Practice.Lesson lesson = new MiniBatches(classroom, prepared, List.of(12)).run(QUIET);
        Exhibit.Grid grid = grid(lesson, 0);
        int rows = prepared.train().rows();
        assertThat(number(grid, 0, "updates")).isEqualTo(rows);
        assertThat(number(grid, 0, "epochs")).isEqualTo(1);
        assertThat(number(grid, 1, "updates per epoch")).isEqualTo(Math.ceilDiv(rows, 10));
        assertThat(number(grid, grid.rows().size() - 1, "updates per epoch")).isEqualTo(1);
        assertThat(grid.rows()).allSatisfy(row -> assertThat((double) row.get(3)).isGreaterThanOrEqualTo(1));
        // One update in an epoch against as many as there are rows.
        Exhibit.Grid quality = grid(lesson, 1);
        assertThat(number(quality, quality.rows().size() - 1, "one epoch, η = 0.01"))
                .isGreaterThan(number(quality, 0, "one epoch, η = 0.01"));
    }

    @Test
    void batchSteps_ofSmallRate_changeEachLossByTheProductOfTheGradients() {
        Classroom classroom = classroom(Bundled.DIGITS, 200);
        Prepared prepared = classroom.prepared(1);
        var network = Network.mlp(784, List.of(8), 10, Activation.TANH,
                Loss.CROSS_ENTROPY);
        BatchRun.Bench bench = new BatchRun.Bench(network, prepared.train(), 100, 1, 1);
        BatchSteps steps = BatchSteps.of(bench, Parameters.initial(network, 1), 10, 100, 0.01);
        // ΔL_i = −η·‖g_i‖² and ΔL_j = −η·‖g_i‖·‖g_j‖·cos, so the changes give the cosine.
        double own = steps.after()[0][0] - steps.before()[0];
        double other = steps.after()[0][1] - steps.before()[1];
        double ownOfOther = steps.after()[1][1] - steps.before()[1];
        assertThat(own).isNegative();
        assertThat(other / Math.sqrt(own * ownOfOther) * -1).isEqualTo(
                Math.cos(Math.toRadians(steps.degrees()[0])), within(0.05));
        IntStream.range(0, 3).forEach(i -> assertThat(steps.after()[i][i]).isLessThan(steps.before()[i]));
    }

    @Test
    void limits_tellPlateauSaddleAndMinimumApart_andMomentumClearsTheSmallHumpOnly() {
        Practice.Lesson lesson = Practices.of(Topic.LIMITS, Surfaces.byName("two-minima"), new double[2], 1, false, 1)
                .run(QUIET);
        Exhibit.Grid places = grid(lesson, 0);
        assertThat(places.rows().stream().map(row -> row.get(places.columns().indexOf("so it is"))))
                .containsExactly("a plateau", "a saddle", "a minimum");
        Exhibit.Grid humps = grid(lesson, 1);
        assertThat(humps.rows().stream().map(row -> row.get(humps.columns().indexOf("beyond the hump"))))
                .containsExactly("no", "yes", "no", "no");
        assertThat(lesson.outcome()).isEqualTo(2);
    }

    @Test
    void why_measuresAQuarterOfTheErrorInHalfTheCircle() {
        Practice.Lesson lesson = Practices
                .of(Topic.WHY, Surfaces.byName("rosenbrock"), new double[] {-1.2, 1}, 0.1, false,
                        1)
                .run(QUIET);
        assertThat(lesson.outcome()).isEqualTo(2);
        assertThat(lesson.answer().getFirst()).contains("s = 24.2, u = −215.6 and v = −88");
    }

    @Test
    void practicesOnSquaredErrors_refuseClassesAndTooFewColumns() {
        assertThatThrownBy(() -> Practices.of(Topic.FIRST_STEPS, List.of(classroom(Bundled.MOONS, 50))))
                .hasMessageContaining("needs a target of numbers, but \"class\" is a class");
        assertThatThrownBy(() -> Topic.of("optimiser")).hasMessageContaining("Did you mean \"optimizers\"?");
    }
}
