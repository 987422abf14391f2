package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.equation.RuleProgram;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines around a rule against the same thing computed by hand. That every path, the interpreter and a restored
/// state agree on them is part of [CatalogueContractTest].
class RegularisedTest {

    private static final double[] GRADIENT = {3, -4, 0, 12};

    @Test
    void clipping_changesTheGradientAsItSays() {
        assertThat(moved("sgd:lr=1,clipValue=3.5", GRADIENT)).containsExactly(3, -3.5, 0, 3.5);
        assertThat(moved("sgd:lr=1,clipNorm=6.5", GRADIENT)).containsExactly(1.5, -2, 0, 6);
        assertThat(moved("sgd:lr=1,clipLayerNorm=6.5", GRADIENT)).containsExactly(1.5, -2, 0, 6);
        assertThat(moved("sgd:lr=1,clipNorm=13", GRADIENT)).containsExactly(GRADIENT);
        assertThat(moved("sgd:lr=1,clipNorm=1", new double[4])).containsExactly(new double[4]);
    }

    @Test
    void clippingByLayer_looksAtEachLayerAlone() {
        float[] theta = new float[4];
        OptimizerState state = OptimizerState.ofLayers(Optimizers.parse("sgd:lr=1,clipLayerNorm=5"),
                List.of(LayerRows.plain(0, 2), LayerRows.plain(2, 2)));
        state.begin(1);
        state.updateAll(theta, new float[] {6, -8, 3, 4});
        assertThat(theta).containsExactly(-3, 4, -3, -4);
    }

    @Test
    void clipping_comesBeforeL2_andByValueNeedsNoSecondPass() {
        Optimizer optimizer = Optimizers.parse("sgd:l2=2,clipValue=1");
        assertThat(optimizer.rule().text()).startsWith("g ← clamp(g, −clipValue, clipValue)\ng ← g + l₂·θ\n");
        assertThat(RuleProgram.of(optimizer.rule()).needsWholeGradient()).isFalse();
        assertThat(RuleProgram.of(Optimizers.parse("adam:clipNorm=1").rule()).passes()).hasSize(2);
        assertThat(RuleProgram.of(Optimizers.parse("adam:clipLayerNorm=1").rule()).passes()).hasSize(2);
        assertThat(ZeroGradientProof.of(Optimizers.parse("sgd:clipValue=1")).leavesAlone()).isTrue();
        assertThat(ZeroGradientProof.of(Optimizers.parse("adagrad:clipValue=1")).leavesAlone()).isTrue();
    }

    @Test
    void ema_isTheWeighedMeanOfAllPointsSoFar() {
        double d = 0.9;
        double[] theta = {1, -2};
        DoubleState state = DoubleState.of(Optimizers.parse("momentum:ema=0.9"), 2);
        double sum = 0;
        double weights = 0;
        CounterRandom random = CounterRandom.of(3, Purpose.TEST);
        for (int t = 0; t < 50; t++) {
            assertThat(state.evaluated(theta)).isNotNull();
            state.update(0.1, theta, new double[] {random.gaussian(t), 0});
            sum = d * sum + theta[0];
            weights = d * weights + 1;
            assertThat(state.evaluated(theta)[0]).isCloseTo(sum / weights, within(1e-13));
            assertThat(state.evaluated(theta)[1]).isCloseTo(-2, within(1e-13));
        }
    }

    @Test
    void ema_aroundARuleWithAPointOfItsOwn_averagesThat_underAFreeName() {
        Optimizer optimizer = Optimizers.parse("x₀ = θ; x ← x + 0.5·(θ − x); thetabar ← x; θ ← θ − η·g; evaluate x")
                .with("ema", 0.5);
        assertThat(optimizer.rule().text()).endsWith("θ̄₂ ← θ̄₂ + (1 − ema)/(1 − ema^t)·(x − θ̄₂)\nevaluate θ̄₂");
        double[] theta = {1};
        DoubleState state = DoubleState.of(optimizer, 1);
        state.update(0.1, theta, new double[] {1});
        assertThat(state.evaluated(theta)).containsExactly(1);
        assertThat(theta).containsExactly(0.9);
    }

    @Test
    void settings_goThroughSpecAndBack_andSayWhatIsWrong() {
        String spec = "adam:clipNorm=1,decay=0.01,ema=0.999";
        assertThat(Optimizers.parse(spec).spec()).isEqualTo(spec);
        assertThat(Optimizers.parse(spec).with("clipNorm", 0).with("ema", 0).spec()).isEqualTo("adam:decay=0.01");
        assertThatThrownBy(() -> Optimizers.parse("adam:ema=1")).isInstanceOf(DescentException.class)
                .hasMessageContaining("ema is 1.0, expected 0 ≤ ema < 1");
        assertThatThrownBy(() -> Optimizers.parse("adam:clipNrm=1")).hasMessageContaining("Did you mean \"clipNorm\"?");
    }

    /// −Δθ of one update from 0.
    private static double[] moved(String spec, double[] gradient) {
        double[] theta = new double[gradient.length];
        DoubleState.of(Optimizers.parse(spec), theta.length).update(1, theta, gradient);
        return Arrays.stream(theta).map(x -> 0 - x).toArray();
    }
}
