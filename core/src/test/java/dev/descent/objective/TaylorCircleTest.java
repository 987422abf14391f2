package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import org.junit.jupiter.api.Test;

class TaylorCircleTest {

    @Test
    void parabola_hasTheErrorAndTheRadiiThatItsCurvaturesGive() {
        // H = diag(1, 9), g = (2, 9): the largest error is ½·λ_max·d², and along −g the loss bends by gᵀHg/‖g‖².
        TaylorCircle circle = TaylorCircle.of(Formula.parse("(x^2 + 9*y^2)/2"), new double[] {2, 1}, 0.5);
        double slope = Math.sqrt(85);
        double bend = (2 * 2 + 9.0 * 81) / 85;
        assertThat(circle.s()).isEqualTo(6.5);
        assertThat(circle.gradient()).containsExactly(2, 9);
        assertThat(circle.slope()).isEqualTo(slope, within(1e-12));
        assertThat(circle.order()).isEqualTo(2, within(1e-6));
        for (TaylorCircle.Ring ring : circle.rings()) {
            double d = ring.radius();
            assertThat(ring.error()).isEqualTo(4.5 * d * d, within(1e-8 * d * d));
            assertThat(ring.promised()).isEqualTo(d * slope, within(1e-12));
            assertThat(ring.delivered()).isEqualTo(d * slope - bend * d * d / 2, within(1e-12));
        }
        assertThat(circle.half()).isEqualTo(slope / bend, within(1e-9));
        assertThat(circle.broken()).isEqualTo(2 * slope / bend, within(1e-9));
        assertThat(circle.linear().delta()).containsExactly(new double[] {-1 / slope, -4.5 / slope}, within(1e-12));
    }

    @Test
    void lowestPoint_ofAParabola_isThatOfTheTrustRegion() {
        // (H + μI)·Δ = −g with Δ on the circle: the loss's gradient there points at the centre.
        TaylorCircle circle = TaylorCircle.of(Formula.parse("(x^2 + 9*y^2)/2"), new double[] {2, 1}, 0.5);
        double[] delta = circle.lowest().delta();
        assertThat(Math.hypot(delta[0], delta[1])).isEqualTo(0.5, within(1e-12));
        double gx = 2 + delta[0];
        double gy = 9 + 9 * delta[1];
        assertThat(gx * delta[1] - gy * delta[0]).isEqualTo(0, within(1e-12));
        assertThat(gx * delta[0] + gy * delta[1]).isNegative();
    }

    @Test
    void direction_asTheCircleShrinks_turnsIntoTheNegativeGradient() {
        TaylorCircle circle = TaylorCircle.of(Surfaces.byName("rosenbrock").formula(), new double[] {-1.2, 1}, 0.1);
        assertThat(circle.order()).isEqualTo(2, within(0.01));
        double[] angles = circle.rings().stream().mapToDouble(TaylorCircle.Ring::angle).toArray();
        for (int i = 4; i < angles.length; i++) {
            assertThat(angles[i] / angles[i - 1]).isEqualTo(0.5, within(0.02));
        }
        assertThat(circle.lowest().loss()).isLessThan(circle.linear().loss());
    }

    @Test
    void lowestPoint_insideTheCircle_isTheMinimum() {
        TaylorCircle circle = TaylorCircle.of(Formula.parse("(x-1)^2 + 3*(y+1)^2"), new double[] {0.8, -0.9}, 1);
        assertThat(circle.lowest().delta()).containsExactly(new double[] {0.2, -0.1}, within(1e-6));
    }

    @Test
    void aKink_makesTheErrorFallWithTheRadiusOnly() {
        TaylorCircle circle = TaylorCircle.of(Formula.parse("|x| + y^2"), new double[] {0, 1}, 0.25);
        assertThat(circle.order()).isEqualTo(1, within(0.01));
    }

    @Test
    void aPlane_keepsItsPromiseAtAnyRadius() {
        TaylorCircle circle = TaylorCircle.of(Formula.parse("3*x - 4*y"), new double[] {1, 1}, 2);
        assertThat(circle.order()).isNaN();
        assertThat(circle.half()).isInfinite();
        assertThat(circle.broken()).isInfinite();
        assertThat(circle.rings()).allSatisfy(ring -> assertThat(ring.angle()).isLessThan(1e-6));
    }

    @Test
    void aPointWithoutSlope_promisesNothing() {
        TaylorCircle circle = TaylorCircle.of(Formula.parse("x^2 - y^2"), new double[] {0, 0}, 0.5);
        assertThat(circle.slope()).isZero();
        assertThat(circle.broken()).isZero();
        assertThat(circle.linear().delta()).containsExactly(0, 0);
        assertThat(circle.rings().getFirst().angle()).isNaN();
        assertThat(circle.lowest().loss()).isEqualTo(-0.25, within(1e-9));
    }

    @Test
    void placesOutsideTheDomain_areNotLowest() {
        TaylorCircle circle = TaylorCircle.of(Formula.parse("log(x) + y^2"), new double[] {0.5, 0}, 1);
        assertThat(circle.rings().getFirst().error()).isInfinite();
        assertThat(circle.rings().getLast().error()).isFinite();
        assertThat(circle.lowest().loss()).isFinite();
    }

    @Test
    void whatHasNoCircle_isRefused() {
        assertThatThrownBy(() -> TaylorCircle.of(Formula.parse("x^2"), new double[] {1}, 1))
                .isInstanceOf(DescentException.class).hasMessageContaining("has 1 coordinate: x. Expected two.");
        assertThatThrownBy(() -> TaylorCircle.of(Formula.parse("x^2+y"), new double[] {1, 1}, -1))
                .hasMessageContaining("The radius is -1, expected a length above 0.");
        assertThatThrownBy(() -> TaylorCircle.of(Formula.parse("log(x)+y"), new double[] {-1, 1}, 1))
                .hasMessageContaining("Choose another point.");
    }
}
