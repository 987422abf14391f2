package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `taylor` and `basins` from the command line to the files.
class SurfaceCommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private Session.Result run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--runs-dir";
        all[arguments.length + 1] = folder.toString();
        return Session.run(all);
    }

    @Test
    void taylor_onAFormula_printsTheModelAndWritesItsPictures() {
        Session.Result result = run("taylor", "x^2 + 3*y^2", "--at", "x=1,y=2", "--radius", "0.5");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("s = L(a, b) = 13\nu = ∂L/∂x(a, b) = 2\nv = ∂L/∂y(a, b) = 12\n")
                .contains("L ≈ s + u·Δx + v·Δy = 13 + 2·Δx + 12·Δy")
                .contains("the error falls as d to the power of 2.000");
        for (String name : List.of("formula.svg", "formula.png", "formula-error.svg", "formula-error.png")) {
            assertThat(folder.resolve("taylor").resolve(name)).isNotEmptyFile();
        }
    }

    @Test
    void taylor_asJson_saysTheSameAsOneObject() {
        Map<String, @Nullable Object> event = run("taylor", "x^2 + 3*y^2", "--at", "1,2", "--json").events().getLast();
        assertThat(event).containsEntry("event", "done").containsEntry("s", 13.0).containsEntry("u", 2.0)
                .containsEntry("v", 12.0);
        // Along −g the loss bends by 2·(4 + 3·144)/148, and the promise breaks at 2·‖g‖ over that.
        double broken = Json.number(Objects.requireNonNull(event.get("breakRadius")), "breakRadius");
        assertThat(broken).isEqualTo(2 * Math.sqrt(148) / (2 * (4 + 3 * 144) / 148.0), within(1e-9));
    }

    @Test
    void taylor_whereTheGradientIsZero_saysThatNothingIsPromised() {
        Session.Result result = run("taylor", "x^2 - y^2", "--at", "0,0");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("The gradient is zero here");
        assertThat(folder.resolve("taylor").resolve("formula.svg")).isNotEmptyFile();
    }

    @Test
    void basins_ofTwoMinima_namesSharesAndWritesAMapForEachRule() throws Exception {
        Session.Result result = run("basins", "two-minima", "--optimizer", "sgd,momentum", "--lr", "0.05", "--grid",
                "30", "--updates", "400");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("A  (−2, 0)", "B  (1, 0)", "of the starts reach the lowest known minimum");
        assertThat(Files.readString(folder.resolve("basins/two-minima-sgd.svg"))).contains("which start ends where");
        assertThat(folder.resolve("basins/two-minima-momentum.png")).isNotEmptyFile();
    }

    @Test
    void mistakes_areToldWithWhatIsExpected() {
        assertThat(run("taylor", "x^2 + y^2", "--at", "1").err())
                .contains("--at 1 has 1 number. The coordinates are x, y: write --at x=1,y=1");
        assertThat(run("taylor", "x^2 + y^2", "--radius", "0").err()).contains("expected a length above 0");
        assertThat(run("basins", "two-minima", "--window", "1,2").err())
                .contains("--window 1,2: expected four numbers");
        assertThat(run("basins", "x + y").err()).contains("No minimum of 'x + y' is known");
        assertThat(run("basins", "two-minimas").err()).contains("Did you mean \"two-minima\"?");
    }
}
