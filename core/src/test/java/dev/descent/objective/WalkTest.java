package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static Optimizer sgd(double lr) {
        return Optimizers.byName("sgd").withLr(lr);
    }

    @Test
    void descent_onAParabola_shrinksByOneMinusRateTimesCurvature() {
        Trajectory path = Walk.of(Formula.parse("(3*x^2 + y^2)/2"), sgd(0.5)).from(2, -1).updates(40).run();
        for (Trajectory.Step step : path.steps()) {
            assertThat(step.point()[0]).isEqualTo(2 * Math.pow(1 - 0.5 * 3, step.update()), within(1e-12));
            assertThat(step.point()[1]).isEqualTo(-Math.pow(1 - 0.5, step.update()), within(1e-12));
        }
    }

    @Test
    void run_withoutAReasonToStop_makesAllUpdates() {
        Trajectory path = Walk.of(Surfaces.byName("rosenbrock").formula(), sgd(1e-4)).from(-1.2, 1).updates(25).run();
        assertThat(path.stop()).isEqualTo(Trajectory.Stop.UPDATES);
        assertThat(path.updates()).isEqualTo(25);
        assertThat(path.steps()).hasSize(26);
        assertThat(path.first().update()).isZero();
        assertThat(path.last().update()).isEqualTo(25);
        assertThat(path.lowest()).isEqualTo(path.last());
    }

    @Test
    void run_untilGradient_stopsAtTheFirstPointThatIsFlatEnough() {
        Trajectory path = Walk.of(Formula.parse("x^2/2"), sgd(0.5)).from(1).updates(1000).untilGradient(0.01).run();
        // 0.5^7 is the first power below 0.01.
        assertThat(path.stop()).isEqualTo(Trajectory.Stop.GRADIENT);
        assertThat(path.updates()).isEqualTo(7);
        assertThat(path.last().gradientNorm()).isEqualTo(0.0078125);
    }

    @Test
    void run_aboveTheStableRate_divergesAndBelowItDoesNot() {
        Formula bowl = Surfaces.byName("bowl:100").formula();
        double stable = bowl.curvature(0, 0).stableRate();
        Trajectory above = Walk.of(bowl, sgd(stable * 1.05)).from(1, 1).updates(10_000).run();
        Trajectory below = Walk.of(bowl, sgd(stable * 0.95)).from(1, 1).updates(10_000).run();
        assertThat(above.stop()).isEqualTo(Trajectory.Stop.DIVERGED);
        assertThat(above.last().point()).doesNotContain(Double.NaN);
        assertThat(below.stop()).isEqualTo(Trajectory.Stop.UPDATES);
        assertThat(below.last().value()).isLessThan(1e-9);
    }

    @Test
    void run_downABottomlessSlope_isDivergence() {
        Trajectory path = Walk.of(Formula.parse("x^2 - y^2"), sgd(0.1)).from(1, 0.01).updates(100_000).run();
        assertThat(path.stop()).isEqualTo(Trajectory.Stop.DIVERGED);
    }

    @Test
    void run_longerThanAnybodyReads_keepsEveryKthPointAndTheLast() {
        Objective flat = new Objective() {
            @Override
            public int size() {
                return 1000;
            }

            @Override
            public double valueAndGradient(double[] theta, double[] gradient) {
                java.util.Arrays.fill(gradient, 1e-3);
                return 0;
            }
        };
        Trajectory path = Walk.of(flat, sgd(0.1)).updates(5001).run();
        assertThat(path.steps()).hasSizeLessThanOrEqualTo(2001);
        assertThat(path.last().update()).isEqualTo(5001);
    }

    @Test
    void run_fromWhereTheValueIsInfinite_isRefused() {
        assertThatThrownBy(() -> Walk.of(Formula.parse("log(x)"), sgd(0.1)).from(0).run())
                .isInstanceOf(DescentException.class).hasMessageContaining("Choose another start");
    }

    @Test
    void everyPart_ofAWalk_hasStartTenthsAndEnd() {
        Trajectory path = Walk.of(Formula.parse("x^2"), sgd(0.01)).from(1).updates(2000).run();
        assertThat(path.everyPart(10)).extracting(Trajectory.Step::update)
                .isEqualTo(List.of(0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000));
        assertThat(Walk.of(Formula.parse("x^2"), sgd(0.01)).from(1).updates(3).run().everyPart(10)).hasSize(4);
    }

    @Test
    void start_byNameOrPosition_isTheSamePoint() {
        List<String> names = List.of("x", "y");
        assertThat(Start.parse("-1.2,1", names)).containsExactly(-1.2, 1);
        assertThat(Start.parse("y=1, x=−1.2", names)).containsExactly(-1.2, 1);
    }

    @Test
    void start_wrong_saysWhatWasExpected() {
        List<String> names = List.of("rate", "y");
        for (String wrong : List.of("1", "1,2,3", "rate=1", "ratw=1,y=2", "1,two", "rate=1,2", "1,NaN", "")) {
            assertThatThrownBy(() -> Start.parse(wrong, names)).isInstanceOf(DescentException.class)
                    .hasMessageContaining("--start rate=1,y=1");
        }
        assertThatThrownBy(() -> Start.parse("ratw=1,y=2", names)).hasMessageContaining("Did you mean \"rate\"?");
    }

    @Test
    void start_random_dependsOnTheSeedAlone() {
        assertThat(Start.random(2, Window.DEFAULT, 3)).isEqualTo(Start.random(2, Window.DEFAULT, 3));
        assertThat(Start.random(2, Window.DEFAULT, 3)).isNotEqualTo(Start.random(2, Window.DEFAULT, 4));
    }
}
