package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lanczos and power iteration against all eigenvalues by Jacobi's rotations.
class SpectrumTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void of_asManyStepsAsRows_hasBothEndsAndNoError(int n) {
        double[][] matrix = random(n);
        Curvature all = Curvature.of(matrix);

        Spectrum ends = Spectrum.of(product(matrix), n, n);

        assertThat(ends.smallest()).isCloseTo(all.smallest(), within(1e-9));
        assertThat(ends.largest()).isCloseTo(all.largest(), within(1e-9));
        assertThat(ends.smallestError()).isLessThan(1e-3);
    }

    @Test
    void of_fewSteps_errorsHoldTheTruth() {
        int n = 200;
        double[][] matrix = random(n);
        Curvature all = Curvature.of(matrix);

        Spectrum ends = Spectrum.of(product(matrix), n, 25);

        assertThat(ends.products()).isEqualTo(25);
        assertThat(nearest(all, ends.smallest())).isLessThanOrEqualTo(ends.smallestError());
        assertThat(nearest(all, ends.largest())).isLessThanOrEqualTo(ends.largestError());
        assertThat(ends.largest()).isCloseTo(all.largest(), within(0.1 * all.largest()));
    }

    @Test
    void of_directionOfTheSmallest_isItsEigenvector() {
        double[][] matrix = random(30);

        Spectrum ends = Spectrum.of(product(matrix), 30, 30);

        double[] turned = new double[30];
        product(matrix).times(ends.smallestDirection(), turned);
        for (int i = 0; i < 30; i++) {
            assertThat(turned[i]).isCloseTo(ends.smallest() * ends.smallestDirection()[i], within(1e-6));
        }
    }

    @Test
    void of_twoValuesOnly_stopsWhereTheDirectionsEnd() {
        double[] diagonal = new double[50];
        Arrays.fill(diagonal, 1);
        Arrays.fill(diagonal, 0, 10, -3);

        Spectrum ends = Spectrum.of((v, out) -> Arrays.setAll(out, i -> diagonal[i] * v[i]), 50, 40);

        assertThat(ends.products()).isEqualTo(2);
        assertThat(ends.smallest()).isCloseTo(-3, within(1e-12));
        assertThat(ends.largest()).isCloseTo(1, within(1e-12));
    }

    @Test
    void of_nothing_isZeroEverywhere() {
        Spectrum ends = Spectrum.of((v, out) -> Arrays.fill(out, 0), 7, 7);

        assertThat(ends.largest()).isZero();
        assertThat(ends.smallest()).isZero();
        assertThat(ends.fallsAway(1e-3)).isFalse();
        assertThat(ends.stableRate()).isInfinite();
    }

    @Test
    void of_infiniteProduct_isUnknown() {
        Spectrum ends = Spectrum.of((v, out) -> Arrays.fill(out, Double.POSITIVE_INFINITY), 3, 3);

        assertThat(ends.largest()).isNaN();
        assertThat(ends.fallsAway(1e-3)).isFalse();
    }

    @Test
    void byPower_largestInSizeIsNegative_findsTheLargestAllTheSame() {
        double[] diagonal = {-9, 1, 2, 4};

        Spectrum found = Spectrum.byPower((v, out) -> Arrays.setAll(out, i -> diagonal[i] * v[i]), 4, 1e-6, 1000);

        assertThat(found.largest()).isCloseTo(4, within(1e-5));
    }

    @Test
    void of_surface_isItsCurvature() {
        Formula rosenbrock = Formula.parse("(1-x)^2 + 100*(y-x^2)^2");

        Spectrum ends = Spectrum.of(rosenbrock, new double[] {1, 1}, 10);

        assertThat(ends.largest()).isCloseTo(rosenbrock.curvature(1, 1).largest(), within(1e-9));
        assertThat(ends.stableRate()).isCloseTo(rosenbrock.curvature(1, 1).stableRate(), within(1e-12));
    }

    private static double nearest(Curvature all, double value) {
        return Arrays.stream(all.eigenvalues()).map(e -> Math.abs(e - value)).min().orElseThrow();
    }

    private static SymmetricProduct product(double[][] matrix) {
        return (v, out) -> Arrays.setAll(out, i -> Vectors.dot(matrix[i], v));
    }

    private static double[][] random(int n) {
        CounterRandom random = CounterRandom.of(n, Purpose.TEST);
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.gaussian((long) i * n + j);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
