package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The torch variants against trajectories of PyTorch 1.13 in float64: |a − b| ≤ tolerance·max(1, |b|), with 1e-12 on
/// the fixed gradient sequences and 1e-9 on the walks, where the rule is fed its own gradient.
class GoldenTest {

    /// Trajectory; rule; rates on the sequence, on Rosenbrock and on the saddle. `none` where there is no such trajectory,
    /// `given` on a chaotic walk, where an error of one rounding is 1e-5 at its end: there each update gets the gradient
    /// that PyTorch was given.
    static final List<String> CASES = List.of(
            "sgd; sgd/torch; 0.05, 0.00025, 0.05",
            "sgd-weight-decay; sgd/torch:l2=0.01; 0.05, 0.00025, 0.05",
            "momentum; momentum/torch; 0.02, 0.0001, 0.02",
            "nesterov; nesterov/torch; 0.02, 0.0001, 0.02",
            "adagrad; adagrad/torch; 0.1, 0.1, 0.1",
            "adagrad-lr-decay; adagrad/torch:lrDecay=0.01,initial=0.1; 0.1, 0.1, 0.1",
            "rmsprop; rmsprop/torch; 0.01, 0.01, 0.01",
            "rmsprop-centered-momentum; rmsprop/torch-centered:alpha=0.9,momentum=0.9; 0.005, 0.005, 0.005",
            "adam; adam/torch; 0.01, 0.01, 0.01",
            "adam; adam; 0.01, 0.01, 0.01",
            "adam-l2; adam/torch:l2=0.1; 0.01, 0.01, 0.01",
            "adamw; adam/torch:decay=0.1; 0.01, 0.01, 0.01",
            "adamw; adamw/torch:decay=0.1; 0.01, 0.01, 0.01",
            "adamw; adamw:decay=0.1; 0.01, 0.01, 0.01",
            "adadelta; adadelta/torch; 1, given, 1",
            "adam-amsgrad; amsgrad/torch; 0.01, 0.01, 0.01",
            "adamax; adamax/torch; 0.02, 0.02, 0.02",
            "nadam; nadam/torch; 0.01, given, 0.01",
            "radam; radam/torch; 0.02, none, 0.02",
            "rprop; rprop/torch; 0.01, 0.01, 0.01");

    private static final List<String> KINDS = List.of("sequence", "rosenbrock", "saddle");

    static List<String> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trace_ofTheTorchVariant_followsPytorch(String golden) {
        String[] parts = golden.split("; ");
        assertThat(worst(parts[0], parts[1], parts[2])).hasSize(3);
    }

    /// The worst relative error of each kind of trajectory, asserted to be small enough, for people.
    static List<String> worst(String golden, String spec, String rates) {
        String[] lr = rates.split(", ");
        List<String> worst = new ArrayList<>();
        for (int k = 0; k < KINDS.size(); k++) {
            boolean given = k == 0 || lr[k].equals("given");
            worst.add(lr[k].equals("none") ? "–" : String.format(Locale.ROOT, "%.1e",
                    follow(golden, KINDS.get(k), spec, Double.parseDouble(lr[k].equals("given") ? lr[0] : lr[k]),
                            given ? 1e-12 : 1e-9, given)));
        }
        return worst;
    }

    /// @param given whether each update gets the recorded gradient instead of that at its own point
    private static double follow(String golden, String kind, String spec, double lr, double tolerance, boolean given) {
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
            double[] gradient = given ? Arrays.copyOfRange(row, 1, 1 + n)
                    : kind.equals("rosenbrock") ? rosenbrock(theta) : saddle(theta);
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
        return worst;
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
