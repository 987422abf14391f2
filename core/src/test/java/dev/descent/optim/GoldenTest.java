package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The torch variants against trajectories of PyTorch 1.13 in float64: |a − b| ≤ tolerance·max(1, |b|), with 1e-12 on
/// the fixed gradient sequences and 1e-9 on the walks, where the rule is fed its own gradient.
class GoldenTest {

    private static final Map<String, Double> WORST = new TreeMap<>();

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sgd; sgd/torch; 0.05, 0.00025, 0.05",
            "sgd-weight-decay; sgd/torch:l2=0.01; 0.05, 0.00025, 0.05",
            "momentum; momentum/torch; 0.02, 0.0001, 0.02",
            "nesterov; nesterov/torch; 0.02, 0.0001, 0.02",
            "adagrad; adagrad/torch; 0.1, 0.1, 0.1",
            "adagrad-lr-decay; adagrad/torch:lrDecay=0.01,initial=0.1; 0.1, 0.1, 0.1",
            "rmsprop; rmsprop/torch; 0.01, 0.01, 0.01",
            "rmsprop-centered-momentum; rmsprop/torch-centered:alpha=0.9,momentum=0.9; 0.005, 0.005, 0.005",
            "adam; adam/torch; 0.01, 0.01, 0.01",
            "adam; adam/paper; 0.01, 0.01, 0.01",
            "adam-l2; adam/torch:l2=0.1; 0.01, 0.01, 0.01",
            "adamw; adam/torch:decay=0.1; 0.01, 0.01, 0.01"})
    void trace_ofTheTorchVariant_followsPytorch(String golden, String spec, String rates) {
        double[] lr = Arrays.stream(rates.split(",")).mapToDouble(r -> Double.parseDouble(r.strip())).toArray();
        follow(golden, "sequence", spec, lr[0], 1e-12);
        follow(golden, "rosenbrock", spec, lr[1], 1e-9);
        follow(golden, "saddle", spec, lr[2], 1e-9);
    }

    private static void follow(String golden, String kind, String spec, double lr, double tolerance) {
        List<String> lines = read("/golden/torch/" + golden + "-" + kind + ".csv");
        double[] theta = start(lines);
        int n = theta.length;
        DoubleState state = DoubleState.of(Optimizers.parse(spec), n);
        double worst = 0;
        int steps = 0;
        for (String line : lines) {
            if (line.startsWith("#") || line.startsWith("step")) {
                continue;
            }
            double[] row = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            double[] gradient = switch (kind) {
                case "rosenbrock" -> rosenbrock(theta);
                case "saddle" -> saddle(theta);
                default -> Arrays.copyOfRange(row, 1, 1 + n);
            };
            state.update(lr, theta, gradient);
            steps++;
            for (int i = 0; i < n; i++) {
                double expected = row[1 + n + i];
                double error = Math.abs(theta[i] - expected) / Math.max(1, Math.abs(expected));
                worst = Math.max(worst, error);
                assertThat(error)
                        .as("%s-%s as %s, step %d, theta%d: %s, expected %s", golden, kind, spec, (long) row[0], i,
                                theta[i], expected)
                        .isLessThanOrEqualTo(tolerance);
            }
        }
        assertThat(steps).isGreaterThanOrEqualTo(200);
        WORST.merge(spec + " " + kind, worst, Math::max);
    }

    @AfterAll
    static void printWorst() {
        WORST.forEach((what, error) -> System.out.printf("golden %-62s worst relative error %.1e%n", what, error));
    }

    private static double[] rosenbrock(double[] t) {
        double[] g = new double[t.length];
        for (int i = 0; i + 1 < t.length; i++) {
            double d = t[i + 1] - t[i] * t[i];
            g[i] += -2 * (1 - t[i]) - 400 * t[i] * d;
            g[i + 1] += 200 * d;
        }
        return g;
    }

    private static double[] saddle(double[] t) {
        return new double[] {t[0], -t[1] + t[1] * t[1] * t[1], t[2] / 10, 4 * t[3] * t[3] * t[3]};
    }

    private static double[] start(List<String> lines) {
        String line = lines.stream().filter(l -> l.startsWith("# theta at step 0:")).findFirst().orElseThrow();
        return Arrays.stream(line.substring(line.indexOf(':') + 1).split(","))
                .mapToDouble(v -> Double.parseDouble(v.strip())).toArray();
    }

    private static List<String> read(String resource) {
        try (InputStream in = GoldenTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
