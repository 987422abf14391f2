package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.Printer;
import dev.descent.objective.Formula;
import dev.descent.objective.TorchLbfgsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/// Writes docs/conformance.md and its picture anew and holds them against what is there: they are what was measured, or
/// the test fails. `DESCENT_UPDATE_DOCS=1` writes them.
class ConformanceTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final int OPTAX_UPDATES = 10_000;
    private static final double OPTAX_TOLERANCE = 3e-2;

    /// Optax's acceptance test: the rules it lists that are rules here, at its rates and with its defaults; those that the
    /// catalogue does not have as equations.
    private static final List<String> OPTAX = List.of("momentum/torch:lr=0.001", "adadelta:rho=0.9,lr=0.1",
            "adagrad/keras:lr=1", "adam:lr=0.1", "adamw:lr=0.1,decay=1e-4", "adamax:lr=0.1", "adan:lr=0.1",
            "amsgrad/torch:lr=0.1", "adamax:lr=0.1,decay=1e-4", "lars:lr=1", "lamb:lr=0.001,decay=0",
            "lion:lr=0.01,decay=1e-4", "nadam:lr=0.01", "nadam:lr=0.01,decay=1e-4",
            "rmsprop/keras:lr=0.005,eps=1e-8", "rmsprop/torch-momentum:lr=0.005,alpha=0.9,momentum=0.9",
            "adabelief:lr=0.01,eps=1e-16", "radam/torch:lr=0.005", "rprop/torch:lr=0.1", "yogi:lr=0.1",
            // Optimistic gradient descent and NovoGrad.
            "\"θ ← θ − η·((α + β)·g − β·p); p ← g where η = 2e-3, α = 0.7, β = 0.1\"",
            "\"v ← if t = 1 then ‖g‖ₗ^2 else β₂·v + (1 − β₂)·‖g‖ₗ^2; m ← β₁·m + g/(√v + ε); θ ← θ − η·m"
                    + " where η = 1e-3, β₁ = 0.9, β₂ = 0.25, ε = 1e-6\"");

    @Test
    void conformance_asPublished_isWhatTheTestsFind() throws IOException {
        UnitSuite suite = new UnitSuite();
        List<UnitSuite.Row> rows = Optimizers.all().stream().map(suite::row).toList();
        List<String> lines = new ArrayList<>(List.of("# Conformance", "",
                "What Descent's rules were held against, written by `ConformanceTest`, which fails when this page is not",
                "what it finds. Errors are |a − b|/max(1, |b|) in float64.", ""));
        torch(lines);
        keras(lines);
        torchCpp(lines);
        optax(lines);
        unitTests(lines, rows, suite.row(Adopt.clipped()));
        own(lines);
        publish("conformance.md", String.join("\n", lines) + "\n");
        publish("conformance.svg", UnitSuite.svg(rows));
    }

    private static void publish(String name, String text) throws IOException {
        Path file = DOCS.resolve(name);
        if ("1".equals(System.getenv("DESCENT_UPDATE_DOCS"))) {
            Files.writeString(file, text);
        }
        assertThat(file).as("DESCENT_UPDATE_DOCS=1 writes it anew; review the difference").exists().content()
                .isEqualTo(text);
    }

    private static void torch(List<String> lines) {
        lines.addAll(List.of("## PyTorch: trajectories", "",
                "Made with PyTorch 1.13 in float64: one sequence of 200 given gradients (heavy tails, exact zeros, a",
                "parameter without gradient for five updates; tolerance 1e-12) and walks on Rosenbrock's valley and a saddle",
                "(1e-9), which feed every difference back.", "",
                "| trajectory | rule | sequence | Rosenbrock | saddle |", "|---|---|---|---|---|"));
        for (String golden : GoldenTest.CASES) {
            String[] parts = golden.split("; ");
            StringJoiner row = new StringJoiner(" | ", "| ", " |").add(parts[0]).add("`" + parts[1] + "`");
            GoldenTest.worst(parts[0], parts[1], parts[2]).forEach(row::add);
            lines.add(row.toString());
        }
        lines.addAll(List.of("",
                "The walks of Adadelta and NAdam on Rosenbrock are chaotic, one rounding becomes 1e-5 in 200 updates, so there",
                "each update gets the gradient that PyTorch was given. `nadam/torch` is PyTorch 1.13's, whose correction of the",
                "mean gradient counts one factor twice; later versions follow the paper, as `nadam` does.", ""));
    }

    private static void keras(List<String> lines) {
        lines.addAll(List.of("## Keras: printed rows", "",
                "The rows that Keras's own optimizer tests compare with: ten parameters at 1, first a gradient of 0.01, then",
                "0.1 to 1.0; five rows of four decimals, tolerance 5e-4 as there.", "",
                "| rule | largest difference |", "|---|---|"));
        for (KerasRows rows : KerasRows.all()) {
            double worst = rows.worst();
            assertThat(worst).as(rows.spec()).isLessThanOrEqualTo(KerasRows.TOLERANCE);
            lines.add("| `" + rows.spec() + "` | " + error(worst) + " |");
        }
        lines.add("");
    }

    private static void torchCpp(List<String> lines) {
        lines.addAll(List.of("## PyTorch's C++ baseline: forward, backward and rule together", "",
                "A net of 2-3-1 sigmoid units with 13 given weights and 3 rows, minimising the sum of its outputs for 1,001",
                "updates, as a formula that is differentiated, against the figures of PyTorch's",
                "`test/cpp/api/optim_baseline.h`: all 17 settings of rules, three that only older versions of the file have",
                "(the last three; Adam's ε stood then where Keras has it), and L-BFGS, after 1, 101 and 1,001 updates. Tolerance",
                "1e-10, where PyTorch's own test allows 1e-3·|b| + 5e-4.", "",
                "| rule | updates | largest difference |", "|---|---|---|"));
        for (TorchNet.Baseline baseline : TorchNet.baselines()) {
            lines.add(torchCpp("`" + baseline.spec() + "`", baseline.updates(), TorchNet.worst(baseline)));
        }
        lines.addAll(List.of(
                torchCpp("L-BFGS's directions, full steps", TorchNet.lbfgs().updates(), TorchLbfgsTest.worst()), "",
                "In the baseline L-BFGS is told a constant loss: without a line search it takes full steps, as here; with one it",
                "does not move at all, which is where the start weights' last digits are from. So `lbfgs` itself, with its line",
                "search, is held against minima instead (`LbfgsTest`).", ""));
    }

    private static String torchCpp(String what, int updates, double worst) {
        assertThat(worst).as(what).isLessThanOrEqualTo(TorchNet.TOLERANCE);
        return "| " + what + " | " + updates + " | " + error(worst) + " |";
    }

    private static void optax(List<String> lines) {
        lines.addAll(List.of("## Optax: acceptance", "",
                "At Optax's rates and defaults, in float32 as there, 10,000 updates: from (−1, 10, 1) to (1, −1, 1) on a",
                "parabola and from (0, 0) to (1, 1) on Rosenbrock's valley; every coordinate within 3e-2·(1 + |goal|). The",
                "distance is that of the worst coordinate, from the point that predicts.", "",
                "| rule | parabola | Rosenbrock | accepted |", "|---|---|---|---|"));
        int accepted = 0;
        for (String spec : OPTAX) {
            double parabola = walk(spec, "(x-1)^2 + (y+1)^2 + (z-1)^2", new double[] {-1, 10, 1},
                    new double[] {1, -1, 1});
            double valley = walk(spec, "(1-x)^2 + 100*(y-x^2)^2", new double[2], new double[] {1, 1});
            boolean reached = parabola <= 2 * OPTAX_TOLERANCE && valley <= 2 * OPTAX_TOLERANCE;
            accepted += reached ? 1 : 0;
            lines.add("| `" + spec + "` | " + error(parabola) + " | " + error(valley) + " | " + (reached ? "yes" : "no")
                    + " |");
        }
        lines.add("");
        assertThat(accepted).as("rules accepted").isEqualTo(OPTAX.size());
        lines.addAll(List.of(
                "Of Optax's list these are no rules here: SGD with noise, Fromage, SM3, optimistic Adam, and Polyak's step,",
                "which reads the loss. Sign descent needs a falling rate on Rosenbrock, where Optax leaves it out too.",
                "", "## Optax: schedules", "",
                "Optax counts the updates before, Descent the update itself, so its value at n is the rate at t = n + 1.",
                "",
                "| Optax's case | here | values | largest difference |", "|---|---|---|---|"));
        for (OptaxSchedules schedule : OptaxSchedules.all()) {
            double worst = schedule.worst();
            assertThat(worst).as(schedule.name()).isLessThanOrEqualTo(1e-12);
            lines.add("| " + schedule.name() + " | `" + schedule.schedule() + "` at " + Printer.number(schedule.lr())
                    + " | "
                    + schedule.expected().length + " | " + error(worst) + " |");
        }
        lines.addAll(List.of("",
                "What differs, so that Optax's other cases have no counterpart by name (each is an equation here):", "",
                "- a named schedule never rises above the rate that was set: `factor` and `end` are shares from 0 to 1, so there is",
                "  no growth by 2 and no line from 10 to 20;",
                "- a shape begins at the first update or after warm-up: there is no `transition_begin`, no floor under `exponential`,",
                "  no exponent on `cosine`, no list of steps of different factors;",
                "- warm-up gives the first update η/n instead of 0, and the n-th the full rate, an update earlier than Optax's;",
                "- restarts have one warm-up, in front of the first cycle, and all begin at the same rate;",
                "- a length of 0 or less is refused, where Optax goes on with a constant rate.", ""));
    }

    private static double walk(String spec, String formula, double[] start, double[] goal) {
        Optimizer optimizer = Optimizers.parse(spec);
        Formula objective = Formula.parse(formula);
        int n = start.length;
        double[] at = start.clone();
        double[] slope = new double[n];
        float[] theta = new float[n];
        float[] gradient = new float[n];
        for (int i = 0; i < n; i++) {
            theta[i] = (float) start[i];
        }
        OptimizerState state = OptimizerState.of(optimizer, n);
        double rate = optimizer.lr();
        for (int update = 0; update < OPTAX_UPDATES; update++) {
            objective.valueAndGradient(at, slope);
            for (int i = 0; i < n; i++) {
                gradient[i] = (float) slope[i];
            }
            state.begin(rate);
            state.updateAll(theta, gradient);
            for (int i = 0; i < n; i++) {
                at[i] = theta[i];
            }
        }
        float[] end = state.evaluated(theta);
        double worst = 0;
        for (int i = 0; i < end.length; i++) {
            worst = Math.max(worst, Math.abs(end[i] - goal[i]));
        }
        return worst;
    }

    private static void unitTests(List<String> lines, List<UnitSuite.Row> rows, UnitSuite.Row clipped) {
        lines.addAll(List.of("## Unit tests for optimizers", "",
                "In the spirit of Schaul, Antonoglou and Silver 2014: eight shapes, three steepnesses, five kinds of noise on the",
                "gradient; 100 updates, 5 repetitions. Every rule has one rate for all 120 cells, the one of its grid that",
                "serves it best; its progress is measured against plain descent at the best rate *for that cell*.", "",
                "![A row per rule, a block per shape](conformance.svg)", "",
                "| rule | rate | over twice | half to twice | slow | unreliable | stuck | diverged |",
                "|---|---|---|---|---|---|---|---|"));
        for (UnitSuite.Row row : rows) {
            StringJoiner line = new StringJoiner(" | ", "| ", " |").add("`" + row.optimizer().spec() + "`")
                    .add(Printer.number(row.rate()));
            UnitSuite.Verdict[] verdicts = UnitSuite.Verdict.values();
            for (int v = verdicts.length - 1; v >= 0; v--) {
                line.add(Long.toString(row.count(verdicts[v])));
            }
            lines.add(line.toString());
        }
        lines.addAll(List.of("",
                "Most of these shapes have their minimum at 0, which flatters LARS and LAMB: their steps are a",
                "share of θ and shrink with it. Prodigy runs at its default rate only, a cell at a time, since",
                "its sums run over all parameters. ADOPT's published form diverges mostly where gradients are masked: a first",
                "gradient of 0 leaves nothing but ε to divide by; `" + clipped.optimizer().spec() + "` diverges in "
                        + clipped.count(UnitSuite.Verdict.DIVERGED) + " cells and is",
                "stuck in " + clipped.count(UnitSuite.Verdict.STUCK) + ".", ""));
    }

    /// What no suite checks elsewhere, and where it is checked here.
    private static void own(List<String> lines) {
        lines.addAll(List.of("## Descent's own", "", "| what | test |", "|---|---|"));
        String[][] own = {
                {"a batch's gradient is the mean over its rows, the last short batch included",
                        "dev.descent.nn.BatchMeanTest", "gradient_ofAnyBatch_isTheMeanOverItsRows"},
                {"zero gradients: what a rule leaves alone is proved, and then seen",
                        "dev.descent.optim.ZeroGradientProofTest", "leavesAlone_isProvedWhereItHolds"},
                {"a gradient of 0, ±1e-30 and 1e18 leaves everything finite",
                        "dev.descent.optim.CatalogueContractTest", "update_atExtremeGradients_staysFinite"},
                {"stopped in mid-epoch and resumed: the bits of a run that was never stopped",
                        "dev.descent.train.ResumeTest", "stoppedAndResumed_equalsStraight_bitForBit"},
                {"any number of threads gives the same bits", "dev.descent.train.TrainerTest",
                        "sameRecipe_anyNumberOfThreads_givesTheSameBits"},
                {"padding enters no sum, norm or mean", "dev.descent.optim.LayerRowsTest",
                        "updateAll_withPadding_equalsTheSameWithout"},
                {"interpreter, plain loop and vector code agree to the bit", "dev.descent.optim.CatalogueKernelsTest",
                        "kernels_everyForm_agreeWithTheInterpreterToTheBit"}};
        for (String[] row : own) {
            assertThat(exists(row[1], row[2])).as("%s.%s", row[1], row[2]).isTrue();
            lines.add("| " + row[0] + " | `" + row[1].substring(row[1].lastIndexOf('.') + 1) + "." + row[2] + "` |");
        }
    }

    private static boolean exists(String type, String method) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods()).anyMatch(m -> m.getName().equals(method));
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    static String error(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value) : "no number";
    }
}
