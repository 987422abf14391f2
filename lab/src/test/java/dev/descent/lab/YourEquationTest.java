package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Walk;
import dev.descent.optim.CustomRule;
import dev.descent.optim.Optimizers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed against the library asked directly.
class YourEquationTest {

    @RegisterExtension
    static final TestLab LAB = new TestLab();

    private static final String RULE = "θ ← θ − η·g/√t";

    @Test
    void rule_isTypesetListedAndWeighed() throws Exception {
        Blocks rule = ask("rule", Map.of("rule", "m <- 0.9*m + g; theta <- theta - eta*m"));
        assertThat(rule.facts().get("error")).isNull();
        assertThat(text(rule, "text")).contains("θ ← θ − η·m");
        assertThat(text(rule, "equation")).startsWith("<math");
        assertThat(rule.number("bytesMoved")).as("reads θ, g, m, writes θ, m").isEqualTo(20);
        assertThat(rule.number("bytesKept")).isEqualTo(4);
    }

    @Test
    void ruleThatIsWrong_isAnsweredWithLineAndColumn() throws Exception {
        Blocks rule = ask("rule", Map.of("rule", "m ← g\nθ ← θ − η·(m"));
        assertThat(text(rule, "error")).contains("line 2, column", "^");
        assertThat(text(ask("rule", Map.of("rule", "θ ← θ − η·k·g")), "error")).contains("k",
                "has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"θ ← java.lang.Runtime", "θ ← \"x\"", "θ ← θ − η·g; while (1) {}", "θ ← $(reboot)",
            "<script>alert(1)</script>", "θ ← System.exit(0)"})
    void whatIsNoEquation_doesNotParse(String text) throws Exception {
        assertThat(ask("rule", Map.of("rule", text)).facts().get("error")).isNotNull();
    }

    @Test
    void race_isEachRulesBestWalkOfItsGrid() throws Exception {
        Blocks race = ask("race", Map.of("rule", RULE, "surface", "two-minima", "updates", 50, "rivals", "adam"));
        var surface = Surfaces.byName("two-minima");
        List<?> runners = Json.array(race.facts().get("runners"), "runners");
        assertThat(runners).hasSize(2);
        int k = 0;
        for (var optimizer : List.of(CustomRule.of(RULE), Optimizers.byName("adam"))) {
            double best = Double.POSITIVE_INFINITY;
            for (double rate : optimizer.rateGrid()) {
                best = Math.min(best, Walk.of(surface.formula(), optimizer.withLr(rate)).from(surface.start())
                        .updates(50).run().last().value());
            }
            assertThat(Json.number(Json.object(runners.get(k), "runner").get("end"), "end")).isEqualTo(best);
            double[] losses = race.block("run" + k++ + "Loss");
            assertThat(losses[losses.length - 1]).isEqualTo(best);
        }
    }

    @Test
    void network_isTrainedByTheRuleAsBySgdWhereTheyAreTheSame() throws Exception {
        Blocks train = ask("train", Map.of("rule", "θ ← θ − η·g", "rivals", "sgd", "seed", 1));
        List<?> runners = Json.array(train.facts().get("runners"), "runners");
        assertThat(runners).hasSize(2);
        double[] own = train.block("run0Loss");
        assertThat(own[own.length - 1]).isLessThan(own[0]);
    }

    @Test
    void catalogue_racesOnASurfaceAndOnANetworkOfOtherData() throws Exception {
        Blocks race = ask("race", Map.of("rule", RULE, "surface", "two-minima", "updates", 50, "rivals", "all"));
        assertThat(names(race)).hasSize(1 + Optimizers.names().size()).containsAll(Optimizers.names());
        Blocks train = ask("train", Map.of("rule", RULE, "rivals", "all", "seed", 1, "data", "rooms"));
        assertThat(names(train)).isEqualTo(names(race));
        assertThat(text(train, "data")).isEqualTo("rooms");
        assertThat(text(train, "target")).isEqualTo("price");
        for (int k = 0; k < names(train).size(); k++) {
            double[] losses = train.block("run" + k + "Loss");
            assertThat(losses[losses.length - 1]).as(names(train).get(k)).isLessThan(losses[0]);
        }
    }

    /// Counted are texts that were not read before, right or wrong; what is known costs nothing.
    @Test
    void equation151InFiveMinutes_isRefusedAndAKnownOneAnswered() throws Exception {
        try (TestLab lab = new TestLab()) {
            String last = "";
            for (int k = 1; k <= 150; k++) {
                last = Json.write(Map.of("rule", k == 150 ? RULE : "θ ← θ − η·k" + k + "·g"));
                assertThat(lab.ask("your-equation/rule", last).statusCode()).isEqualTo(200);
            }
            var refused = lab.ask("your-equation/rule", Json.write(Map.of("rule", "θ ← θ − 2·η·g")));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("150 new equations in 5 minutes",
                    "the next in ");
            assertThat(lab.ask("your-equation/rule", last).statusCode()).isEqualTo(200);
            assertThat(lab.failures).isEmpty();
        }
    }

    private static List<String> names(Blocks race) {
        return Json.array(race.facts().get("runners"), "runners").stream()
                .map(runner -> Json.string(Json.object(runner, "runner").get("name"), "name")).toList();
    }

    @Test
    void typedSurface_isDrawnOrToldWhatIsWrong() throws Exception {
        Blocks ground = ask("ground", Map.of("surface", "(a - 1)^2 + 3*b^2"));
        assertThat(ground.facts().get("axes")).isEqualTo(List.of("a", "b"));
        assertThat(text(ask("ground", Map.of("surface", "x^2 + y^2 + z^2")), "error"))
                .contains("3 coordinates");
        assertThat(text(ask("ground", Map.of("surface", "x^2 +")), "error")).contains("column");
    }

    private static String text(Blocks blocks, String fact) {
        return String.valueOf(blocks.facts().get(fact));
    }

    private static Blocks ask(String question, Map<String, @Nullable Object> body) throws Exception {
        return LAB.blocks("your-equation/" + question, Json.write(body));
    }
}
