package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarchingSquaresTest {

    private static final Window SQUARE = new Window(-2, 2, -2, 2);

    @Test
    void lines_aCone_areCircles() {
        Relief cone = Relief.of(Math::hypot, SQUARE, 101, 101);
        List<double[][]> lines = MarchingSquares.lines(cone, 1.0);
        assertThat(lines).hasSize(1);
        double[][] circle = lines.getFirst();
        for (int i = 0; i < circle[0].length; i++) {
            assertThat(Math.hypot(circle[0][i], circle[1][i])).isCloseTo(1, within(1e-3));
        }
        assertThat(circle[0][0]).as("closed").isEqualTo(circle[0][circle[0].length - 1]);
    }

    @Test
    void rings_outsideACircle_areTheSquareAndTheCircle() {
        Relief cone = Relief.of(Math::hypot, SQUARE, 201, 201);
        List<Double> areas = MarchingSquares.rings(cone, 1.0).stream().map(MarchingSquaresTest::area).sorted()
                .toList();
        assertThat(areas).hasSize(2);
        assertThat(areas.getFirst()).isCloseTo(Math.PI, within(2e-3));
        assertThat(areas.getLast()).isCloseTo(16, within(1e-9));
    }

    @Test
    void rings_noise_areClosedAndHoldEveryHighPoint() {
        long seed = 11;
        Random random = new Random(seed);
        for (int trial = 0; trial < 50; trial++) {
            Relief noise = Relief.of((_, _) -> random.nextGaussian(), SQUARE, 3 + random.nextInt(12),
                    3 + random.nextInt(12));
            List<double[][]> rings = MarchingSquares.rings(noise, 0.3);
            for (double[][] ring : rings) {
                int last = ring[0].length - 1;
                assertThat(ring[0][0]).as("seed %d trial %d", seed, trial).isEqualTo(ring[0][last]);
                assertThat(ring[1][0]).as("seed %d trial %d", seed, trial).isEqualTo(ring[1][last]);
            }
            for (int j = 1; j < noise.y().length - 1; j++) {
                for (int i = 1; i < noise.x().length - 1; i++) {
                    boolean high = noise.values()[j][i] >= 0.3;
                    assertThat(inside(rings, noise.x()[i], noise.y()[j])).as("seed %d trial %d at %d, %d", seed, trial,
                            i, j).isEqualTo(high);
                }
            }
        }
    }

    private static boolean inside(List<double[][]> rings, double x, double y) {
        boolean inside = false;
        for (double[][] ring : rings) {
            for (int i = 1; i < ring[0].length; i++) {
                double y1 = ring[1][i - 1];
                double y2 = ring[1][i];
                if (y1 > y != y2 > y && x < ring[0][i - 1] + (y - y1) / (y2 - y1) * (ring[0][i] - ring[0][i - 1])) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    private static double area(double[][] ring) {
        double twice = 0;
        for (int i = 1; i < ring[0].length; i++) {
            twice += ring[0][i - 1] * ring[1][i] - ring[0][i] * ring[1][i - 1];
        }
        return Math.abs(twice) / 2;
    }
}
