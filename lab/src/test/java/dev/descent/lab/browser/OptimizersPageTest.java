package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.descent.common.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jspecify.annotations.Nullable;

/// Optimizers as a person uses it.
class OptimizersPageTest {

    private static final List<String> RULES = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    /// Facts that the server gives to whoever asks what the page asks.
    private static Map<String, @Nullable Object> facts(OpenPage open, String question, String body) {
        return Json.parseObject(String.valueOf(open.page.evaluate("""
                async ([question, body]) => {
                  const answer = await (await import('/site/core/ask.js')).ask('optimizers', question, JSON.parse(body));
                  return JSON.stringify({ needed: answer.needed, rates: answer.rates ?? null, sums: answer.sums ?? null });
                }""", List.of(question, body))), "answer");
    }

    private static List<Double> numbers(Map<String, @Nullable Object> facts, String name) {
        return Json.array(facts.get(name), name).stream().map(value -> Json.number(value, name)).toList();
    }

    /// The rule that needs the fewest updates, of those that arrive.
    private static int first(List<Double> needed) {
        int won = -1;
        for (int k = 0; k < needed.size(); k++) {
            won = needed.get(k) >= 0 && (won < 0 || needed.get(k) < needed.get(won)) ? k : won;
        }
        return won;
    }

    @Test
    void answer_holdsWhoIsFirstAtOneRateAndAtItsBest() {
        try (OpenPage open = LAB.open("/optimizers?lr=0.5&updates=300")) {
            String run = "\"surface\":\"bend\",\"updates\":300";
            List<Double> same = numbers(
                    facts(open, "paths", "{" + run + ",\"rates\":" + Json.write(List.of(.5, .5, .5, .5, .5, .5)) + "}"),
                    "needed");
            Map<String, @Nullable Object> best = facts(open, "best", "{" + run + "}");
            int wins = first(same);
            int winsAtBest = first(numbers(best, "needed"));
            assertThat(wins).isNotNegative();
            open.find(".predict button:text-is('" + RULES.get(wins) + "')").click();
            open.find(".sentence").waitFor();
            String answer = open.find(".sentence").innerText();
            assertThat(answer).contains("As you predicted",
                    "At the same η = 0.5, " + RULES.get(wins) + " stayed below 1% of the height first, after "
                            + open.shown(same.get(wins)) + " update",
                    "Each at its best, " + RULES.get(winsAtBest) + " at η = "
                            + open.shown(numbers(best, "rates").get(winsAtBest)),
                    "after " + open.shown(numbers(best, "needed").get(winsAtBest)) + " update");
            open.assertQuiet();
        }
    }

    @Test
    void curves_showOneRateForAllBesideEachAtItsBest() {
        try (OpenPage open = LAB.open("/optimizers?guess=skip")) {
            List<Double> rates = numbers(facts(open, "best", "{\"surface\":\"bend\",\"updates\":500}"), "rates");
            Locator curves = open.find(".more .curves");
            for (int k = 0; k < RULES.size(); k++) {
                String rule = RULES.get(k);
                assertThat(curves.nth(0).locator(".run-label").allTextContents()).anyMatch(
                        label -> label.replace(" ✕", "").equals(rule + " 0.1"));
                String own = rule + " " + open.shown(rates.get(k));
                assertThat(curves.nth(1).locator(".run-label").allTextContents()).anyMatch(
                        label -> label.replace(" ✕", "").equals(own));
            }
            String path = open.find(".picture .walked").first().getAttribute("d");
            open.page
                    .getByText("each at its best η",
                            new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            open.page.waitForFunction("path => document.querySelector('.picture .walked').getAttribute('d') !== path",
                    path);
            assertThat(open.hash()).contains("mode=best");
            open.assertQuiet();
        }
    }

    @Test
    void hump_stopsGradientDescent_andAHigherOneHoldsMomentumToo() {
        try (OpenPage open = LAB.open("/optimizers?guess=skip")) {
            Locator ball = open.find(".more .profile figcaption");
            assertThat(ball.innerText()).contains("At a hump of 1, gradient descent stops before it",
                    "momentum with λ = 0.9 clears it");
            type(open, "Height of the hump h", "5");
            open.page.waitForFunction(
                    "() => document.querySelector('.profile figcaption').innerText.includes('held too')");
            assertThat(ball.innerText()).contains("At a hump of 5, gradient descent stops before it");
            type(open, "Height of the hump h", "1");
            open.page.waitForFunction(
                    "() => document.querySelector('.profile figcaption').innerText.includes('clears it')");
            type(open, "Momentum λ", "0.2");
            open.page.waitForFunction(
                    "() => document.querySelector('.profile figcaption').innerText.includes('held too')");
            assertThat(open.hash()).contains("momentum=0.2").doesNotContain("hump");
            open.assertQuiet();
        }
    }

    private static void type(OpenPage open, String label, String value) {
        Locator field = open.page.getByLabel(label,
                new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true));
        field.fill(value);
        field.press("Enter");
    }

    @Test
    void inside_takesTheUpdateApartThatTheTransportShows() {
        try (OpenPage open = LAB.open("/optimizers?guess=skip&t=20")) {
            assertThat(open.find(".worked").textContent()).contains("Inside adagrad, update 20");
            open.page.getByLabel("Look inside").selectOption("adam");
            open.page.waitForFunction(
                    "() => document.querySelector('.worked').textContent.includes('Inside adam, update 20')");
            assertThat(open.find(".more .curves").nth(2).locator(".run-label").allTextContents())
                    .containsExactlyInAnyOrder("adam x", "adam y");
            open.find(".picture .canvas").focus();
            open.page.keyboard().press("ArrowRight");
            open.page.waitForFunction(
                    "() => document.querySelector('.worked').textContent.includes('Inside adam, update 21')");
            List<Double> sums = numbers(facts(open, "inside",
                    "{\"surface\":\"bend\",\"optimizer\":\"adam\",\"lr\":0.1,\"update\":21}"), "sums");
            assertThat(open.find(".worked").innerText()).contains("√Σg²", open.shown(sums.getFirst()));
            open.find("details.why summary").click();
            assertThat(open.find("details.why math").count()).isEqualTo(1);
            open.assertQuiet();
        }
    }

    @Test
    void start_dragged_movesAllPathsAndTheAnswer() {
        try (OpenPage open = LAB.open("/optimizers?guess=skip")) {
            String answer = open.answer();
            List<String> before = paths(open);
            open.drag(open.find(".handle .grip"), 120, 40);
            open.page.waitForFunction("answer => document.querySelector('.sentence').innerText !== answer", answer);
            assertThat(open.hash()).contains("start=");
            assertThat(paths(open)).hasSize(RULES.size()).doesNotContainAnyElementsOf(before);
            open.assertQuiet();
        }
    }

    private static List<String> paths(OpenPage open) {
        return open.find(".picture .walked").all().stream().map(path -> path.getAttribute("d")).toList();
    }
}
