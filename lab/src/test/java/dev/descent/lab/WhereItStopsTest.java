package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

/// The maps and walks against single walks and against the formulas.
class WhereItStopsTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    private static final String SETTINGS = "\"lr\":0.05,\"momentum\":0.9,\"updates\":500}";

    @ParameterizedTest
    @CsvSource({"plateau, a plateau", "saddle, a saddle", "two-minima, a minimum"})
    void shortGradient_isToldApartByTheCurvature(String surface, String place) throws Exception {
        Blocks walks = ask("walks", "{\"surface\":\"" + surface + "\"," + SETTINGS);
        Map<String, @Nullable Object> still = Json.object(walks.facts().get("gdStill"), "gdStill");
        assertThat(still.get("place")).isEqualTo(place);
        int update = (int) Json.number(still.get("update"), "update");
        assertThat(walks.block("gdSlope")[update]).isLessThan(0.01);
        if (update > 0) {
            assertThat(walks.block("gdSlope")[update - 1]).isGreaterThanOrEqualTo(0.01);
        }
        Formula formula = Surfaces.byName(surface).formula();
        double x = walks.block("gdPoints")[2 * update];
        double y = walks.block("gdPoints")[2 * update + 1];
        double[][] h = formula.hessian(x, y);
        double smallest = (h[0][0] + h[1][1] - Math.hypot(h[0][0] - h[1][1], 2 * h[0][1])) / 2;
        assertThat(walks.block("gdSmallest")[update]).isCloseTo(smallest,
                within(1e-9 * Math.max(1, Math.abs(smallest))));
    }

    @Test
    void mapsCells_endWhereSingleWalksEnd() throws Exception {
        Surface surface = Surfaces.byName("two-minima");
        Blocks maps = ask("basins", "{\"surface\":\"two-minima\"," + SETTINGS);
        int side = (int) maps.number("side");
        int lowest = 0;
        for (double end : maps.block("momentumEnds")) {
            lowest += end == 0 ? 1 : 0;
        }
        assertThat(maps.number("momentumShare")).isEqualTo((double) lowest / (side * side));
        for (int cell = 7; cell < side * side; cell += 397) {
            double x = surface.window().xLow()
                    + (surface.window().xHigh() - surface.window().xLow()) * (cell % side + 0.5) / side;
            double y = surface.window().yLow()
                    + (surface.window().yHigh() - surface.window().yLow()) * (cell / side + 0.5) / side;
            double[] end = Walk.of(surface.formula(), Optimizers.parse("momentum:lr=0.05,momentum=0.9")).from(x, y)
                    .updates(500).run().last().point();
            assertThat(maps.block("momentumEnds")[cell]).as("from " + x + ", " + y)
                    .isEqualTo(surface.minima().indexOf(surface.nearest(end).orElseThrow()));
        }
    }

    @Test
    void rateTooLarge_isTold() throws Exception {
        Blocks walks = ask("walks", "{\"surface\":\"rosenbrock\",\"lr\":1,\"momentum\":0.9,\"updates\":100}");
        assertThat(walks.facts().get("gdDiverged")).isEqualTo(true);
        assertThat(walks.block("gdLoss")).hasSizeLessThan(100).doesNotContain(Double.NaN);
        Blocks maps = ask("basins", "{\"surface\":\"rosenbrock\",\"lr\":1,\"momentum\":0.9,\"updates\":100}");
        assertThat(maps.number("gdDiverged")).isGreaterThan(0.9);
    }

    private static Blocks ask(String question, String body) throws Exception {
        return LAB.blocks("limits/" + question, body);
    }
}
