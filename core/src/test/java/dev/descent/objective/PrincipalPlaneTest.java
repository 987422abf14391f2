package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import org.junit.jupiter.api.Test;

/// Principal directions against arithmetic by hand, and against what defines them.
class PrincipalPlaneTest {

    /// From the end (1, 1, 1, 1), the moves are (−3, 0, 0, 0), (0, 2, 0, 0), (0, 0, 1, 0): orthogonal, so they are the
    /// principal directions themselves, with shares 9, 4 and 1 of 14.
    @Test
    void plane_ofOrthogonalMoves_isByHandTheTwoLongest() {
        PrincipalPlane plane = PrincipalPlane.of(new float[][] {{-2, 1, 1, 1}, {1, 3, 1, 1}, {1, 1, 2, 1},
                {1, 1, 1, 1}});

        assertThat(plane.origin()).containsExactly(1, 1, 1, 1);
        assertThat(plane.first()).containsExactly(new double[] {1, 0, 0, 0}, within(1e-15));
        assertThat(plane.firstShare()).isCloseTo(9.0 / 14, within(1e-15));
        assertThat(plane.secondShare()).isCloseTo(4.0 / 14, within(1e-15));
        assertThat(plane.project(new float[] {-2, 1, 1, 1})[0]).as("comes from the left").isCloseTo(-3, within(1e-14));
        assertThat(Math.abs(plane.project(new float[] {1, 3, 1, 1})[1])).isCloseTo(2, within(1e-14));
        assertThat(plane.project(new float[] {1, 1, 2, 1})).as("out of the plane")
                .containsExactly(new double[] {0, 0}, within(1e-14));
    }

    /// Two moves (4, 0) and (4, 3) from the end: their products are [[16, 16], [16, 25]], whose eigenvalues
    /// are (41 ± √(81 + 1024))/2.
    @Test
    void shares_ofTwoMoves_areTheEigenvaluesByHand() {
        PrincipalPlane plane = PrincipalPlane.of(new float[][] {{4, 0, 0}, {4, 3, 0}, {0, 0, 0}});

        assertThat(plane.firstShare()).isCloseTo((41 + Math.sqrt(1105)) / 82, within(1e-14));
        assertThat(plane.firstShare() + plane.secondShare()).isCloseTo(1, within(1e-14));
    }

    @Test
    void plane_ofARandomWalk_holdsMoreThanAnyOtherThatIsTried() {
        CounterRandom random = CounterRandom.of(3, Purpose.START);
        float[][] walk = new float[20][50];
        for (int i = 1; i < walk.length; i++) {
            for (int k = 0; k < 50; k++) {
                walk[i][k] = walk[i - 1][k] + (float) random.gaussian(50L * i + k);
            }
        }
        PrincipalPlane plane = PrincipalPlane.of(walk);

        assertThat(Vectors.norm(plane.first())).isCloseTo(1, within(1e-14));
        assertThat(Vectors.norm(plane.second())).isCloseTo(1, within(1e-14));
        assertThat(Vectors.dot(plane.first(), plane.second())).isCloseTo(0, within(1e-14));
        double total = 0;
        for (float[] point : walk) {
            total += squares(point, plane.origin());
        }
        for (int k = 0; k < 49; k++) {
            double one = 0;
            for (float[] point : walk) {
                double a = point[k] - plane.origin()[k];
                double b = point[k + 1] - plane.origin()[k + 1];
                one += a * a + b * b;
            }
            assertThat(one / total).isLessThan(plane.firstShare() + plane.secondShare());
        }
        // Turned a little within the plane, or out of it, the first direction holds less.
        double most = held(plane.first(), walk, plane.origin());
        for (double[] aside : new double[][] {plane.second(), Vectors.start(50)}) {
            double[] turned = plane.first().clone();
            Vectors.add(turned, 0.01, aside);
            Vectors.scale(turned, 1 / Vectors.norm(turned));
            assertThat(held(turned, walk, plane.origin())).isLessThan(most);
        }
        double[] back = plane.at(plane.project(walk[0])[0], plane.project(walk[0])[1]);
        double[] off = back.clone();
        for (int k = 0; k < 50; k++) {
            off[k] -= walk[0][k];
        }
        assertThat(Vectors.dot(off, plane.first())).as("the nearest point").isCloseTo(0, within(1e-12));
        assertThat(Vectors.dot(off, plane.second())).isCloseTo(0, within(1e-12));
    }

    @Test
    void straightPath_getsSomeDirectionAcross() {
        PrincipalPlane plane = PrincipalPlane.of(new float[][] {{2, 2, 0}, {1, 1, 0}, {0, 0, 0}});

        assertThat(plane.firstShare()).isCloseTo(1, within(1e-14));
        assertThat(plane.secondShare()).isCloseTo(0, within(1e-14));
        assertThat(Vectors.norm(plane.second())).isCloseTo(1, within(1e-14));
        assertThat(Vectors.dot(plane.first(), plane.second())).isCloseTo(0, within(1e-14));
    }

    @Test
    void pathThatNeverMoves_isRefused() {
        assertThatThrownBy(() -> PrincipalPlane.of(new float[][] {{1, 2}, {1, 2}}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double squares(float[] point, double[] origin) {
        double sum = 0;
        for (int k = 0; k < origin.length; k++) {
            sum += (point[k] - origin[k]) * (point[k] - origin[k]);
        }
        return sum;
    }

    private static double held(double[] direction, float[][] walk, double[] origin) {
        double sum = 0;
        for (float[] point : walk) {
            double along = 0;
            for (int k = 0; k < origin.length; k++) {
                along += direction[k] * (point[k] - origin[k]);
            }
            sum += along * along;
        }
        return sum;
    }
}
