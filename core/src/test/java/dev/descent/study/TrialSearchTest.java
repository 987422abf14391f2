package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.optim.Optimizers;
import dev.descent.train.Interrupt;
import dev.descent.train.StopReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialSearchTest {

    private final List<Trial> run = Collections.synchronizedList(new ArrayList<>());

    private static List<Variation> rates(double... rates) {
        return Arrays.stream(rates).mapToObj(rate -> Variation.of(Optimizers.byName("sgd").withLr(rate))).toList();
    }

    /// The loss is the rate itself, seeds add a little, rates above 1 diverge.
    private List<List<SettingResult>> search(Halving halving, int threads, List<List<Variation>> groups) {
        TrialRunner runner = (trial, _, _, _) -> {
            run.add(trial);
            double noise = 1e-6 * CounterRandom.of(trial.seed(), CounterRandom.Purpose.TEST).uniform(0);
            return new TrialResult(trial, trial.lr() > 1 ? StopReason.DIVERGED : StopReason.BUDGET, trial.lr() + noise,
                    1,
                    1, 0, List.of());
        };
        TrialPool pool = new TrialPool(threads, runner, new Interrupt(), TrialStore.NONE);
        return new TrialSearch(pool, halving, 1, TrialPool.Listener.NONE).run(groups);
    }

    @Test
    void run_overSeeds_givesTheBetterHalfMore() {
        List<SettingResult> tried = search(Halving.overSeeds(3), 1, List.of(rates(0.5, 0.1, 0.4, 0.2, 0.3))).getFirst();
        assertThat(tried).extracting(SettingResult::lr).as("in trial order").containsExactly(0.5, 0.1, 0.4, 0.2, 0.3);
        assertThat(tried).extracting(setting -> setting.runs().size()).containsExactly(1, 3, 1, 3, 2);
        assertThat(TrialSearch.best(tried)).isNotNull().extracting(SettingResult::lr).isEqualTo(0.1);
        assertThat(run).hasSize(10);
        assertThat(Halving.overSeeds(3).sizes(5)).containsExactly(5, 3, 2);
    }

    @Test
    void run_wide_beginsWithAQuarterOfTheBudget() {
        List<SettingResult> tried = search(Halving.wide(2), 2, List.of(rates(0.4, 0.3, 0.2, 0.1))).getFirst();
        assertThat(run.stream().filter(trial -> trial.share() < 1)).hasSize(4);
        assertThat(run.stream().filter(trial -> trial.share() == 1)).hasSize(3);
        assertThat(tried).extracting(SettingResult::whole).containsExactly(false, false, true, true);
        assertThat(tried.getFirst().relativeTo(tried.getLast())).isNaN();
    }

    @Test
    void run_withEqualLosses_prefersTheEarlierTrial() {
        List<SettingResult> tried = search(Halving.overSeeds(2), 1, List.of(rates(0.1, 0.1, 0.1, 0.1))).getFirst();
        assertThat(tried).extracting(SettingResult::finished).containsExactly(true, true, false, false);
    }

    @Test
    void run_whereSettingsDiverge_leavesThemBehind() {
        List<SettingResult> tried = search(Halving.overSeeds(3), 2, List.of(rates(2, 3), rates(2, 0.5))).getLast();
        assertThat(TrialSearch.best(tried)).isNotNull().extracting(SettingResult::lr).isEqualTo(0.5);
        assertThat(TrialSearch.best(search(Halving.overSeeds(3), 2, List.of(rates(2, 3))).getFirst())).isNull();
    }

    @Test
    void run_onAnyNumberOfThreads_findsTheSame() {
        List<List<Variation>> groups = List.of(rates(0.5, 0.1, 0.4, 3, 0.2, 0.3, 0.7), rates(0.9, 0.8, 2));
        String serial = search(Halving.wide(3), 1, groups).toString();
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(search(Halving.wide(3), threads, groups)).hasToString(serial);
        }
    }
}
