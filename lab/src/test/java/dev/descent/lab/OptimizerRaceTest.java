package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The race against walks of the library.
class OptimizerRaceTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    private static final List<String> RULES = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");

    @Test
    void paths_areTheLibrarysWalks() throws Exception {
        Surface bend = Surfaces.byName("bend");
        Blocks paths = ask("paths", "{\"surface\":\"bend\",\"updates\":80,\"rates\":[0.1,0.1,0.1,0.1,0.1,0.1]}");
        for (String rule : RULES) {
            Trajectory walk = Walk.of(bend.formula(), Optimizers.byName(rule).withLr(0.1)).from(bend.start())
                    .updates(80).run();
            double[] points = paths.block(rule + "Points");
            for (Trajectory.Step step : walk.steps()) {
                assertThat(points[2 * step.update()]).isEqualTo(step.point()[0]);
                assertThat(points[2 * step.update() + 1]).isEqualTo(step.point()[1]);
            }
        }
        assertThat(Arrays.stream(paths.block("sgdFirst"))).allMatch(step -> Math.abs(step - 0.1) < 1e-9);
    }

    @Test
    void bestRates_areNoWorseThanTheSameRate() throws Exception {
        String rest = "\"surface\":\"bowl\",\"updates\":200";
        double[] rates = ask("best", "{" + rest + "}").numbers("rates");
        double[] best = ask("paths", "{" + rest + ",\"rates\":" + Json.write(rates) + "}").numbers("needed");
        double[] same = ask("paths", "{" + rest + ",\"rates\":[0.05,0.05,0.05,0.05,0.05,0.05]}").numbers("needed");
        for (int r = 0; r < RULES.size(); r++) {
            assertThat(best[r]).as(RULES.get(r)).isPositive();
            if (same[r] > 0) {
                assertThat(best[r]).as(RULES.get(r)).isLessThanOrEqualTo(same[r]);
            }
        }
    }

    /// Every rate walked to its end, in the order of the rates.
    @ParameterizedTest
    @ValueSource(strings = {"bend", "two-minima", "rosenbrock"})
    void bestRates_areThoseOfASearchThatSparesNothing(String name) throws Exception {
        Surface surface = Surfaces.byName(name);
        double lowest = surface.minima().getFirst().value();
        Blocks best = ask("best", "{\"surface\":\"" + name + "\",\"updates\":150}");
        for (int r = 0; r < RULES.size(); r++) {
            double rate = Double.NaN;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 19; k++) {
                double tried = Double.parseDouble(List.of(1, 2, 5).get(k % 3) + "e" + (k / 3 - 4));
                Trajectory walk = Walk.of(surface.formula(), Optimizers.byName(RULES.get(r)).withLr(tried))
                        .from(surface.start()).updates(150).run();
                double top = walk.first().value() - lowest;
                int needed = 151;
                while (needed > 0 && walk.stop() != Trajectory.Stop.DIVERGED
                        && walk.steps().get(needed - 1).value() - lowest <= 0.01 * top) {
                    needed--;
                }
                double score = walk.stop() == Trajectory.Stop.DIVERGED ? Double.POSITIVE_INFINITY
                        : needed < 151 ? needed : 150 + (walk.last().value() - lowest) / top;
                if (score < least) {
                    least = score;
                    rate = tried;
                }
            }
            assertThat(best.numbers("rates")[r]).as(RULES.get(r)).isEqualTo(rate);
            Trajectory walk = Walk.of(surface.formula(), Optimizers.byName(RULES.get(r)).withLr(rate))
                    .from(surface.start()).updates(150).run();
            assertThat(best.block(RULES.get(r) + "Points")).endsWith(walk.last().point());
        }
    }

    @Test
    void adagradsStep_isTheRateOverItsSums() throws Exception {
        Blocks inside = ask("inside", "{\"surface\":\"bowl\",\"optimizer\":\"adagrad\",\"lr\":0.5,\"update\":20}");
        double[] gradient = inside.numbers("gradient");
        double[] sums = inside.numbers("sums");
        double[] step = inside.numbers("step");
        for (int i = 0; i < 2; i++) {
            assertThat(step[i]).isCloseTo(-0.5 * gradient[i] / sums[i], within(1e-6));
        }
        assertThat(inside.numbers("bends")).containsExactly(1, 10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5})
    void hump_stopsGradientDescentAndAHigherOneMomentumToo(double height) throws Exception {
        Blocks ball = ask("ball", "{\"hump\":" + height + ",\"momentum\":0.9,\"lr\":0.05,\"updates\":500}");
        assertThat(ball.facts()).containsEntry("gdPast", false).containsEntry("momentumPast", height < 2);
    }

    private static Blocks ask(String question, String body) throws Exception {
        return LAB.blocks("optimizers/" + question, body);
    }
}
