package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.objective.Formula;
import dev.descent.objective.Surfaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The circle's numbers against the formula itself.
class WhyItWorksTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    static java.util.List<String> surfaces() {
        return Surfaces.names();
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void step_againstTheGradient_deliversWhatTheFormulaSays(String surface) throws Exception {
        Formula formula = Surfaces.byName(surface).formula();
        Blocks circle = ask("circle", "{\"surface\":\"" + surface + "\",\"radius\":0.01}");
        double[] centre = circle.numbers("centre");
        double[] step = circle.numbers("linear");
        double[] gradient = new double[2];
        double here = formula.valueAndGradient(centre, gradient);
        assertThat(Math.hypot(step[0], step[1])).isCloseTo(0.01, within(1e-12));
        assertThat(step[0] * gradient[1] - step[1] * gradient[0]).as("parallel to the gradient")
                .isCloseTo(0, within(1e-9 * Math.hypot(gradient[0], gradient[1])));
        assertThat(circle.number("delivered"))
                .isCloseTo(here - formula.value(centre[0] + step[0], centre[1] + step[1]), within(1e-9));
        assertThat(circle.number("order")).isCloseTo(2, within(0.1));
    }

    @Test
    void radii_growAndEndAtTheCirclesOwn() throws Exception {
        Blocks circle = ask("circle", "{\"surface\":\"two-minima\",\"radius\":0.6,\"start\":[0.5,0.5]}");
        double[] radii = circle.block("radii");
        assertThat(radii).isSorted();
        assertThat(radii[radii.length - 1]).isEqualTo(0.6);
        assertThat(circle.block("errors")[radii.length - 1]).isEqualTo(circle.number("error"));
        assertThat(circle.block("errors")[radii.length - 2]).isEqualTo(circle.number("halvedError"));
    }

    @Test
    void ground_holdsTheFormulasValues() throws Exception {
        Blocks ground = ask("ground", "{\"surface\":\"hills\"}");
        Formula formula = Surfaces.byName("hills").formula();
        double[] window = ground.numbers("window");
        float[] corners = {(float) formula.value(window[0], window[2]), (float) formula.value(window[1], window[3])};
        double[] grid = ground.block("grid");
        assertThat(grid[0]).isEqualTo(corners[0]);
        assertThat(grid[grid.length - 1]).isEqualTo(corners[1]);
        assertThat(grid).hasSize((int) (ground.number("rows") * ground.number("columns")));
    }

    private static Blocks ask(String question, String body) throws Exception {
        return LAB.blocks("why/" + question, body);
    }
}
