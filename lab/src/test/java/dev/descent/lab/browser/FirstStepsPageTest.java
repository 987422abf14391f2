package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// First steps as a person uses it.
class FirstStepsPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    @Test
    void answer_holdsTheNumbersThatTheServerGave() {
        try (OpenPage open = LAB.open("/first-steps?lr=0.05")) {
            // A new seed's answer is caught on its way.
            Response paths = open.page.waitForResponse(response -> response.url().endsWith("/paths"),
                    () -> open.page.getByText("Random start").click());
            String head = new String(paths.body(), java.nio.charset.StandardCharsets.UTF_8);
            open.answer();
            open.page.waitForFunction("number => document.querySelector('.sentence').innerText.includes(number)",
                    open.shown(number(head, "startLoss")));
            String answer = open.answer();
            assertThat(answer).contains(open.shown(number(head, "startLoss"))).contains(
                    open.shown(number(head, "gdOnePass"))).contains(open.shown(number(head, "sgdOnePass")));
            open.assertQuiet();
        }
    }

    @Test
    void start_draggedByHandAndByKeys_movesThePathsAndTheAddress() {
        try (OpenPage open = LAB.open("/first-steps")) {
            open.drag(open.find(".handle .grip"), 200, 100);
            open.page.waitForFunction("() => location.hash.includes('start=')");
            String dragged = open.hash();
            open.find(".handle").focus();
            open.page.keyboard().press("ArrowLeft");
            open.page.waitForFunction("hash => location.hash !== hash", dragged);
            assertThat(open.find(".handle").getAttribute("aria-valuetext")).contains("w₁");
            assertThat(open.page.evaluate("document.activeElement.getAttribute('data-keep')")).isEqualTo("start");
            open.assertQuiet();
        }
    }

    @Test
    void rateThatExplodes_isAResultWithItsReason() {
        try (OpenPage open = LAB.open("/first-steps?lr=5")) {
            assertThat(open.answer()).contains("diverged", "2/λ max");
            assertThat(open.find(".picture .lost").count()).isPositive();
            open.assertQuiet();
        }
    }

    @Test
    void stepByStep_showsTheUpdateInNumbers() {
        try (OpenPage open = LAB.open("/first-steps?show=gd&t=0")) {
            assertThat(open.find(".worked").innerText()).contains("θ¹", "∇L(θ⁰)", "0.1·");
            open.find(".picture .canvas").focus();
            open.page.getByText("One update", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            open.page.waitForFunction("() => document.querySelector('.worked').innerText.includes('θ²')");
            assertThat(open.find(".counter").innerText()).contains("update 1 of 5");
            open.assertQuiet();
        }
    }

    @Test
    void stoppedLaboratory_isToldAndThePageStays() {
        Lab own = Lab.start(new LabOptions(0, List.of(), Path.of("target/lab-home"), "./descent", _ -> {
        }));
        try (OpenPage open = OpenPage.of(own, "/first-steps")) {
            own.close();
            open.page.getByText("Random start").click();
            open.page.waitForFunction("() => document.querySelector('#notices').innerText.includes('Start it again')");
            assertThat(open.find(".picture svg path").count()).isPositive();
        }
    }

    private static double number(String head, String name) {
        return Double.parseDouble(head.replaceFirst("(?s).*\"" + name + "\":([-0-9.eE]+).*", "$1"));
    }
}
