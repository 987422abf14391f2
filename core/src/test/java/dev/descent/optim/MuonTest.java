package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.RuleProgram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Muon] beside a plain reading of Jordan et al. 2024: Nesterov momentum, five steps of Newton-Schulz on the matrix as it
/// lies there, (out, in), and Adam for vectors.
class MuonTest {

    @ParameterizedTest
    @CsvSource({"paper, 5, 3", "paper, 3, 8", "paper, 4, 4", "moonlight, 5, 3", "moonlight, 3, 8"})
    void matrices_followTheReferenceReading(String variant, int in, int out) {
        double[] theta = MatrixRulesTest.numbers(1, in * out);
        double[][] w = transposed(theta, in, out);
        DoubleState state = DoubleState.of(new Muon().withVariant(variant), in, out);
        double[][] buffer = new double[out][in];
        double scale = variant.equals("paper") ? Math.sqrt(Math.max(1, (double) out / in))
                : 0.2 * Math.sqrt(Math.max(out, in));
        for (int t = 1; t <= 20; t++) {
            double[] numbers = MatrixRulesTest.numbers(10 + t, in * out);
            state.update(0.02, theta, numbers);
            double[][] g = transposed(numbers, in, out);
            double[][] update = new double[out][in];
            for (int i = 0; i < out; i++) {
                for (int j = 0; j < in; j++) {
                    buffer[i][j] += 0.05 * (g[i][j] - buffer[i][j]);
                    update[i][j] = g[i][j] + 0.95 * (buffer[i][j] - g[i][j]);
                }
            }
            double[][] o = newtonSchulz(update);
            for (int i = 0; i < out; i++) {
                for (int j = 0; j < in; j++) {
                    w[i][j] -= 0.02 * scale * o[i][j];
                    assertThat(theta[j * out + i]).as("update %d", t).isCloseTo(w[i][j], Offset.offset(1e-10));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "6, 1", "1, 1"})
    void vectors_followAdam(int rows, int columns) {
        int n = rows * columns;
        Muon muon = new Muon();
        double[] theta = MatrixRulesTest.numbers(1, n);
        double[] expected = theta.clone();
        DoubleState state = DoubleState.of(muon, rows, columns);
        DoubleState adam = DoubleState.of(new Adam("paper", 1, muon.beta1(), muon.beta2(), muon.eps()), n);
        for (int t = 1; t <= 50; t++) {
            double[] gradient = MatrixRulesTest.numbers(10 + t, n);
            state.update(0.02, theta, gradient);
            adam.update(0.02 * muon.ratio(), expected, gradient);
            for (int i = 0; i < n; i++) {
                assertThat(theta[i]).as("update %d", t).isCloseTo(expected[i], Offset.offset(1e-12));
            }
        }
    }

    @Test
    void state_isOneNumberPerWeight() {
        RuleProgram program = RuleProgram.of(new Muon().rule());
        assertThat(program.states()).containsExactly("m");
        assertThat(program.scalarStates()).isEmpty();
        assertThat(Explanation.of(new Muon()).bytesKept()).isEqualTo(4);
    }

    private static double[][] transposed(double[] a, int rows, int columns) {
        double[][] t = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j][i] = a[i * columns + j];
            }
        }
        return t;
    }

    /// X ← aX + (bA + cA²)X with A = XXᵀ, X with no more rows than columns.
    private static double[][] newtonSchulz(double[][] g) {
        boolean tall = g.length > g[0].length;
        double[][] x = tall ? flip(g) : flip(flip(g));
        double norm = 0;
        for (double[] row : x) {
            for (double value : row) {
                norm += value * value;
            }
        }
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= Math.sqrt(norm) + 1e-7;
            }
        }
        for (int step = 0; step < 5; step++) {
            double[][] a = product(x, flip(x));
            double[][] square = product(a, a);
            double[][] b = new double[a.length][a.length];
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    b[i][j] = -4.7750 * a[i][j] + 2.0315 * square[i][j];
                }
            }
            double[][] bx = product(b, x);
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x[0].length; j++) {
                    x[i][j] = 3.4445 * x[i][j] + bx[i][j];
                }
            }
        }
        return tall ? flip(x) : x;
    }

    private static double[][] flip(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }
}
