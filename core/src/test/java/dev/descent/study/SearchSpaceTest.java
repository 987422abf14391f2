package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {

    private static final Optimizer ADAM = Optimizers.byName("adam");
    private static final Optimizer MOMENTUM = Optimizers.byName("momentum");

    @Test
    void trials_ofTheRateAlone_areTheRulesGrid() {
        double[] rates = SearchSpace.rate().trials(ADAM, 5, 7).stream().mapToDouble(Variation::lr).toArray();
        assertThat(rates).containsExactly(ADAM.rateGrid(), within(1e-15));
        assertThat(SearchSpace.rate().withRates("0.1, 0.01,0.1").trials(ADAM, 5, 7)).extracting(Variation::lr)
                .containsExactly(0.01, 0.1);
    }

    @Test
    void trial_ofANumber_dependsOnSeedAndNumberAlone() {
        SearchSpace space = SearchSpace.parse("lr,batch,momentum,hidden,decay");
        List<Variation> few = space.trials(MOMENTUM, 3, 5);
        List<Variation> many = space.trials(MOMENTUM, 3, 50);
        assertThat(few).extracting(Variation::key).isEqualTo(many.subList(0, 5).stream().map(Variation::key).toList());
        assertThat(space.trial(MOMENTUM, 3, 49).key()).isEqualTo(many.getLast().key());
        assertThat(space.trial(MOMENTUM, 4, 0).key()).isNotEqualTo(few.getFirst().key());
    }

    @Test
    void trials_ofManyThings_areSpreadEvenlyOverEach() {
        List<Variation> trials = SearchSpace.parse("lr=1e-4..1,batch=16/32/64/128,momentum=0.9..0.99").trials(MOMENTUM,
                1, 64);
        for (double low : new double[] {1e-4, 1e-3, 1e-2, 1e-1}) {
            assertThat(trials.stream().filter(trial -> trial.lr() >= low && trial.lr() < 10 * low)).as("from " + low)
                    .hasSizeBetween(12, 20);
        }
        for (int batch : new int[] {16, 32, 64, 128}) {
            assertThat(trials.stream().filter(trial -> Integer.valueOf(batch).equals(trial.batch())))
                    .hasSizeBetween(12, 20);
        }
        // Half of the momenta lie above 1 − √(0.1·0.01) = 0.968.
        assertThat(trials.stream().filter(trial -> trial.optimizer().get("momentum") > 0.968)).hasSizeBetween(27, 37);
    }

    @Test
    void trial_ofARuleWithoutTheSetting_leavesItOut() {
        SearchSpace space = SearchSpace.parse("lr,momentum");
        space.check(List.of(ADAM, MOMENTUM));
        assertThat(space.trial(ADAM, 1, 0).value("momentum")).isEmpty();
        assertThat(space.trial(MOMENTUM, 1, 0).value("momentum")).isNotEmpty();
        assertThatThrownBy(() -> space.check(List.of(ADAM))).isInstanceOf(DescentException.class)
                .hasMessageContaining("momentum").hasMessageContaining("adam");
    }

    @Test
    void parse_ofHiddenLayers_takesCommasWithinALayerList() {
        SearchSpace space = SearchSpace.parse("hidden=none/32,32/64, lr=0.01..0.1");
        assertThat(space.options()).containsExactly("hidden", "lr");
        assertThat(IntStream.range(0, 30).mapToObj(k -> space.trial(ADAM, 1, k).hidden()).distinct())
                .containsExactlyInAnyOrder(List.of(), List.of(32, 32), List.of(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lr,lr", "learningrate", "lr=1..0.1", "lr=0..1", "lr=a..b", "momentum=0.9..1",
            "batch=0/3", "batch=many", "hidden=-1", "activation=step", "lr=", "nonsense=1..2x"})
    void parse_ofNonsense_isRefusedWithHelp(String text) {
        assertThatThrownBy(() -> SearchSpace.parse(text)).isInstanceOf(DescentException.class)
                .hasMessageMatching("(?s).{20,}");
    }
}
