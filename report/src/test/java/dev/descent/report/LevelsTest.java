package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Window WINDOW = new Window(-3, 3, -3, 3);

    /// A level's label is read, so wherever the floor lies a level has no digits below the power of ten of its height
    /// above the floor, and lies at most half of that power away from where it should.
    @Test
    void of_anyFloor_givesLevelsThatCanBeRead() {
        Random random = new Random(3);
        for (int trial = 0; trial < 40; trial++) {
            double floor = 20 * random.nextDouble() - 10;
            double[] levels = Levels.of(Relief.of((x, y) -> floor + x * x + 10 * y * y, WINDOW, 61, 61));
            assertThat(levels).hasSizeBetween(5, 13).isSorted().doesNotHaveDuplicates();
            for (double level : levels) {
                assertThat(level).isBetween(floor, floor + 99);
                // Half of a power lower or higher may round across it.
                double power = Math.pow(10, Math.floor(Math.log10((level - floor) / 1.5)));
                assertThat(level / power * 10).as("floor %s, level %s", floor, level)
                        .isCloseTo(Math.rint(level / power * 10), within(1e-6));
            }
        }
    }

    @Test
    void of_aFloorAtZero_givesOneTwoFive() {
        assertThat(Levels.of(Relief.of((x, y) -> x * x + 10 * y * y, WINDOW, 61, 61))).contains(1, 2, 5, 10, 20, 50);
    }
}
