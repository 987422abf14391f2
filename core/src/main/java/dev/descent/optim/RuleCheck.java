package dev.descent.optim;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.equation.Printer;
import dev.descent.equation.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The contract that every rule of the catalogue keeps, tried on any rule: what `descent explain my.rule --check` prints.
/// Seeded, so the same rule gets the same answer everywhere.
///
/// @param optimizer what was tried
/// @param findings  one per test, in order
public record RuleCheck(Optimizer optimizer, List<Finding> findings) {

    /// What a test found.
    ///
    /// @param name   `bowl`, `zero-gradient`, …
    /// @param passed false where the rule breaks the contract; notes always pass
    /// @param text   what was seen, a sentence without its full stop
    public record Finding(String name, boolean passed, String text) {
    }

    private static final double[] START = {3, -2, 1, 0.5};
    private static final int UPDATES = 2000;
    /// Rates of the grid when the rule declares no range: four decades, two a decade.
    private static final double[] RATES = {1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1};
    private static final long SEED = 11;

    public RuleCheck {
        findings = List.copyOf(findings);
    }

    /// Tries a rule.
    public static RuleCheck of(Optimizer optimizer) {
        List<Finding> findings = new ArrayList<>();
        findings.add(bowl(optimizer));
        findings.add(harmless(optimizer, "zero-gradient", "a gradient of 0", new float[] {0, -0.0f}));
        findings.add(harmless(optimizer, "tiny-gradient", "a gradient of ±1e-30", new float[] {1e-30f, -1e-30f}));
        findings.add(harmless(optimizer, "huge-gradient", "a gradient of ±1e18", new float[] {1e18f, -1e18f}));
        findings.add(floatAgainstDouble(optimizer));
        findings.addAll(growingStates(optimizer));
        return new RuleCheck(optimizer, findings);
    }

    /// Whether no test failed.
    public boolean passed() {
        return findings.stream().allMatch(Finding::passed);
    }

    /// The distance to the minimum of the bowl ½‖θ‖² must fall 100 times, or to 10·η for a rule whose steps have a fixed
    /// length, at the best rate of a grid. Either way it must come ten times nearer, or a large η would excuse anything.
    private static Finding bowl(Optimizer optimizer) {
        double first = length(START);
        double best = Double.POSITIVE_INFINITY;
        double bestRate = Double.NaN;
        boolean reached = false;
        for (double rate : optimizer.has("lr") ? RATES : new double[] {Double.NaN}) {
            double[] theta = START.clone();
            DoubleState state = DoubleState.of(optimizer, rows(optimizer, theta.length),
                    theta.length / rows(optimizer, theta.length));
            for (int update = 0; update < UPDATES; update++) {
                state.update(rate, theta, theta.clone());
            }
            double distance = length(state.evaluated(theta));
            if (distance < best) {
                best = distance;
                bestRate = rate;
            }
            reached |= distance <= first / 100 || distance <= 10 * rate && distance <= first / 10;
        }
        String at = Double.isNaN(bestRate) ? "" : " at its best rate " + Printer.number(bestRate);
        return new Finding("bowl", reached, "from distance " + shown(first) + " of a bowl's minimum to " + shown(best)
                + " in " + UPDATES + " updates" + at
                + (reached ? "" : "; expected 100 times nearer, or at most 10·η"));
    }

    private static Finding harmless(Optimizer optimizer, String name, String what, float[] gradients) {
        for (float value : gradients) {
            float[] theta = {1, 0, -0.5f, 1e-20f};
            float[] gradient = new float[theta.length];
            OptimizerState state = state(optimizer, theta.length);
            for (int update = 1; update <= 30; update++) {
                Arrays.fill(gradient, value);
                state.begin(rate(optimizer));
                state.updateAll(theta, gradient);
                String bad = notFinite(state, theta);
                if (bad != null) {
                    return new Finding(name, false, bad + " is not finite after update " + update + " with "
                            + what + "; expected a divisor that cannot be 0 (add ε) and sums that cannot overflow");
                }
            }
        }
        return new Finding(name, true, what + " leaves everything finite");
    }

    private static @Nullable String notFinite(OptimizerState state, float[] theta) {
        if (!finite(theta)) {
            return Symbols.THETA;
        }
        for (int s = 0; s < state.arrays().length; s++) {
            if (!finite(state.arrays()[s])) {
                return state.names().get(s);
            }
        }
        return Arrays.stream(state.scalars()).allMatch(Double::isFinite) ? null : "a state that is one number";
    }

