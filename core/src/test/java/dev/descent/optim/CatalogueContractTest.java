package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Loop;
import dev.descent.equation.Parser;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.UpdateRule;
import dev.descent.kernel.KernelCompiler;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every rule of the catalogue keeps, in every form, plain and regularised: a new line in [Optimizers] makes all
/// of this run on the newcomer.
class CatalogueContractTest {

    private static final long SEED = 11;
    private static final Consumer<float[]> FINITE = values -> {
        for (float value : values) {
            assertTrue(Float.isFinite(value), () -> Arrays.toString(values));
        }
    };

    static Stream<Optimizer> rules() {
        return Optimizers.all().stream().flatMap(o -> o.entry().variants().stream().map(o::withVariant));
    }

    static Stream<Optimizer> rulesAndRegularised() {
        return rules()
                .flatMap(o -> Stream.of(o, o.with(Map.of("l2", 0.01)), o.with(Map.of("decay", 0.01, "l2", 0.001)),
                        o.with(Map.of("clipValue", 0.5, "ema", 0.9))));
    }

    /// Rules that the catalogue does not have yet, to hold the language: norms, sums, second points, scalar states.
    static Stream<Optimizer> wild() {
        return Stream.of(
                "theta <- theta - eta*g/max(1, norm(g))",
                "m <- beta1*m + (1-beta1)*g; r = m/(|m| + eps); theta <- theta - eta*‖θ‖ₗ/(‖r‖ₗ + eps)*r",
                "p <- beta1*p + (1-beta1)*g; d = g - p; theta <- theta - eta*d/(norm(d) + eps)",
                "d = g - p; p <- g; theta <- theta - eta*d/(1 + norm(d) + norm(g/(1 + norm(g))))",
                "x₀ = θ; w₀ = k; w ← w·0.5 + 0.1; x ← x + w·(θ − x); θ ← θ − η·g; evaluate x where k = 3",
                "d₀ = k; d ← max(d, sum(g·θ)/(1 + ‖g‖)); θ ← θ − η·d·g where k = 1e-3",
                "θ ← θ − η·g; n ← norm(θ); θ ← θ − η·n·sign(θ)",
                "g ← clamp(g, -1, 1); θ ← θ − η·(if g > 0 and t > 2 then g else 2·g)",
                "r ← 0.9·r + 0.1·rowmean(g²); c ← 0.9·c + 0.1·colmean(g²); θ ← θ − η·g/(√(r/(colmean(r) + ε)·c) + ε)",
                "m ← 0.9·m + g; θ ← θ − η·(if rows > 1 then orthogonalise(m) else sign(m))/√(rows + columns)",
                "a = 2; b = a·g; a = 3·a; θ ← θ − η·(a·b + a)·0.1; a = a·θ; s ← s + a")
                .map(Optimizers::parse);
    }

