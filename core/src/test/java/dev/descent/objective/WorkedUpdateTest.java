package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class WorkedUpdateTest {

    private static final Formula ROSENBROCK = Surfaces.byName("rosenbrock").formula();

    @Test
    void lines_ofPlainDescent_areTheDecksEquationInNumbers() {
        Walk walk = Walk.of(ROSENBROCK, Optimizers.byName("sgd").withLr(0.001)).from(-1.2, 1);
        WorkedUpdate first = WorkedUpdate.first(walk, 5).getFirst();
        assertThat(first.lines()).singleElement().satisfies(line -> {
            assertThat(line.target()).isEqualTo("θ¹");
            assertThat(line.symbols()).isEqualTo("θ⁰ − η·∇L(θ⁰)");
            assertThat(line.numbers()).isEqualTo("(−1.2, 1) − 0.001·(−215.6, −88)");
            assertThat(Numbers.vector(line.result(), 3)).isEqualTo("(−0.9844, 1.088)");
        });
    }

    static List<Optimizer> catalogue() {
        return Optimizers.all();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void lastLine_ofEveryRule_isWhereTheWalkGoes(Optimizer optimizer) {
        Walk walk = Walk.of(ROSENBROCK, optimizer.withLr(1e-3)).from(-1.2, 1).updates(50);
        Trajectory path = walk.run();
        List<WorkedUpdate> worked = WorkedUpdate.first(walk, 5);
        assertThat(worked).hasSize(5);
        for (WorkedUpdate update : worked) {
            WorkedUpdate.Line last = update.lines().stream()
                    .filter(line -> line.target().startsWith("θ")).reduce((_, b) -> b).orElseThrow();
            assertThat(last.result()).isEqualTo(path.steps().get(update.update()).point());
            assertThat(update.after()).isEqualTo(last.result());
        }
    }

    @Test
    void numbers_inEquations_haveFiveDigits() {
        assertThat(Numbers.text(-0.00312345678)).isEqualTo("−0.0031235");
        assertThat(Numbers.text(1e-8)).isEqualTo("1e−8");
        assertThat(Numbers.text(12345678)).isEqualTo("1.2346e7");
        assertThat(Numbers.text(100)).isEqualTo("100");
        assertThat(Numbers.text(-0.0)).isEqualTo("0");
        assertThat(Numbers.inEquation(-2)).isEqualTo("(−2)");
        assertThat(Numbers.vector(new double[] {1, -2, 3, 4}, 3)).isEqualTo("(1, −2, 3, …)");
    }
}
