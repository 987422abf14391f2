package dev.descent.optim;

import dev.descent.objective.Formula;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// The net of PyTorch's C++ optimizer baseline as a formula of its 13 weights: 2-3-1 sigmoid units, the sum of the outputs
/// over three rows. Differentiating the formula is the way back.
final class TorchNet {

    private static final double[] START = {-0.2109, -0.4976, -0.1413, -0.3420, -0.2524, 0.6976, -0.1085, -0.2979,
            0.6892, -0.0508, -0.3941, -0.2843, -0.0711};
    private static final double[][] ROWS = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}};
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 5e-4;

    /// A rule and where the weights are after some updates.
    record Baseline(String spec, TreeMap<Integer, double[]> after) {

        int updates() {
            return after.lastKey();
        }
    }

    /// @param worst the largest |a − b|
    /// @param share the largest share of the tolerance that is used up
    record Result(double worst, double share) {
    }

    private TorchNet() {
    }

    static Formula formula() {
        List<String> outputs = new ArrayList<>();
        for (double[] row : ROWS) {
            String x = row[0] + "*";
            String y = row[1] + "*";
            String first = unit(x + "a + " + y + "b + k");
            String second = unit(x + "c + " + y + "d + l");
            String third = unit(x + "f + " + y + "h + m");
            outputs.add(unit("n*" + first + " + o*" + second + " + p*" + third + " + q"));
        }
        return Formula.parse(String.join(" + ", outputs));
    }

    /// The sigmoid of z, which is ½ + ½·tanh(z/2).
    private static String unit(String z) {
        return "(0.5 + 0.5*tanh((" + z + ")/2))";
    }

    static Result compare(Baseline baseline) {
        Formula net = formula();
        Optimizer optimizer = Optimizers.parse(baseline.spec());
        double[] theta = START.clone();
        double[] gradient = new double[theta.length];
        DoubleState state = DoubleState.of(optimizer, theta.length);
        double worst = 0;
        double share = 0;
        for (int update = 1; update <= baseline.updates(); update++) {
            net.valueAndGradient(theta, gradient);
            state.update(optimizer.lr(), theta, gradient);
            double[] expected = baseline.after().get(update);
            for (int i = 0; expected != null && i < theta.length; i++) {
                double error = Math.abs(theta[i] - expected[i]);
                worst = Math.max(worst, error);
                share = Math.max(share, error / (ABSOLUTE + RELATIVE * Math.abs(expected[i])));
            }
        }
        return new Result(worst, share);
    }

    static List<Baseline> baselines() {
        List<Baseline> all = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("=")) {
                all.add(new Baseline(line.substring(1).strip(), new TreeMap<>()));
            } else if (!line.startsWith("#")) {
                double[] numbers = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
                all.getLast().after().put((int) numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
            }
        }
        return all;
    }

    private static List<String> lines() {
        try (InputStream in = TorchNet.class.getResourceAsStream("/golden/torch-cpp/net.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
