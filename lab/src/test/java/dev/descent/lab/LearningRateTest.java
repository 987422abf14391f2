package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.objective.Formula;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The five rates and the one under the hand against walks on the formula that the page shows.
class LearningRateTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    @Test
    void rates_creepArriveAndExplodeAroundTheLimitOfTheFormula() throws Exception {
        Blocks found = ask("find", "\"seeds\":3");
        double[] rates = found.numbers("rates");
        double limit = formula(found).curvature(0, 0).stableRate();
        assertThat(rates).hasSize(5).isSorted();
        assertThat(found.number("stableRate")).isCloseTo(limit, within(1e-9));
        assertThat(rates[3]).isLessThan(limit);
        assertThat(rates[4]).isGreaterThan(limit);
        double[] creeping = found.block("rate1Median");
        double[] good = found.block("rate3Median");
        double[] exploding = found.block("rate5Median");
        assertThat(creeping[60]).isBetween(0.01 * creeping[0], creeping[0]);
        assertThat(good[60]).isLessThan(0.01 * good[0]);
        assertThat(exploding[60]).isGreaterThan(exploding[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam"})
    void walk_ofOneSeed_isTheLibrarysWalk(String optimizer) throws Exception {
        Blocks found = ask("find", "\"seeds\":1,\"optimizer\":\"" + optimizer + "\"");
        Blocks own = ask("walk", "\"seeds\":1,\"lr\":0.11,\"optimizer\":\"" + optimizer + "\"");
        Trajectory walk = Walk.of(formula(found), Optimizers.byName(optimizer).withLr(0.11))
                .from(found.numbers("start")).updates(60).run();
        double[] heights = own.block("ownMedian");
        for (Trajectory.Step step : walk.steps()) {
            assertThat(heights[step.update()]).isEqualTo(Math.max(0, step.value() - found.number("lowest")));
        }
        int needed = (int) own.number("needed");
        double[] all = walk.steps().stream().mapToDouble(step -> step.value() - found.number("lowest")).toArray();
        assertThat(all[needed]).isLessThanOrEqualTo(0.01 * all[0]);
        assertThat(Arrays.stream(all, 0, needed)).allMatch(height -> height > 0.01 * all[0]);
    }

    @Test
    void parabola_isMultipliedByOneFactorPerUpdate() throws Exception {
        Blocks own = ask("walk", "\"seeds\":1,\"lr\":0.3");
        double[] u = own.block("u");
        for (int k = 0; k < 20; k++) {
            assertThat(u[k + 1]).isCloseTo(u[k] * own.number("factor"), within(1e-9 * Math.abs(u[0])));
        }
        assertThat(own.number("factor")).isCloseTo(1 - 0.3 * own.number("lambda"), within(1e-12));
    }

    @Test
    void bands_holdTheirMedian() throws Exception {
        Blocks found = ask("find", "\"seeds\":5");
        for (int rate = 1; rate <= 4; rate++) {
            double[] median = found.block("rate" + rate + "Median");
            for (int update = 0; update < median.length; update++) {
                assertThat(median[update]).isBetween(found.block("rate" + rate + "Low")[update],
                        found.block("rate" + rate + "High")[update]);
            }
        }
    }

    @Test
    void goodRange_holdsTheBestAndEndsBeforeTheEdge() throws Exception {
        Blocks found = ask("find", "\"seeds\":3");
        double[] good = found.numbers("good");
        assertThat(found.number("best")).isBetween(good[0], good[1]);
        assertThat(good[1]).isLessThan(found.number("edge"));
        double[] tried = found.block("triedRates");
        for (int r = 0; r < tried.length; r++) {
            if (tried[r] >= good[0] && tried[r] <= good[1]) {
                assertThat(found.block("triedMedian")[r]).isLessThanOrEqualTo(0.011);
            }
        }
    }

    private static Formula formula(Blocks found) {
        return Formula.parse(Json.string(found.facts().get("formula"), "formula"));
    }

    private static Blocks ask(String question, String more) throws Exception {
        String optimizer = more.contains("optimizer") ? "" : ",\"optimizer\":\"sgd\"";
        return LAB.blocks("learning-rate/" + question,
                "{\"data\":\"line\",\"updates\":60,\"seed\":1," + more + optimizer + "}");
    }
}
