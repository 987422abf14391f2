package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.RuleProgram;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Adafactor] beside a plain reading of Shazeer and Stern 2018: algorithm 4 for matrices, algorithm 5 for vectors.
class AdafactorTest {

    private static final double[] NONE = {};

    @ParameterizedTest
    @CsvSource({"5, 3", "2, 9", "1, 6", "6, 1", "1, 1"})
    void paper_ofMatricesAndVectors_followsAlgorithms4And5(int rows, int columns) {
        int n = rows * columns;
        double[] theta = MatrixRulesTest.numbers(1, n);
        double[] expected = theta.clone();
        DoubleState state = DoubleState.of(new Adafactor(), rows, columns);
        boolean matrix = rows > 1 && columns > 1;
        double[] first = matrix ? new double[rows] : new double[n];
        double[] second = matrix ? new double[columns] : NONE;
        for (int t = 1; t <= 50; t++) {
            double[] gradient = MatrixRulesTest.numbers(10 + t, n);
            gradient[t % n] = 0;
            state.update(0.01, theta, gradient);
            if (matrix) {
                factored(t, expected, gradient, first, second);
            } else {
                vector(t, expected, gradient, first);
            }
            for (int i = 0; i < n; i++) {
                assertThat(theta[i]).as("update %d", t).isCloseTo(expected[i], Offset.offset(1e-12));
            }
        }
    }

    /// Algorithm 4 with R and C as sums, as the paper writes them: V̂ = R·C/1ᵀR.
    private static void factored(int t, double[] x, double[] g, double[] r, double[] c) {
        double beta = 1 - Math.pow(t, -0.8);
        for (int i = 0; i < r.length; i++) {
            double sum = 0;
            for (int j = 0; j < c.length; j++) {
                sum += g[i * c.length + j] * g[i * c.length + j] + 1e-30;
            }
            r[i] = beta * r[i] + (1 - beta) * sum;
        }
        for (int j = 0; j < c.length; j++) {
            double sum = 0;
            for (int i = 0; i < r.length; i++) {
                sum += g[i * c.length + j] * g[i * c.length + j] + 1e-30;
            }
            c[j] = beta * c[j] + (1 - beta) * sum;
        }
        double total = Arrays.stream(r).sum();
        double[] u = new double[g.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = g[i] / Math.sqrt(r[i / c.length] * c[i % c.length] / total);
        }
        step(t, x, u);
    }

    /// Algorithm 5.
    private static void vector(int t, double[] x, double[] g, double[] v) {
        double beta = 1 - Math.pow(t, -0.8);
        double[] u = new double[g.length];
        for (int i = 0; i < u.length; i++) {
            v[i] = beta * v[i] + (1 - beta) * (g[i] * g[i] + 1e-30);
            u[i] = g[i] / Math.sqrt(v[i]);
        }
        step(t, x, u);
    }

    private static void step(int t, double[] x, double[] u) {
        double alpha = Math.max(1e-3, rms(x)) * Math.min(1e-2, 1 / Math.sqrt(t));
        double longer = Math.max(1, rms(u) / 1.0);
        for (int i = 0; i < x.length; i++) {
            x[i] -= alpha * u[i] / longer;
        }
    }

    private static double rms(double[] a) {
        return Math.sqrt(Arrays.stream(a).map(x -> x * x).sum() / a.length);
    }

    @Test
    void state_ofAMatrix_isOneNumberPerRowAndColumn() {
        RuleProgram program = RuleProgram.of(new Adafactor().rule());
        assertThat(program.states()).isEmpty();
        assertThat(program.rows().states()).containsExactly("r");
        assertThat(program.columns().states()).containsExactly("c");
        OptimizerState state = OptimizerState.ofLayers(new Adafactor(), List.of(new LayerRows(0, 256, 128, 128),
                new LayerRows(256 * 128, 1, 128, 128)));
        assertThat(Arrays.stream(state.arrays()).mapToInt(a -> a.length)).containsExactly(257, 256);
        assertThat(Explanation.of(new Adafactor()).bytesKept()).isZero();
        assertThat(Explanation.of(new Adafactor()).text()).contains(
                "4 bytes of state per row of each weight matrix (r)",
                "4 bytes of state per column of each weight matrix (c)");
    }

    /// A pixel that is always 0 in front of a unit that is always off: neither row nor column ever has a gradient.
    @Test
    void update_whereARowAndAColumnHaveNoGradient_staysFiniteInFloat() {
        OptimizerState state = OptimizerState.ofLayers(new Adafactor(), List.of(new LayerRows(0, 2, 2, 16)));
        float[] theta = new float[32];
        theta[17] = 1;
        for (int update = 0; update < 5; update++) {
            float[] gradient = new float[32];
            gradient[0] = 1e18f;
            state.begin(0.01);
            state.updateAll(theta, gradient);
        }
        assertThat(theta[0]).isNegative();
        assertThat(theta[17]).isEqualTo(1);
    }
}
