package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Vectors and plain Java against the definition, to the bit.
class DenseKernelsTest {

    private static final float[] SCRATCH = new float[DenseKernels.SCRATCH];

    private static final List<DenseKernels> BOTH = List.of(DenseKernels.scalar(), DenseKernels.vectors());

    @Test
    void multiply_anyShape_isOneChainPerOutput() {
        for (int rows : new int[] {1, 2, 3, 5, 6, 7, 13, 30, 150}) {
            for (int depth : new int[] {0, 1, 2, 13, 64, 300}) {
                for (int columns : new int[] {16, 32, 48, 64, 80, 128, 144}) {
                    float[] a = random(1, 5 + rows * (depth + 16), 0.5);
                    float[] b = random(2, 16 + depth * (columns + 16), 0.1);
                    float[] start = random(3, columns * rows + 7, 0.3);
                    for (DenseKernels kernels : BOTH) {
                        float[] c = new float[3 + rows * (columns + 16)];
                        kernels.multiply(rows, depth, columns, a, 5, depth + 16, b, 16, columns + 16, start, 7, columns,
                                c, 3, columns + 16);
                        for (int r = 0; r < rows; r++) {
                            for (int j = 0; j < columns; j++) {
                                float expected = start[7 + r * columns + j];
                                for (int k = 0; k < depth; k++) {
                                    expected = Math.fma(a[5 + r * (depth + 16) + k], b[16 + k * (columns + 16) + j],
                                            expected);
                                }
                                assertBits(c[3 + r * (columns + 16) + j], expected + 0.0f);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void multiply_transposedOperandAndResumedChain_isTheSameChain() {
        int rows = 9;
        int depth = 10;
        int columns = 80;
        float[] a = random(4, depth * rows, 0.5);
        float[] b = random(5, depth * columns, 0.0);
        for (DenseKernels kernels : BOTH) {
            float[] whole = new float[rows * columns];
            kernels.multiplyTransposed(rows, depth, columns, a, 0, rows, b, 0, columns, new float[columns], 0, 0, whole,
                    0, columns);
            float[] parts = new float[rows * columns];
            kernels.multiplyTransposed(rows, 4, columns, a, 0, rows, b, 0, columns, new float[columns], 0, 0, parts, 0,
                    columns);
            kernels.multiplyTransposed(rows, 6, columns, a, 4 * rows, rows, b, 4 * columns, columns, parts, 0, columns,
                    parts, 0, columns);
            assertThat(parts).isEqualTo(whole);
            float expected = 0;
            for (int k = 0; k < depth; k++) {
                expected = Math.fma(a[k * rows + 7], b[k * columns + 33], expected);
            }
            assertBits(whole[7 * columns + 33], expected + 0.0f);
        }
    }

    @Test
    void multiplyListed_onlyNonZeros_equalsMultiply() {
        int depth = 50;
        for (int columns : new int[] {16, 64, 272, 512}) {
            float[] a = random(6, depth, 0.8);
            float[] b = random(7, depth * columns, 0.1);
            float[] start = random(8, columns, 0.2);
            int[] index = new int[depth];
            float[] value = new float[depth];
            int n = 0;
            for (int k = 0; k < depth; k++) {
                if (a[k] != 0) {
                    index[n] = k;
                    value[n++] = a[k];
                }
            }
            float[] expected = new float[columns];
            DenseKernels.scalar().multiply(1, depth, columns, a, 0, 0, b, 0, columns, start, 0, 0, expected, 0,
                    columns);
            for (DenseKernels kernels : BOTH) {
                float[] c = new float[columns];
                kernels.multiplyListed(index, value, 0, n, columns, b, 0, columns, start, 0, c, 0);
                assertThat(c).isEqualTo(expected);
            }
        }
    }

    @Test
    void dots_anyShape_areSixteenChainsAndATree() {
        for (int columns : new int[] {16, 32, 112, 528}) {
            for (int count : new int[] {1, 3, 16, 17, 40}) {
                for (int rows : new int[] {1, 3, 7}) {
                    int padded = (count + 15) / 16 * 16;
                    float[] d = random(9, 3 + rows * (columns + 16), 0.3);
                    float[] w = random(10, 1 + padded * columns, 0.1);
                    int[] rowAt = new int[2 + padded];
                    Arrays.setAll(rowAt, n -> 1 + Math.max(0, n - 2) * 7 % padded * columns);
                    for (DenseKernels kernels : BOTH) {
                        float[] out = new float[5 + rows * (padded + 32)];
                        kernels.dots(rows, columns, d, 3, columns + 16, w, rowAt, 2, count, out, 5, padded + 32,
                                SCRATCH);
                        for (int r = 0; r < rows; r++) {
                            for (int n = 0; n < count; n++) {
                                assertBits(out[5 + r * (padded + 32) + n],
                                        dot(d, 3 + r * (columns + 16), columns, w, rowAt[2 + n]));
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void multiplyPanels_anyShapeAndColumns_equalsMultiply() {
        for (int rows : new int[] {1, 5, 6, 24, 37, 100}) {
            for (int depth : new int[] {16, 48, 272}) {
                for (int columns : new int[] {16, 48, 64, 80, 208}) {
                    float[] a = random(12, 3 + rows * (depth + 16), 0.3);
                    float[] aTransposed = new float[depth * rows];
                    for (int i = 0; i < aTransposed.length; i++) {
                        aTransposed[i] = a[3 + i % rows * (depth + 16) + i / rows];
                    }
                    float[] b = random(13, 1 + depth * (columns + 32), 0.1);
                    float[] start = random(14, columns, 0.3);
                    float[] expected = new float[rows * columns];
                    DenseKernels.scalar().multiply(rows, depth, columns, a, 3, depth + 16, b, 1, columns + 32, start, 0,
                            0, expected, 0, columns);
                    float[] panels = new float[depth * columns];
                    DenseKernels.pack(depth, columns, b, 1, columns + 32, 0, columns, panels);
                    int cut = columns > 64 ? 64 : columns;
                    for (DenseKernels kernels : BOTH) {
                        float[] c = new float[rows * columns];
                        float[] transposed = new float[rows * columns];
                        for (int first = 0; first < columns; first += cut) {
                            int last = first == 0 ? cut : columns;
                            kernels.multiplyPanels(false, rows, depth, a, 3, depth + 16, panels, columns, first, last,
                                    start, 0, 0, c, 0, columns);
                            kernels.multiplyPanels(true, rows, depth, aTransposed, 0, rows, panels, columns, first,
                                    last, start, 0, 0, transposed, 0, columns);
                            first = last - cut;
                        }
                        assertThat(c).isEqualTo(expected);
                        assertThat(transposed).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void packTransposed_anyShape_isThePanelsOfTheTransposed() {
        for (int depth : new int[] {16, 48, 272}) {
            for (int rows : new int[] {1, 5, 16, 17, 50, 100}) {
                int columns = (rows + 15) / 16 * 16;
                float[] w = random(15, 1 + rows * (depth + 32), 0.1);
                float[] transposed = new float[depth * columns];
                for (int k = 0; k < depth; k++) {
                    for (int n = 0; n < rows; n++) {
                        transposed[k * columns + n] = w[1 + n * (depth + 32) + k];
                    }
                }
                float[] expected = new float[depth * columns];
                DenseKernels.pack(depth, columns, transposed, 0, columns, 0, columns, expected);
                for (DenseKernels kernels : BOTH) {
                    float[] panels = new float[depth * columns];
                    Arrays.fill(panels, 7);
                    kernels.packTransposed(rows, depth, columns, w, 1, depth + 32, 0, columns, panels);
                    assertThat(panels).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void allFinite_anyPosition_findsInfinityAndNaN() {
        for (DenseKernels kernels : BOTH) {
            for (int count : new int[] {0, 1, 15, 16, 37}) {
                float[] values = random(11, count + 2, 0.2);
                values[0] = Float.NaN;
                values[count + 1] = Float.POSITIVE_INFINITY;
                if (count > 0) {
                    values[1] = Float.MAX_VALUE;
                }
                assertThat(kernels.allFinite(values, 1, count)).isTrue();
                for (int i = 1; i <= count; i++) {
                    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
                        float[] spoilt = values.clone();
                        spoilt[i] = bad;
                        assertThat(kernels.allFinite(spoilt, 1, count)).isFalse();
                    }
                }
            }
        }
    }

    private static float dot(float[] d, int dAt, int columns, float[] w, int wAt) {
        float[] chains = new float[16];
        for (int j = 0; j < columns; j++) {
            chains[j % 16] = Math.fma(d[dAt + j], w[wAt + j], chains[j % 16]);
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                chains[i] += chains[i + half];
            }
        }
        return chains[0] + 0.0f;
    }

    private static void assertBits(float actual, float expected) {
        assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(expected));
    }

    /// Numbers around 0, of which the share `zeros` is exactly +0 or −0.
    private static float[] random(int stream, int length, double zeros) {
        CounterRandom random = CounterRandom.of(42, Purpose.TEST, stream);
        float[] result = new float[length];
        for (int i = 0; i < length; i++) {
            boolean zero = random.uniform(2L * i) < zeros;
            result[i] = zero ? (i % 2 == 0 ? 0.0f : -0.0f) : (float) random.gaussian(2L * i + 1_000_000);
        }
        return result;
    }
}
