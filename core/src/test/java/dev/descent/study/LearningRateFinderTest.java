package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Bundled;
import dev.descent.data.Dataset;
import dev.descent.data.Table;
import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The finder against what is known without it: the limit of a parabola, the rules' own grids, and itself on other
/// threads.
class LearningRateFinderTest {

    private static final Dataset MOONS = few(Bundled.of("moons"), 240);

    static List<Optimizer> rules() {
        return Optimizers.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void run_everyRuleOfTheCatalogue_isAsGoodAsTheBestOfItsGrid(Optimizer rule) {
        Recipe recipe = moons(rule, 16);

        RateFinding found = find(recipe, 1, 2);

        double[] grid = rule.rateGrid();
        double best = Arrays.stream(new TrainingSubject(MOONS, recipe, 1, 2, new Interrupt()).shortRuns(grid))
                .mapToDouble(losses -> losses[0]).min().orElseThrow();
        double own = found.checks().stream().mapToDouble(RateFinding.Check::median).min().orElseThrow();
        assertThat(own).isLessThan(1.5 * best + 0.01);
        assertThat(found.good().low()).isLessThanOrEqualTo(found.suggestion());
        assertThat(found.good().high()).isGreaterThanOrEqualTo(found.suggestion());
    }

    @Test
    void run_otherNumberOfThreads_findsTheSame() {
        Recipe recipe = moons(Optimizers.byName("adam"), 8);

        assertThat(Json.write(find(recipe, 2, 1).json())).isEqualTo(Json.write(find(recipe, 2, 2).json()));
    }

    @Test
    void run_batchSizes_eachHasARateOfItsOwn() {
        RateFinding small = find(moons(Optimizers.byName("sgd"), 1), 1, 2);
        RateFinding large = find(moons(Optimizers.byName("sgd"), 1 << 20), 1, 2);

        assertThat(small.suggestion()).isLessThan(large.suggestion());
    }

    @Test
    void run_linearModelFullBatches_staysBelowTheExactLimit() {
        Dataset line = few(Bundled.of("line"), 300);
        Recipe recipe = Recipe.builder().target(Bundled.of("line").target()).optimizer("sgd").hidden(List.of())
                .batch(1 << 20).updates(200)
                .build();

        RateFinding found = find(line, recipe, 1, 2);

        StabilityLimit limit = Objects.requireNonNull(found.limit());
        assertThat(limit.kind()).isEqualTo(StabilityLimit.Kind.EXACT);
        assertThat(found.suggestion()).isLessThan(limit.rate());
        TrainingSubject subject = new TrainingSubject(line, recipe, 1, 1, new Interrupt());
        double[][] ends = subject.shortRuns(new double[] {0.95 * limit.rate(), 1.2 * limit.rate()});
        assertThat(ends[0][0]).isLessThan(1);
        assertThat(ends[1][0]).isGreaterThan(1e3);
    }

    @Test
    void run_rawColumnsOfVeryDifferentScale_movesTheRangeDownToWhereItIsStable() {
        Recipe recipe = Recipe.builder().target(Bundled.of("line").target()).optimizer("sgd").scale("none")
                .hidden(List.of()).batch(1 << 20)
                .updates(100).build();

        RateFinding found = find(few(Bundled.of("line"), 300), recipe, 1, 2);

        StabilityLimit limit = Objects.requireNonNull(found.limit());
        assertThat(limit.rate()).isLessThan(1e-4);
        assertThat(found.suggestion()).isBetween(limit.rate() / 100, limit.rate());
    }

    @Test
    void on_bowl_limitIsThatOfItsCurvatureAndTheRateIsBelow() {
        Surface bowl = Surfaces.byName("bowl:100");

        RateFinding found = LearningRateFinder.on(bowl, Optimizers.byName("sgd"), bowl.start(), 3, 1, 500).run()
                .orElseThrow();

        StabilityLimit limit = Objects.requireNonNull(found.limit());
        assertThat(limit.rate()).isCloseTo(bowl.formula().curvature(0, 0).stableRate(), within(1e-9));
        assertThat(found.suggestion()).isBetween(limit.rate() / 10, limit.rate());
    }

    @Test
    void on_formulaWithoutLowestPoint_isRefusedInWords() {
        Surface saddle = Surface.of(Formula.parse("x^2 - y^2"), 1);

        assertThatThrownBy(
                () -> LearningRateFinder.on(saddle, Optimizers.byName("sgd"), new double[] {1, 1}, 1, 1, 100))
                .isInstanceOf(DescentException.class).hasMessageContaining("falls without end");
    }

    @Test
    void of_ruleWithoutRate_isRefusedInWords() {
        Recipe recipe = moons(Optimizers.parse("theta <- theta - 0.1*g"), 16);

        assertThatThrownBy(() -> find(recipe, 1, 1)).isInstanceOf(DescentException.class)
                .hasMessageContaining("has no learning rate");
    }

    @Test
    void of_raisedInterrupt_findsNothing() {
        Interrupt interrupt = new Interrupt();
        interrupt.raise();

        assertThat(LearningRateFinder.of(MOONS, moons(Optimizers.byName("sgd"), 16), 1, 1, interrupt).run()).isEmpty();
    }

    @Test
    void rangeTest_parabola_readsOffTheLimit() {
        Surface bowl = Surfaces.byName("bowl:1");
        SurfaceSubject subject = new SurfaceSubject(bowl, Optimizers.byName("sgd"), new double[] {1, 1}, 1, 1, 100);
        double limit = bowl.formula().curvature(0, 0).stableRate();

        RangeTest test = RangeTest.run(() -> subject.begin(0), 1e-5 * limit, 1e3 * limit, 100);

        assertThat(test.rates()[test.rates().length - 1]).isBetween(limit, 1000 * limit);
        assertThat(test.valley()).isBetween(limit / 100, limit);
        assertThat(test.steepest()).isBetween(limit / 100, limit);
    }

    private static RateFinding find(Recipe recipe, int seeds, int threads) {
        return find(MOONS, recipe, seeds, threads);
    }

    private static RateFinding find(Dataset data, Recipe recipe, int seeds, int threads) {
        return LearningRateFinder.of(data, recipe, seeds, threads, new Interrupt()).run().orElseThrow();
    }

    private static Recipe moons(Optimizer rule, int batch) {
        return Recipe.builder().target(Bundled.of("moons").target()).optimizer(rule).batch(batch).hidden(List.of(8))
                .updates(60).build();
    }

    private static Dataset few(Bundled bundled, int rows) {
        return ((Table) bundled.load(1)).select(IntStream.range(0, rows).toArray());
    }
}
