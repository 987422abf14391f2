package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {

    private static final List<Stretch> STRETCHES = List.of(new Stretch(0, 0, 32, Map.of("lr", 0.003)),
            new Stretch(0, 32, 48, Map.of("lr", 0.003, "decay", 0.0)), new Stretch(1, 48, 80, Map.of()),
            new Stretch(1, 80, 96, Map.of("decay", 0.0, "l2", 0.01)));

    @Test
    void of_theMoreSpecificWins() {
        Groups groups = Groups.NONE.with("last.biases", "lr", 4).with("last", "lr", 3).with("biases", "lr", 2)
                .with("biases", "decay", 0).with("layer1", "lr", 1);

        assertThat(groups.of(0, 3, false)).isEqualTo(Map.of("lr", 1.0));
        assertThat(groups.of(0, 3, true)).isEqualTo(Map.of("lr", 1.0, "decay", 0.0));
        assertThat(groups.of(1, 3, false)).isEmpty();
        assertThat(groups.of(1, 3, true)).isEqualTo(Map.of("lr", 2.0, "decay", 0.0));
        assertThat(groups.of(2, 3, false)).isEqualTo(Map.of("lr", 3.0));
        assertThat(groups.of(2, 3, true)).isEqualTo(Map.of("lr", 4.0, "decay", 0.0));
        assertThat(groups.without("biases", "decay").without("biases", "lr").settings()).doesNotContainKey("biases");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"lst; lr; is no part of a network",
            "layer0; lr; is no part", "last.bias; lr; is no part", ".biases; lr; is no part",
            "last; clipNorm; holds for all parameters alike", "last; ema; holds for all parameters alike"})
    void with_whatMakesNoSense_isRefused(String part, String option, String said) {
        assertThatThrownBy(() -> Groups.NONE.with(part, option, 0.1)).isInstanceOf(DescentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void check_namesTheLayersThatThereAre_andTheSettingsOfTheRule() {
        assertThatThrownBy(() -> Groups.NONE.with("layer4", "lr", 1).check(3))
                .hasMessageContaining("There is no layer4; the network has layer1 to layer3");
        assertThatThrownBy(() -> Groups.NONE.with("last", "momentum", 1).check(new Adam()))
                .hasMessageContaining("Adam has no setting \"momentum\"");
        Groups.NONE.with("layer3", "lr", 1).check(3);
    }

    /// Each stretch moves as if it were alone with an optimizer of its own.
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum:decay=0.1", "adam:l2=0.1,decay=0.01", "adagrad/torch:initial=0.1",
            "p₀ = 1; p ← p·β₁; m ← β₁·m + (1 − β₁)·g; θ ← θ − η·p·m", "adam:clipValue=0.5,ema=0.9"})
    void stretches_eachWithItsSettings_equalOptimizersOfTheirOwn(String spec) {
        Optimizer optimizer = Optimizers.parse(spec).withLr(0.01);
        CounterRandom random = CounterRandom.of(4, Purpose.TEST);
        float[] together = new float[96];
        for (int i = 0; i < together.length; i++) {
            together[i] = (float) random.gaussian(i);
        }
        float[] alone = together.clone();
        float[] rows = together.clone();
        OptimizerState state = OptimizerState.of(optimizer, STRETCHES);
        OptimizerState byRows = OptimizerState.of(optimizer, STRETCHES);
        List<OptimizerState> own = STRETCHES.stream()
                .map(s -> OptimizerState.of(optimizer.with(s.changes()), s.to() - s.from())).toList();
        for (int step = 0; step < 8; step++) {
            float[] gradient = new float[96];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) random.gaussian(1000 + 96L * step + i);
            }
            // The schedule halves every rate half-way.
            double share = step < 4 ? 1 : 0.5;
            state.begin(0.01 * share);
            state.updateAll(together, gradient);
            byRows.begin(0.01 * share);
            rows(byRows, rows, gradient);
            for (int s = 0; s < own.size(); s++) {
                Stretch stretch = STRETCHES.get(s);
                float[] part = Arrays.copyOfRange(alone, stretch.from(), stretch.to());
                own.get(s).begin(own.get(s).optimizer().lr() * share);
                own.get(s).updateAll(part, Arrays.copyOfRange(gradient, stretch.from(), stretch.to()));
                System.arraycopy(part, 0, alone, stretch.from(), part.length);
            }
        }
        assertThat(together).as(spec).containsExactly(alone);
        assertThat(rows).as("%s by rows", spec).containsExactly(together);

        OptimizerState restored = OptimizerState.of(optimizer, STRETCHES);
        restored.restore(state.step(), state.arrays(), state.scalars());
        restored.begin(0.02);
        state.begin(0.02);
        float[] again = together.clone();
        restored.updateAll(again, alone);
        state.updateAll(together, alone);
        assertThat(again).containsExactly(together);
    }

    /// Two layers of 2 rows of weights and one of biases, the gradient given as a batch of one row whose input is 1.
    private static void rows(OptimizerState state, float[] theta, float[] gradient) {
        OptimizerState.Updater updater = state.updater();
        for (int at = 0; at < theta.length; at += 48) {
            for (int row = 0; row < 3; row++) {
                float[] delta = Arrays.copyOfRange(gradient, at + 16 * row, at + 16 * row + 16);
                updater.updateRows(theta, at, 16, 16, row, row + 1, new int[] {0, 1, 2, 3}, new int[3],
                        new float[] {1, 1, 1}, delta, 0, 16, new float[16], false);
            }
        }
    }

    @Test
    void norms_overAllAndOverTheLayer_spanGroups() {
        for (String clip : List.of("clipNorm", "clipLayerNorm")) {
            Optimizer optimizer = Optimizers.parse("sgd:lr=1").with(clip, 10);
            float[] theta = new float[4];
            OptimizerState state = OptimizerState.of(optimizer, List.of(new Stretch(0, 0, 1, Map.of()),
                    new Stretch(0, 1, 2, Map.of("lr", 0.5)), new Stretch(1, 2, 4, Map.of())));
            state.begin(1);
            state.updateAll(theta, new float[] {12, 16, 0, 0});
            assertThat(theta).as(clip).containsExactly(-6, -4, 0, 0);
        }
    }
}
