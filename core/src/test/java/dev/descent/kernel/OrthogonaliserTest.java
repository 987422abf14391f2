package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.NewtonSchulz;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Orthogonaliser] beside its specification in double, and with vectors beside without.
class OrthogonaliserTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 20", "20, 1", "3, 5", "17, 33", "64, 16", "40, 70"})
    void orthogonalise_anyShape_hasOneSetOfBitsNearTheSpecification(int rows, int columns) {
        int stride = columns + 3;
        float[] vectors = numbers(rows * stride + 2);
        float[] plain = vectors.clone();
        float[] before = vectors.clone();
        double[] exact = new double[rows * columns];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = before[2 + i / columns * stride + i % columns];
        }
        exact = NewtonSchulz.orthogonalise(exact, rows, columns);
        new Orthogonaliser(Lanes.available() ? DenseKernels.vectors() : DenseKernels.scalar()).orthogonalise(vectors, 2,
                rows, columns, stride);
        new Orthogonaliser(DenseKernels.scalar()).orthogonalise(plain, 2, rows, columns, stride);
        assertThat(vectors).containsExactly(plain);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j++) {
                int at = 2 + i * stride + j;
                if (j < columns) {
                    assertThat((double) plain[at]).isCloseTo(exact[i * columns + j], Offset.offset(1e-4));
                } else {
                    assertThat(plain[at]).as("what lies between rows").isEqualTo(before[at]);
                }
            }
        }
    }

    @Test
    void orthogonalise_asSecondAfterALargerOne_isAsAlone() {
        float[] large = numbers(30 * 40);
        float[] small = numbers(12);
        float[] alone = small.clone();
        Orthogonaliser reused = new Orthogonaliser(DenseKernels.scalar());
        reused.orthogonalise(large, 0, 30, 40, 40);
        reused.orthogonalise(small, 0, 3, 4, 4);
        new Orthogonaliser(DenseKernels.scalar()).orthogonalise(alone, 0, 3, 4, 4);
        assertThat(small).containsExactly(alone);
    }

    private static float[] numbers(int n) {
        SplittableRandom random = new SplittableRandom(5);
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
