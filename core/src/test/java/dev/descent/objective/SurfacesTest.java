package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurfacesTest {

    static Stream<Surface> surfaces() {
        return Stream.concat(Surfaces.all().stream(), Stream.of(Surfaces.byName("bowl:1e6")));
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void minima_ofEverySurface_haveNoSlopeAndBendUpwards(Surface surface) {
        assertThat(surface.minima()).isNotEmpty();
        double[] gradient = new double[2];
        for (Minimum minimum : surface.minima()) {
            double value = surface.formula().valueAndGradient(minimum.point(), gradient);
            assertThat(value).isEqualTo(minimum.value());
            assertThat(Math.hypot(gradient[0], gradient[1])).isLessThan(1e-11);
            assertThat(surface.formula().curvature(minimum.point()).smallest()).isPositive();
        }
        assertThat(surface.minima()).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void window_ofEverySurface_showsStartAndMinima(Surface surface) {
        assertThat(surface.window().contains(surface.start()[0], surface.start()[1])).isTrue();
        for (Minimum minimum : surface.minima()) {
            assertThat(surface.window().contains(minimum.point()[0], minimum.point()[1])).isTrue();
        }
    }

    @Test
    void start_spoiledByOneCaller_isWholeForTheNext() {
        double[] start = Surfaces.byName("bend").start();
        double x = start[0];
        start[0] = 99;
        assertThat(Surfaces.byName("bend").start()[0]).isEqualTo(x);
    }

    @Test
    void minima_fromLiterature_areTheKnownOnes() {
        assertThat(Surfaces.byName("rosenbrock").minima().getFirst().point()).containsExactly(1, 1);
        assertThat(Surfaces.byName("beale").minima().getFirst().point()[0]).isCloseTo(3, within(1e-9));
        assertThat(Surfaces.byName("two-minima").minima().get(0).value()).isCloseTo(-8.0 / 3, within(1e-14));
        assertThat(Surfaces.byName("two-minima").minima().get(1).value()).isCloseTo(-5.0 / 12, within(1e-14));
        assertThat(Surfaces.byName("hills").minima()).hasSize(4).allSatisfy(
                minimum -> assertThat(minimum.value()).isCloseTo(0, within(1e-20)));
        assertThat(Surfaces.byName("saddle").minima()).extracting(Minimum::value)
                .allSatisfy(value -> assertThat(value).isCloseTo(-1, within(1e-14)));
    }

    @Test
    void search_overAFormula_findsTheMinimaThatAreThere() {
        Surface typed = Surface.of(Formula.parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x/100"), 1);
        assertThat(typed.minima()).hasSize(4);
        assertThat(typed.name()).isEqualTo("(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x/100");
    }

    @Test
    void of_aKnownEquation_recognisesTheSurface() {
        Surface surface = Surface.of(Formula.parse("(1-x)^2 + 100*(y-x^2)^2"), 1);
        assertThat(surface.name()).isEqualTo("rosenbrock");
    }

    @Test
    void lowerThan_atTheUpperOfTwoMinima_namesTheLower() {
        Surface surface = Surfaces.byName("two-minima");
        assertThat(surface.lowerThan(-5.0 / 12, new double[] {1, 0})).get()
                .satisfies(minimum -> assertThat(minimum.point()[0]).isCloseTo(-2, within(1e-12)));
        assertThat(surface.lowerThan(-2.5, new double[] {-1.9, 0})).isEmpty();
    }

    /// The slide's point: Adagrad remembers the steep beginning for ever, RMSProp forgets it.
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.05, 0.1, 0.2})
    void bend_atTheSameRate_stallsAdagradButNotRmsprop(double lr) {
        Surface bend = Surfaces.byName("bend");
        double adagrad = end(bend, "adagrad", lr).value();
        double rmsprop = end(bend, "rmsprop", lr).value();
        assertThat(adagrad).as("on the flat").isGreaterThan(19);
        assertThat(rmsprop).as("past the second fall").isLessThan(0.2);
    }

    @Test
    void bend_alongTheWay_isSteepFlatAndSteepAgain() {
        Formula bend = Surfaces.byName("bend").formula();
        assertThat(slopeAlongX(bend, -3)).isGreaterThan(8);
        assertThat(slopeAlongX(bend, 0)).isBetween(0.05, 0.5);
        assertThat(slopeAlongX(bend, 3)).isGreaterThan(8);
    }

    @Test
    void byName_mistyped_namesTheNearest() {
        assertThatThrownBy(() -> Surfaces.byName("rosenbrok")).isInstanceOf(DescentException.class)
                .hasMessageContaining("Did you mean \"rosenbrock\"?");
        for (String wrong : List.of("hills:3", "bowl:", "bowl:0", "bowl:NaN", "bowl:1e99")) {
            assertThatThrownBy(() -> Surfaces.byName(wrong)).isInstanceOf(DescentException.class)
                    .hasMessageContaining("bowl:100");
        }
    }

    private static Trajectory.Step end(Surface surface, String optimizer, double lr) {
        return Walk.of(surface.formula(), Optimizers.byName(optimizer).withLr(lr)).from(surface.start()).updates(1000)
                .run().last();
    }

    private static double slopeAlongX(Formula formula, double x) {
        double[] gradient = new double[2];
        formula.valueAndGradient(new double[] {x, StrictMath.sin(x / 2)}, gradient);
        return Math.abs(gradient[0]);
    }
}
