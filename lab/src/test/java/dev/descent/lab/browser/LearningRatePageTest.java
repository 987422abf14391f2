package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Learning rate as a person uses it.
class LearningRatePageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    @Test
    void page_opensWithACreepingAGoodAndAnExplodingRun() {
        try (OpenPage open = LAB.open("/learning-rate")) {
            assertThat(open.find(".picture svg").innerHTML()).contains("too small", "just right", "exploding", "yours");
            assertThat(open.find(".picture .band").count()).isEqualTo(6);
            open.assertQuiet();
        }
    }

    @Test
    void rate_movedByKeys_movesLineParabolaAnswerAndAddress() {
        try (OpenPage open = LAB.open("/learning-rate?guess=skip")) {
            String before = open.answer();
            String steps = open.find(".profile .chord").getAttribute("d");
            open.find(".controls input[type=range]").focus();
            open.page.keyboard().press("ArrowRight");
            open.page.waitForFunction("location.hash.includes('lr=')");
            open.page.waitForFunction("before => document.querySelector('.sentence').innerText !== before", before);
            assertThat(open.find(".profile .chord").getAttribute("d")).isNotEqualTo(steps);
            open.assertQuiet();
        }
    }

    @Test
    void rateBeyondTheLimit_isAResultWithItsReason() {
        try (OpenPage open = LAB.open("/learning-rate?lr=1.2")) {
            assertThat(open.answer()).contains("never closes 99%", "more than 2");
            open.assertQuiet();
        }
    }
}
