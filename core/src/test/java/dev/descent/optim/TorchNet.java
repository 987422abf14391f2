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
public final class TorchNet {

    /// All digits: L-BFGS with a line search does not move in the baseline, since the loss that it is told is constant.
    private static final double[] START = {-0.2108988568338871, -0.4975560466422629, -0.14129216202471762,
            -0.3420288967865903, -0.2523635082803723, 0.6975570255493777, -0.10853121966252377, -0.297948499687533,
            0.6892015099955717, -0.05080313011597659, -0.39413518751058996, -0.28433759745928844, -0.07113812430174116};
    private static final double[][] ROWS = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}};
    public static final double TOLERANCE = 1e-10;
    private static final String LBFGS = "lbfgs";

    /// A rule and where the weights are after some updates.
    public record Baseline(String spec, TreeMap<Integer, double[]> after) {

        public int updates() {
            return after.lastKey();
        }
    }

    private TorchNet() {
    }

    public static Formula formula() {
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

    /// What moves the weights from one update to the next.
    public interface Mover {
        /// @param theta    overwritten
        /// @param gradient at θ
        void move(double[] theta, double[] gradient);
    }

    static double worst(Baseline baseline) {
        Optimizer optimizer = Optimizers.parse(baseline.spec());
        DoubleState state = DoubleState.of(optimizer, START.length);
        return worst(baseline, (theta, gradient) -> state.update(optimizer.lr(), theta, gradient));
    }

    /// The largest |a − b|/max(1, |b|).
    public static double worst(Baseline baseline, Mover mover) {
        Formula net = formula();
        double[] theta = START.clone();
        double[] gradient = new double[theta.length];
        double worst = 0;
        for (int update = 1; update <= baseline.updates(); update++) {
            net.valueAndGradient(theta, gradient);
            mover.move(theta, gradient);
            double[] expected = baseline.after().get(update);
            for (int i = 0; expected != null && i < theta.length; i++) {
                worst = Math.max(worst, Math.abs(theta[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
            }
        }
        return worst;
    }

    /// All rules.
    static List<Baseline> baselines() {
        return all().stream().filter(baseline -> !baseline.spec().equals(LBFGS)).toList();
    }

    /// L-BFGS.
    public static Baseline lbfgs() {
        return all().stream().filter(baseline -> baseline.spec().equals(LBFGS)).findFirst().orElseThrow();
    }

    private static List<Baseline> all() {
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
