package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasinMapTest {

    private static BasinMap map(String surface, Optimizer optimizer, int side, int updates) {
        Surface named = Surfaces.byName(surface);
        return BasinMap.of(named, optimizer, named.window(), side, updates, 1);
    }

    @ParameterizedTest
    @CsvSource({"two-minima,sgd,0.05", "two-minima,momentum,0.02", "hills,adam,0.05", "rosenbrock,rmsprop,0.01",
            "hills,sgd,0.02", "bowl,'lamb',0.05", "two-minima,schedule-free-sgd,0.05", "bowl,muon,0.02",
            "hills,adafactor,0.05"})
    void everyCell_endsWhereAWalkFromItEnds(String name, String rule, double lr) {
        Optimizer optimizer = Optimizers.parse(rule).withLr(lr);
        BasinMap map = map(name, optimizer, 5, 120);
        for (int cell = 0; cell < 25; cell++) {
            Trajectory walk = Walk.of(map.surface().formula(), optimizer).from(map.x(cell % 5), map.y(cell / 5))
                    .updates(120).run();
            int end = walk.stop() == Trajectory.Stop.DIVERGED ? BasinMap.DIVERGED : end(map, walk.last());
            assertThat(map.ends()[cell]).as("cell %d", cell).isEqualTo(end);
            assertThat(map.needed()[cell]).as("cell %d", cell).isEqualTo(end < 0 ? -1 : needed(map, walk, end));
        }
    }

    private static int end(BasinMap map, Trajectory.Step step) {
        for (int m = 0; m < map.surface().minima().size(); m++) {
            double[] at = map.surface().minima().get(m).point();
            if (Math.hypot(step.point()[0] - at[0], step.point()[1] - at[1]) <= map.near()) {
                return m;
            }
        }
        return BasinMap.ELSEWHERE;
    }

    /// The update after which every point of the walk is near.
    private static int needed(BasinMap map, Trajectory walk, int end) {
        int needed = walk.steps().size();
        while (needed > 0 && end(map, walk.steps().get(needed - 1)) == end) {
            needed--;
        }
        return needed;
    }

    @Test
    void symmetricSurface_isSharedEvenlyAndAsAMirror() {
        BasinMap map = map("saddle", Optimizers.byName("sgd").withLr(0.1), 20, 400);
        assertThat(map.share(0)).isEqualTo(0.5);
        assertThat(map.share(1)).isEqualTo(0.5);
        assertThat(map.lowestShare()).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                assertThat(map.ends()[j * 20 + i]).isNotEqualTo(map.ends()[(19 - j) * 20 + i]);
            }
        }
    }

    @Test
    void descent_fromEachSideOfTheRidge_endsOnThatSide() {
        // x⁴/4 + x³/3 − x² has its ridge at x = 0, and plain descent with a small rate never jumps it.
        BasinMap map = map("two-minima", Optimizers.byName("sgd").withLr(0.01), 29, 3_000);
        for (int cell = 0; cell < map.ends().length; cell++) {
            double[] at = map.surface().minima().get(map.ends()[cell]).point();
            assertThat(Math.signum(at[0])).isEqualTo(Math.signum(map.x(cell % 29)));
        }
    }

    @Test
    void threads_changeNothing() {
        Surface hills = Surfaces.byName("hills");
        Optimizer momentum = Optimizers.byName("momentum").withLr(0.005);
        BasinMap one = BasinMap.of(hills, momentum, hills.window(), 60, 100, 1);
        BasinMap three = BasinMap.of(hills, momentum, hills.window(), 60, 100, 3);
        assertThat(three.ends()).isEqualTo(one.ends());
        assertThat(three.needed()).isEqualTo(one.needed());
    }

    @Test
    void startsWithoutAValue_andWalksThatExplode_areDiverged() {
        Window window = new Window(-1, 3, -1, 1);
        Surface surface = Surface.of(Formula.parse("x - log(x) + y^2"), window, 1);
        BasinMap map = BasinMap.of(surface, Optimizers.byName("sgd").withLr(0.05), window, 4, 500, 1);
        assertThat(map.share(BasinMap.DIVERGED)).isEqualTo(0.25);
        assertThat(map.share(0)).isEqualTo(0.75);
        assertThat(map("bowl:100", Optimizers.byName("sgd").withLr(0.1), 4, 500).share(BasinMap.DIVERGED)).isEqualTo(1);
    }

    @Test
    void formulasThatOnlySingleNumbersHave_areMappedToo() {
        Window window = new Window(0.2, 2, 0.2, 2);
        Surface surface = Surface.of(Formula.parse("(x^y - 1)^2 + (x - 1)^2 + (y - 1)^2"), window, 1);
        BasinMap map = BasinMap.of(surface, Optimizers.byName("sgd").withLr(0.05), window, 6, 500, 1);
        assertThat(map.lowestShare()).isEqualTo(1);
    }

    @Test
    void whatHasNoMap_isRefused() {
        Optimizer sgd = Optimizers.byName("sgd");
        assertThatThrownBy(() -> BasinMap.of(Surface.of(Formula.parse("x + y"), 1), sgd, Window.DEFAULT, 3, 1, 1))
                .hasMessageContaining("No minimum of 'x + y' is known");
        assertThatThrownBy(() -> BasinMap.of(Surface.of(Formula.parse("x^2"), 1), sgd, Window.DEFAULT, 3, 1, 1))
                .hasMessageContaining("has 1 coordinate: x. Expected two.");
        assertThatThrownBy(() -> map("hills", sgd, 0, 10)).hasMessageContaining("expected 1 to 1000 starts a side");
    }
}
