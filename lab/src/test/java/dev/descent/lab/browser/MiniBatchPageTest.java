package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Mini-batches as a person uses it.
class MiniBatchPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    /// Where each line first is at the target, from left to right.
    private static final String FIRST_AT_TARGET = """
            [...document.querySelectorAll('.picture .walked')].map(path => {
              const target = Number(document.querySelector('.picture .reference').getAttribute('y1'));
              const points = path.getAttribute('d').slice(1).split('L').map(point => point.split(',').map(Number));
              return points.find(point => point[1] >= target)?.[0] ?? Infinity;
            })""";

    @Test
    void switchFromUpdatesToSeconds_turnsTheOrderOfTheLines() {
        try (OpenPage open = LAB.open("/mini-batch?lr=0.02")) {
            List<Double> updates = places(open);
            open.page.getByText("seconds, measured here").first().click();
            open.page
                    .waitForFunction(
                            "() => document.querySelector('.picture .curves').textContent.includes('microseconds')");
            List<Double> seconds = places(open);
            // At one rate all need about as many updates; the clock puts all rows last, and far behind.
            assertThat(updates.get(3) - updates.get(1)).isBetween(-30.0, 30.0);
            assertThat(seconds.get(3) - seconds.get(1)).isGreaterThan(100);
            assertThat(open.hash()).contains("by=seconds");
            open.assertQuiet();
        }
    }

    private static List<Double> places(OpenPage open) {
        return ((List<?>) open.page.evaluate(FIRST_AT_TARGET)).stream().map(place -> ((Number) place).doubleValue())
                .toList();
    }

    @Test
    void seconds_standBesideTheAnswerAndNotInIt() {
        try (OpenPage open = LAB.open("/mini-batch?guess=between")) {
            String answer = open.answer();
            assertThat(answer)
                    .contains("As you predicted", "Equal epochs (20)", "Equal updates (200)", "η tuned for each")
                    .doesNotContain("µs");
            assertThat(open.find(".answer .worked").last().innerText()).contains("µs an update", "Equal seconds",
                    "worse");
            open.page.waitForResponse(response -> response.url().endsWith("/time"),
                    () -> open.page.getByText("Measure again").click());
            assertThat(open.answer()).isEqualTo(answer);
            assertThat(open.hash()).isEqualTo("#/mini-batch?guess=between");
            open.assertQuiet();
        }
    }

    @Test
    void strip_showsTheRowsOfTheNextUpdate_andFileOrderWhereNothingIsShuffled() {
        try (OpenPage open = LAB.open("/mini-batch?shuffle=off")) {
            assertThat(open.find(".order figcaption").innerText())
                    .startsWith("Update 1 looks at batch 1 of epoch 1: rows 1, 2, 3,");
            open.find(".picture .canvas").focus();
            open.page.keyboard().press("ArrowRight");
            open.page.waitForFunction(
                    "() => document.querySelector('.order figcaption').innerText.startsWith('Update 2')");
            assertThat(open.find(".order figcaption").innerText()).contains("batch 2 of epoch 1: rows 11, 12, 13,");
            open.page.getByText("in each epoch").click();
            open.page.waitForFunction(
                    "() => !document.querySelector('.order figcaption').innerText.includes('rows 11, 12')");
            assertThat(open.hash()).isEqualTo("#/mini-batch?t=1");
            open.assertQuiet();
        }
    }

    @Test
    void start_dragged_movesFanStepsAndAnswer() {
        try (OpenPage open = LAB.open("/mini-batch?guess=skip")) {
            String rays = open.find(".rays path").first().getAttribute("d");
            String answer = open.answer();
            open.drag(open.find(".handle[tabindex] .grip"), 55, 65);
            open.page.waitForFunction("rays => document.querySelector('.rays path').getAttribute('d') !== rays", rays);
            open.page.waitForFunction("answer => document.querySelector('.sentence').innerText !== answer", answer);
            assertThat(open.hash()).contains("start=");
            open.assertQuiet();
        }
    }

    @Test
    void sizeThatDiverges_isAResultWithItsReason() {
        try (OpenPage open = LAB.open("/mini-batch?lr=0.7&shuffle=off")) {
            assertThat(open.answer()).contains("batch 1 diverged: single rows bend more");
            assertThat(open.find(".picture .lost").count()).isEqualTo(1);
            open.assertQuiet();
        }
    }
}
