package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void generate_manyImages_areAsSparseAsScannedDigits() {
        assertThat(Digits.generate(1, 2_000).density()).isBetween(0.17, 0.21);
    }

    @Test
    void generate_moreRows_keepsTheFirstOnes() {
        Images few = Digits.generate(1, 20);
        Images many = Digits.generate(1, 50);

        assertThat(Arrays.copyOf(many.pixels(), few.pixels().length)).isEqualTo(few.pixels());
        assertThat(Arrays.copyOf(many.labelled(), 20)).isEqualTo(few.labelled());
    }

    @Test
    void generate_manyImages_haveAllDigitsAlike() {
        int[] counts = new int[10];
        for (int label : Digits.generate(1, 5_000).labelled()) {
            counts[label]++;
        }
        assertThat(Arrays.stream(counts).boxed()).allSatisfy(count -> assertThat(count).isBetween(430, 570));
    }

    @Test
    void curve_throughPoints_passesAllOfThem() {
        double[][] points = {{0, 0}, {1, 2}, {3, 1}};
        double[][] curve = DigitStrokes.curve(points);

        assertThat(curve.length).isEqualTo(11);
        assertThat(curve[0]).isEqualTo(points[0]);
        assertThat(curve[5]).isEqualTo(points[1]);
        assertThat(curve[10]).isEqualTo(points[2]);
    }
}