    private static Finding floatAgainstDouble(Optimizer optimizer) {
        int n = optimizer.rule().usesMatrices() ? 36 : 37;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
        float[] floats = new float[n];
        double[] doubles = new double[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) random.gaussian(i);
            doubles[i] = floats[i];
        }
        OptimizerState single = state(optimizer, n);
        DoubleState exact = DoubleState.of(optimizer, rows(optimizer, n), n / rows(optimizer, n));
        double worst = 0;
        for (int update = 0; update < 20; update++) {
            float[] gradient = new float[n];
            double[] wide = new double[n];
            for (int i = 0; i < n; i++) {
                gradient[i] = (float) random.gaussian(1000 + (long) update * n + i);
                wide[i] = gradient[i];
            }
            single.begin(rate(optimizer));
            single.updateAll(floats, gradient);
            exact.update(rate(optimizer), doubles, wide);
            for (int i = 0; i < n; i++) {
                worst = Math.max(worst, Math.abs(floats[i] - doubles[i]) / Math.max(1, Math.abs(doubles[i])));
            }
        }
        boolean close = worst <= 1e-4;
        return new Finding("float-double", close, "float and double differ by at most " + shown(worst)
                + " after 20 updates"
                + (close ? "" : "; expected at most 1e-4: is something subtracted that cancels?"));
    }

    /// States that in 200 updates with gradients of both signs never become smaller: Adagrad's sum. No failure, but such a
    /// rule slows down or speeds up for ever.
    private static List<Finding> growingStates(Optimizer optimizer) {
        int n = 8;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST, 1);
        OptimizerState state = state(optimizer, n);
        float[] theta = new float[n];
        float[] gradient = new float[n];
        boolean[] grows = new boolean[state.arrays().length];
        boolean[] changes = new boolean[grows.length];
        Arrays.fill(grows, true);
        for (int update = 0; update < 200; update++) {
            for (int i = 0; i < n; i++) {
                gradient[i] = (float) random.gaussian((long) update * n + i) * (update < 100 ? 10 : 1);
            }
            float[][] before = Arrays.stream(state.arrays()).map(float[]::clone).toArray(float[][]::new);
            state.begin(rate(optimizer));
            state.updateAll(theta, gradient);
            for (int s = 0; s < grows.length; s++) {
                for (int i = 0; i < before[s].length; i++) {
                    float now = Math.abs(state.arrays()[s][i]);
                    grows[s] &= now >= Math.abs(before[s][i]);
                    changes[s] |= now != Math.abs(before[s][i]);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int s = 0; s < grows.length; s++) {
            if (grows[s] && changes[s]) {
                findings.add(new Finding("growing-state", true, "note: " + state.names().get(s)
                        + " only ever grows, so what is divided by it shrinks for good"));
            }
        }
        return findings;
    }

    /// The parameters are one row, or for a rule that looks at matrices two.
    private static int rows(Optimizer optimizer, int n) {
        return optimizer.rule().usesMatrices() && n % 2 == 0 ? 2 : 1;
    }

    private static OptimizerState state(Optimizer optimizer, int n) {
        int rows = rows(optimizer, n);
        return OptimizerState.ofLayers(optimizer, List.of(new LayerRows(0, rows, n / rows, n / rows)));
    }

    private static double rate(Optimizer optimizer) {
        return optimizer.has("lr") ? optimizer.lr() : Double.NaN;
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static double length(double[] theta) {
        return StrictMath.sqrt(Arrays.stream(theta).map(x -> x * x).sum());
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? Printer.number(Specs.rounded(value)) : "no finite number";
    }

    /// For people: a line per finding.
    public List<String> lines() {
        return findings.stream().map(f -> (f.passed() ? "ok    " : "FAIL  ") + f.text() + ".").toList();
    }

    /// For machines: what `descent explain --check --json` prints.
    public Map<String, @Nullable Object> event() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "check");
        event.put("optimizer", optimizer.spec());
        event.put("passed", passed());
        event.put("findings", findings.stream()
                .map(f -> Map.of("name", f.name(), "passed", f.passed(), "text", f.text())).toList());
        return event;
    }
}
