package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void apart_labelsWithRoom_stayWhereTheyAre() {
        assertThat(Spread.apart(new double[] {10, 50, 90}, 16, 0, 100)).containsExactly(10, 50, 90);
    }

    @Test
    void apart_twoOnOnePlace_moveEquallyFar() {
        assertThat(Spread.apart(new double[] {50, 50}, 16, 0, 100)).containsExactly(42, 58);
    }

    @Test
    void apart_anyLabels_keepOrderGapAndBounds() {
        long seed = 7;
        Random random = new Random(seed);
        for (int trial = 0; trial < 500; trial++) {
            double[] wanted = random.doubles(1 + random.nextInt(12), -20, 220).toArray();
            double[] placed = Spread.apart(wanted, 16, 0, 200);
            Integer[] order = new Integer[wanted.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b]));
            for (int k = 0; k < order.length; k++) {
                assertThat(placed[order[k]]).as("seed %d trial %d", seed, trial).isBetween(-1e-9, 200 + 1e-9);
                if (k > 0) {
                    assertThat(placed[order[k]] - placed[order[k - 1]]).as("seed %d trial %d", seed, trial)
                            .isGreaterThanOrEqualTo(16 - 1e-9);
                }
            }
        }
    }

    @Test
    void apart_moreLabelsThanRoom_shareTheRoomEvenly() {
        double[] placed = Spread.apart(new double[30], 16, 0, 100);
        assertThat(Arrays.stream(placed).max().orElseThrow()).isCloseTo(100, within(1e-9));
    }
}
