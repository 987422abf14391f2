package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Feature scaling as a person uses it.
class FeatureScalingPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    @Test
    void pictures_haveTheSameUnitOnBothAxes() {
        try (OpenPage open = LAB.open("/scaling?spread=30")) {
            for (int side = 0; side < 2; side++) {
                BoundingBox frame = open.find(".pair .frame").nth(side).boundingBox();
                assertThat(frame.height / frame.width).isBetween(0.83, 0.87);
            }
            assertThat(open.answer()).contains("30 times in spread");
            open.assertQuiet();
        }
    }

    @Test
    void network_isComparedToo_withTheNumbersThatTheLaboratoryAnswers() {
        try (OpenPage open = LAB.open("/scaling?guess=skip")) {
            open.page.waitForFunction("() => document.querySelector('.network-words').innerText.includes('epochs')");
            List<?> losses = (List<?>) open.page.evaluate("""
                    async () => {
                      const { ask } = await import('/site/core/ask.js');
                      const { number } = await import('/site/core/format.js');
                      const answer = await ask('scaling', 'network', { data: 'line' });
                      return answer.trainings.map(one => number(one.loss));
                    }""");
            assertThat(losses).hasSize(6);
            for (Object loss : losses) {
                assertThat(open.find(".network-words").innerText()).contains((String) loss);
            }
            assertThat(open.find(".network-pictures tbody td:nth-child(5)").allInnerTexts()).isEqualTo(losses);
            assertThat(open.find(".network-pictures .contour svg .level").count()).isPositive();
            assertThat(open.find(".network-pictures .rows-drawn").nth(1).locator("circle").count()).isEqualTo(200);
            assertThat(open.violations()).isEmpty();
            open.assertQuiet();
        }
    }

    @Test
    void morph_withKeys_changesKappaAndTheAddress() {
        try (OpenPage open = LAB.open("/scaling?morph=0.5")) {
            String before = open.find(".pair-title").nth(1).innerText();
            assertThat(before).contains("50% standardised");
            open.find("#morph").focus();
            open.page.keyboard().press("End");
            open.page.waitForFunction("before => document.querySelectorAll('.pair-title')[1].innerText !== before",
                    before);
            assertThat(open.find(".pair-title").nth(1).innerText()).startsWith("Standardised: κ = 1.1");
            assertThat(open.hash()).doesNotContain("morph");
            open.assertQuiet();
        }
    }

    @Test
    void start_draggedOnOneSide_movesTheOther() {
        try (OpenPage open = LAB.open("/scaling")) {
            String before = open.find(".handle").first().getAttribute("aria-valuetext");
            open.find(".handle").nth(1).focus();
            open.page.keyboard().press("Shift+ArrowRight");
            open.page.waitForFunction(
                    "before => document.querySelector('.handle').getAttribute('aria-valuetext') !== before",
                    before);
            assertThat(open.hash()).contains("start=");
            open.assertQuiet();
        }
    }

    @Test
    void rateBeyondTheLimit_isAResultWithItsReason() {
        try (OpenPage open = LAB.open("/scaling?share=2.4")) {
            assertThat(open.answer()).contains("overshoots", "2/λ max");
            open.assertQuiet();
        }
    }
}
