package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.DescentException;
import dev.descent.equation.Interpreter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaTest {

    private static final long SEED = 11;

    static Stream<Formula> formulas() {
        return Stream.concat(Surfaces.all().stream().map(Surface::formula),
                Stream.of("x^2", "a*b + c^3 - exp(a/4)*sin(c)", "if x > 0 then x^2 else y^2 + x", "sqrt(1 + x^2) + |y|",
                        "erf(x)*log(1 + y^2) + clamp(x, -1, 1)", "(1 + x^2)^(y/4)").map(Formula::parse));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void gradient_anywhere_equalsFiniteDifferences(Formula formula) {
        CounterRandom random = CounterRandom.of(SEED, CounterRandom.Purpose.TEST);
        double[] gradient = new double[formula.size()];
        for (int trial = 0; trial < 20; trial++) {
            double[] theta = point(formula, random, trial);
            formula.valueAndGradient(theta, gradient);
            for (int i = 0; i < theta.length; i++) {
                double slope = (formula.value(moved(theta, i, 1e-5)) - formula.value(moved(theta, i, -1e-5))) / 2e-5;
                assertThat(gradient[i]).as("%s, ∂/∂%s at trial %d, seed %d", formula.text(),
                        formula.coordinates().get(i), trial, SEED)
                        .isCloseTo(slope, within(1e-5 * scale(formula, theta)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void hessian_anywhere_equalsFiniteDifferencesOfTheGradient(Formula formula) {
        CounterRandom random = CounterRandom.of(SEED, CounterRandom.Purpose.TEST, 1);
        double[] above = new double[formula.size()];
        double[] below = new double[formula.size()];
        for (int trial = 0; trial < 20; trial++) {
            double[] theta = point(formula, random, trial);
            double[][] hessian = formula.hessian(theta);
            for (int i = 0; i < theta.length; i++) {
                formula.valueAndGradient(moved(theta, i, 1e-5), above);
                formula.valueAndGradient(moved(theta, i, -1e-5), below);
                for (int j = 0; j < theta.length; j++) {
                    assertThat(hessian[j][i]).as("%s, seed %d", formula.text(), SEED)
                            .isCloseTo((above[j] - below[j]) / 2e-5, within(1e-5 * scale(formula, theta)));
                    assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
                }
            }
        }
    }

    /// Often enough to be compiled on the way; `x^y` never is.
    @ParameterizedTest
    @MethodSource("formulas")
    void valueAndGradient_askedForOften_keepsTheBitsOfTheInterpreter(Formula formula) {
        CounterRandom random = CounterRandom.of(SEED, CounterRandom.Purpose.TEST, 2);
        double[] gradient = new double[formula.size()];
        for (int trial = 0; trial < 1_500; trial++) {
            double[] theta = point(formula, random, trial);
            Map<String, Double> at = new HashMap<>();
            for (int i = 0; i < theta.length; i++) {
                at.put(formula.coordinates().get(i), theta[i]);
            }
            assertThat(formula.valueAndGradient(theta, gradient))
                    .as("%s, trial %d, seed %d", formula.text(), trial, SEED)
                    .isEqualTo(Interpreter.evalDouble(formula.expression(), at));
            for (int i = 0; i < theta.length; i++) {
                assertThat(gradient[i]).as("%s, ∂/∂%s, trial %d", formula.text(), formula.coordinates().get(i), trial)
                        .isEqualTo(Interpreter.evalDouble(formula.partials().get(i), at));
            }
        }
    }

    @Test
    void coordinates_ofFreeNames_areAlphabetical() {
        assertThat(Formula.parse("y*x + b*pi").coordinates()).isEqualTo(List.of("b", "x", "y"));
    }

    @Test
    void curvature_ofABowl_hasItsConditionNumber() {
        Curvature curvature = Surfaces.byName("bowl:100").formula().curvature(0.3, -2);
        assertThat(curvature.eigenvalues()).containsExactly(1, 100);
        assertThat(curvature.condition()).isEqualTo(100);
        assertThat(curvature.stableRate()).isEqualTo(0.02);
    }

    @Test
    void curvature_ofThreeCoordinates_isTheSpectrumOfTheMatrix() {
        // (2 −1 0; −1 2 −1; 0 −1 2) has the eigenvalues 2 − √2, 2, 2 + √2.
        Curvature curvature = Formula.parse("x^2 + y^2 + z^2 - x*y - y*z").curvature(1, 2, 3);
        assertThat(curvature.eigenvalues()).usingComparatorWithPrecision(1e-14)
                .containsExactly(2 - Math.sqrt(2), 2, 2 + Math.sqrt(2));
    }

    @Test
    void parse_withoutAnyName_saysThatThereIsNothingToWalkOn() {
        assertThatThrownBy(() -> Formula.parse("1 + 2")).isInstanceOf(DescentException.class)
                .hasMessageContaining("no free name");
    }

    @Test
    void parse_ofASumOverParameters_isRefused() {
        assertThatThrownBy(() -> Formula.parse("sum(x^2)")).isInstanceOf(DescentException.class);
    }

    private static double[] point(Formula formula, CounterRandom random, int trial) {
        double[] theta = new double[formula.size()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = 6 * random.uniform((long) trial * theta.length + i) - 3;
        }
        return theta;
    }

    private static double[] moved(double[] theta, int at, double by) {
        double[] moved = theta.clone();
        moved[at] += by;
        return moved;
    }

    /// Finite differences carry the rounding of the value divided by the step.
    private static double scale(Formula formula, double[] theta) {
        return Math.max(1, Math.abs(formula.value(theta)));
    }
}