    static Stream<Optimizer> everything() {
        Stream<Optimizer> clipped = rules().flatMap(o -> Stream.of(o.with(Map.of("clipNorm", 0.5, "ema", 0.99)),
                o.with(Map.of("clipLayerNorm", 0.5, "l2", 0.01))));
        return Stream.of(rulesAndRegularised(), clipped, wild()).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void entry_isFilledInAndConsistent(Optimizer optimizer) {
        Entry entry = optimizer.entry();
        assertThat(entry.paper()).isNotBlank();
        assertThat(entry.use()).isNotBlank();
        assertThat(entry.pitfalls()).isNotEmpty();
        assertThat(entry.year()).isGreaterThan(1800);
        assertThat(entry.variants()).doesNotHaveDuplicates().first().as("the published form").isIn("classic", "paper");
        UpdateRule rule = optimizer.rule();
        Set<String> symbols = new LinkedHashSet<>(optimizer.settings().stream().map(Setting::symbol).toList());
        assertThat(symbols).as("every hyperparameter is a setting").containsAll(rule.hyperparameters());
        rule.statements().forEach(s -> assertThat(entry.symbols().keySet()).as("%s is explained", s.target())
                .containsAll(s.target().matches("[θg]") ? List.of() : List.of(s.target())));
        for (Setting setting : optimizer.settings()) {
            assertThat(optimizer.get(setting.option())).isEqualTo(setting.defaultValue());
            assertThat(setting.check("x", setting.defaultValue())).isEqualTo(setting.defaultValue());
            double beyond = setting.high() * 2;
            assertThatThrownBy(() -> optimizer.with(setting.option(), beyond)).isInstanceOf(DescentException.class)
                    .hasMessageContaining(": " + setting.option() + " is ")
                    .hasMessageContaining("expected " + setting.range())
                    .hasMessageContaining("usual values are");
            assertThatThrownBy(() -> optimizer.with(setting.option(), Double.NaN))
                    .hasMessageContaining("is NaN, expected");
            assertThatThrownBy(() -> optimizer.with(setting.option(), -1)).hasMessageContaining("is -1.0, expected");
        }
        assertThat(Optimizers.parse(optimizer.spec())).isEqualTo(optimizer);
        if (optimizer instanceof CatalogueRule) {
            assertThat(optimizer.getClass().getRecordComponents()).extracting(RecordComponent::getName)
                    .as("the variant, then the settings").containsExactlyElementsOf(Stream
                            .concat(Stream.of("variant"), entry.settings().stream().map(Setting::option)).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void rule_printsAndParsesBack(Optimizer optimizer) {
        UpdateRule rule = optimizer.rule();
        assertThat(Parser.parseRule(rule.text(), rule.name())).isEqualTo(rule);
        assertThat(Parser.parseRule(dev.descent.equation.Printer.ascii(rule), rule.name())).isEqualTo(rule);
    }

    @ParameterizedTest
    @MethodSource("rulesAndRegularised")
    void update_atExtremeGradients_staysFinite(Optimizer optimizer) {
        String spec = optimizer.spec();
        for (float extreme : new float[] {0, -0.0f, 1e-30f, -1e-30f, 1e18f, -1e18f}) {
            float[] theta = {1, 0, -0.5f, 1e-20f};
            float[] gradient = new float[theta.length];
            OptimizerState state = OptimizerState.of(optimizer, theta.length);
            for (int step = 0; step < 30; step++) {
                Arrays.fill(gradient, extreme);
                state.begin(optimizer.lr());
                state.updateAll(theta, gradient);
                assertThat(theta).as("%s, gradient %s, step %d", spec, extreme, step).satisfies(FINITE);
                for (float[] array : state.arrays()) {
                    assertThat(array).as("%s, gradient %s, state", spec, extreme).satisfies(FINITE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void loweredPasses_inDouble_equalTheEquationBitForBit(Optimizer optimizer) {
        int n = 37;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
        double[] theta = new double[n];
        Arrays.setAll(theta, random::gaussian);
        double[] other = theta.clone();
        DoubleState direct = DoubleState.of(optimizer, n);
        LoweredDouble lowered = new LoweredDouble(optimizer, 1, n);
        for (int step = 0; step < 20; step++) {
            double[] gradient = gradient(random, step, n);
            direct.update(0.01, theta, gradient);
            lowered.update(0.01, other, gradient);
            assertThat(other).as("%s, seed %d, step %d", optimizer.spec(), SEED, step).containsExactly(theta);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void compiledPoint_hasTheBitsOfTheEquation(Optimizer optimizer) {
        int n = 3;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST, 2);
        double[] theta = new double[n];
        Arrays.setAll(theta, random::gaussian);
        double[] other = theta.clone();
        DoubleState direct = DoubleState.of(optimizer, n);
        PointState compiled = PointState.of(optimizer, n);
        for (int step = 0; step < 60; step++) {
            double[] gradient = gradient(random, step, n);
            double lr = 0.01 + 0.001 * step;
            direct.update(lr, theta, gradient);
            compiled.update(lr, other, gradient);
            assertThat(other).as("%s, seed %d, step %d", optimizer.spec(), SEED, step).containsExactly(theta);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void floatState_followsTheDoubleOne(Optimizer optimizer) {
        String spec = optimizer.spec();
        int n = 37;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
        double[] theta = new double[n];
        Arrays.setAll(theta, i -> (float) random.gaussian(i));
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) theta[i];
        }
        DoubleState doubles = DoubleState.of(optimizer, n);
        OptimizerState state = OptimizerState.of(optimizer, n);
        for (int step = 0; step < 20; step++) {
            double[] gradient = gradient(random, step, n);
            float[] g = new float[n];
            for (int i = 0; i < n; i++) {
                g[i] = (float) gradient[i];
                gradient[i] = g[i];
            }
            doubles.update(0.01, theta, gradient);
            state.begin(0.01);
            state.updateAll(floats, g);
            for (int i = 0; i < n; i++) {
                assertThat((double) floats[i]).as("%s, step %d", spec, step)
                        .isCloseTo(theta[i],
                                org.assertj.core.data.Offset.offset(1e-4 * Math.max(1, Math.abs(theta[i]))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rulesAndRegularised")
    void update_inTilesOrWhole_givesTheSameBits(Optimizer optimizer) {
        int n = 20_000;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
        float[] whole = new float[n];
        float[] gradient = new float[n];
        for (int i = 0; i < n; i++) {
            whole[i] = (float) random.gaussian(i);
        }
        float[] tiled = whole.clone();
        OptimizerState a = OptimizerState.of(optimizer, n);
        OptimizerState b = OptimizerState.of(optimizer, n);
        if (a.needsWholeGradient()) {
            return;
        }
        for (int step = 0; step < 3; step++) {
            for (int i = 0; i < n; i++) {
                gradient[i] = (float) random.gaussian(n + 31L * step + i);
            }
            a.begin(0.01);
            a.updateAll(whole, gradient);
            b.begin(0.01);
            for (int at = 0; at < n; at += 777) {
                b.update(tiled, at, gradient, at, Math.min(777, n - at));
            }
        }
        assertThat(tiled).containsExactly(whole);
        assertThat(b.arrays()).isDeepEqualTo(a.arrays());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void compiledKernel_equalsTheInterpreter(Optimizer optimizer) {
        for (Loop loop : RuleProgram.of(optimizer.rule()).passes().stream().flatMap(p -> p.loops().stream()).toList()) {
            for (int n : new int[] {0, 1, 7, 33, 101}) {
                CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
                float[][] compiled = new float[loop.arrays().size()][n];
                for (int a = 0; a < compiled.length; a++) {
                    for (int i = 0; i < n; i++) {
                        compiled[a][i] = (float) Math.abs(random.gaussian(1000L * a + i));
                    }
                }
                float[][] interpreted = Arrays.stream(compiled).map(float[]::clone).toArray(float[][]::new);
                float[] scalars = new float[loop.scalars().size()];
                Arrays.fill(scalars, 0.37f);
                double[] sums = new double[loop.sums().size()];
                double[] expectedSums = sums.clone();
                KernelCompiler.floats(loop).run(compiled, new int[compiled.length], scalars, n, sums);
                Interpreter.runFloat(loop, interpreted, new int[compiled.length], scalars, n, expectedSums);
                assertThat(compiled).as("%s n=%d", optimizer.spec(), n).isDeepEqualTo(interpreted);
                assertThat(sums).containsExactly(expectedSums);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void restore_inTheMiddle_continuesToTheSameBits(Optimizer optimizer) {
        int n = 29;
        CounterRandom random = CounterRandom.of(SEED, Purpose.TEST);
        float[] straight = new float[n];
        Arrays.fill(straight, 0.5f);
        OptimizerState state = OptimizerState.of(optimizer, n);
        run(state, straight, random, 0, 5);
        float[] resumed = straight.clone();
        OptimizerState other = OptimizerState.of(optimizer, n);
        other.restore(state.step(), Arrays.stream(state.arrays()).map(float[]::clone).toArray(float[][]::new),
                state.scalars().clone());
        run(state, straight, random, 5, 10);
        run(other, resumed, random, 5, 10);
        assertThat(resumed).containsExactly(straight);
        assertThatThrownBy(() -> other.restore(1, new float[7][n], new double[0])).isInstanceOf(DescentException.class)
                .hasMessageContaining("7 arrays");
    }

    private static void run(OptimizerState state, float[] theta, CounterRandom random, int from, int to) {
        for (int step = from; step < to; step++) {
            double[] gradient = gradient(random, step, theta.length);
            float[] g = new float[theta.length];
            for (int i = 0; i < g.length; i++) {
                g[i] = (float) gradient[i];
            }
            state.begin(0.01);
            state.updateAll(theta, g);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void walk_inABowl_goesDown(Optimizer optimizer) {
        double[] theta = {3, -2};
        DoubleState state = DoubleState.of(optimizer, 2);
        double rate = optimizer.entry().lrHigh() / 10;
        for (int step = 0; step < 3000; step++) {
            state.update(rate, theta, new double[] {theta[0], theta[1]});
        }
        assertThat(Math.hypot(theta[0], theta[1])).as(optimizer.spec()).isLessThan(0.1);
    }

    private static double[] gradient(CounterRandom random, int step, int n) {
        double[] gradient = new double[n];
        Arrays.setAll(gradient, i -> i % 11 == step % 11 ? 0 : random.gaussian(1000 + (long) step * n + i));
        return gradient;
    }
}
