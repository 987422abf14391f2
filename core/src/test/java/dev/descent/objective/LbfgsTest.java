package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LbfgsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"(1-x)^2 + 100*(y-x^2)^2; 60", "x^2 + 1e6*y^2; 30", "(x-3)^4 + (y+2)^2; 120",
            "exp(x) - 2*x + y^2; 30", "log(1 + x^2) + log(1 + 25*y^2); 60"})
    void minimise_smoothFormula_reachesAPointWithoutSlope(String formula, int updates) {
        Trajectory path = new Lbfgs().minimise(Formula.parse(formula), new double[] {-1.2, 1}, updates, 1e-6);
        assertThat(path.last().gradientNorm()).as("%s after %d updates", path.stop(), path.updates())
                .isLessThanOrEqualTo(1e-6);
    }

    @Test
    void minimise_everyUpdate_lowersTheValueAndFlattensTheSlope() {
        Trajectory path = new Lbfgs(5).minimise(Formula.parse("(1-x)^2 + 100*(y-x^2)^2"), new double[] {-1.2, 1}, 25,
                -1);
        for (int i = 1; i < path.steps().size(); i++) {
            Trajectory.Step before = path.steps().get(i - 1);
            Trajectory.Step after = path.steps().get(i);
            double[] move = {after.point()[0] - before.point()[0], after.point()[1] - before.point()[1]};
            double slope = LineSearch.dot(before.gradient(), move);
            assertThat(slope).isNegative();
            assertThat(after.value()).isLessThanOrEqualTo(before.value() + 1e-4 * slope);
            assertThat(Math.abs(LineSearch.dot(after.gradient(), move))).isLessThanOrEqualTo(-0.9 * slope + 1e-15);
        }
    }

    @Test
    void minimise_atTheMinimumOfRounding_settles() {
        Trajectory path = new Lbfgs().minimise(Formula.parse("1 + x^2"), new double[] {1e-9}, 100, -1);
        assertThat(path.stop()).isIn(Trajectory.Stop.SETTLED, Trajectory.Stop.GRADIENT);
        assertThat(path.last().value()).isEqualTo(1);
    }

    @Test
    void minimise_whereAStepWouldLeaveTheFinite_takesAShorterOne() {
        Trajectory path = new Lbfgs().minimise(Formula.parse("x - log(x)"), new double[] {1e-3}, 100, 1e-8);
        assertThat(path.last().point()[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
        assertThatThrownBy(() -> new Lbfgs().minimise(Formula.parse("log(x)"), new double[] {-1}, 1, 0))
                .hasMessageContaining("no way down");
        assertThatThrownBy(() -> new Lbfgs(0)).hasMessageContaining("memory is 0");
    }
}
