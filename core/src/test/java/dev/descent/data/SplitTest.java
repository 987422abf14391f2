package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private static int[] rows(int n) {
        return IntStream.range(0, n).map(i -> 2 * i + 1).toArray();
    }

    private static int[] all(Split split) {
        return IntStream.concat(IntStream.of(split.train()),
                IntStream.concat(IntStream.of(split.validation()), IntStream.of(split.test()))).sorted().toArray();
    }

    @Test
    void of_defaults_are64to16to20() {
        Split split = Split.of(rows(1000), new int[0], 1, Split.VALIDATION, Split.HOLD_OUT);
        assertThat(split.train()).hasSize(640).isSorted();
        assertThat(split.validation()).hasSize(160).isSorted();
        assertThat(split.test()).hasSize(200).isSorted();
        assertThat(all(split)).containsExactly(rows(1000));
    }

    @Test
    void of_numbersFromOneOn_areRows() {
        Split split = Split.of(rows(100), new int[0], 1, 0, 7);
        assertThat(split.test()).hasSize(7);
        assertThat(split.validation()).isEmpty();
    }

    @Test
    void of_sameSeed_isTheSameAndAnotherSeedIsNot() {
        Split one = Split.of(rows(50), new int[0], 1, 0.2, 0.2);
        assertThat(Split.of(rows(50), new int[0], 1, 0.2, 0.2).test()).containsExactly(one.test());
        assertThat(Split.of(rows(50), new int[0], 2, 0.2, 0.2).test()).isNotEqualTo(one.test());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void of_classesOfAnySize_keepTheirSharesAndARowToTrainOn(long seed) {
        CounterRandom random = CounterRandom.of(seed, Purpose.TEST);
        int classes = 2 + random.below(0, 5);
        int[] labels = IntStream.range(0, 40 + random.below(1, 200))
                .map(i -> Math.min(random.below(2L * i + 2, classes), random.below(2L * i + 3, classes))).toArray();
        int[] rows = rows(labels.length);
        Split split = Split.of(rows, labels, seed, Split.VALIDATION, Split.HOLD_OUT);
        assertThat(all(split)).as("seed %d", seed).containsExactly(rows);
        assertThat(split.test()).hasSize((int) Math.rint(labels.length * 0.2));
        for (int c = 0; c < classes; c++) {
            int label = c;
            long size = Arrays.stream(labels).filter(l -> l == label).count();
            long test = Arrays.stream(split.test()).filter(row -> labels[row / 2] == label).count();
            assertThat((double) test).as("seed %d, class %d of %d", seed, c, size).isBetween(size * 0.2 - 1,
                    size * 0.2 + 1);
            if (size > 0) {
                assertThat(Arrays.stream(split.train()).anyMatch(row -> labels[row / 2] == label))
                        .as("seed %d: class %d has a row to train on", seed, c).isTrue();
            }
        }
    }

    @Test
    void of_aClassOfOneRow_trainsWithIt() {
        int[] labels = new int[20];
        labels[7] = 1;
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Split.of(rows(20), labels, seed, 0.3, 0.3).train()).contains(15);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "10 | 0 | 10 | 10 rows with a target: 10 for the test (--hold-out) and 0 for validation (--validation) "
                    + "leave none to train on",
            "10 | 0.5 | 0.5 | 10 rows with a target: 5 for the test (--hold-out) and 5 for validation (--validation) "
                    + "leave none to train on",
            "10 | -1 | 0.5 | --validation -1: expected a share of the rows below 1, such as 0.2, or a whole number of "
                    + "rows",
            "10 | 0 | 1.5 | --hold-out 1.5: expected a share of the rows below 1, such as 0.2, or a whole number of "
                    + "rows"})
    void of_impossibleShares_sayWhatWasExpected(int n, double validation, double holdOut, String message) {
        assertThatThrownBy(() -> Split.of(rows(n), new int[0], 1, validation, holdOut)).hasMessage(message);
    }

    @Test
    void of_withATestSeed_holdsTheSameRowsBackForEverySeed() {
        int[] labels = new int[60];
        Arrays.setAll(labels, i -> i % 3);
        Split own = Split.of(rows(60), labels, 7, 0.2, 0.2);
        Split same = Split.of(rows(60), labels, 7, 7, 0.2, 0.2);
        assertThat(same.train()).containsExactly(own.train());
        assertThat(same.validation()).containsExactly(own.validation());
        Split other = Split.of(rows(60), labels, 8, 7, 0.2, 0.2);
        assertThat(other.test()).containsExactly(own.test());
        assertThat(other.validation()).hasSameSizeAs(own.validation()).isNotEqualTo(own.validation());
        assertThat(other.train()).doesNotContain(other.test()).doesNotContain(other.validation());
    }
}
