package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optim.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Your equation as a person uses it.
class YourEquationPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    @Test
    void rule_asItIsTyped_isTypesetListedAndRaced() {
        try (OpenPage open = LAB.open("/your-equation")) {
            open.answer();
            String before = open.find(".sentence").innerText();
            open.find(".equation textarea").first().fill("v <- 0.8*v + g\ntheta <- theta - eta*v");
            open.page.waitForFunction("() => document.querySelector('.listing').innerText.includes('0.8·v')");
            open.page.waitForFunction("before => document.querySelector('.sentence').innerText !== before", before);
            assertThat(open.find(".typeset math").textContent()).contains("θ", "η", "v", "0.8");
            assertThat(open.find(".picture .run-label").allTextContents()).contains("yours", "sgd", "momentum", "adam");
            assertThat(open.answer()).contains("On the surface your rule ended ", " of 4 after 300 updates",
                    "On the network your rule ended ");
            assertThat(open.hash()).contains("rule=");
            open.assertQuiet();
        }
    }

    @Test
    void mistake_whileTyping_isShownWithItsPlaceAndGoesAway() {
        try (OpenPage open = LAB.open("/your-equation")) {
            open.answer();
            String before = open.find(".sentence").innerText();
            open.find(".equation textarea").first().fill("m <- g\ntheta <- theta - eta*(m");
            open.find(".wrong:not([hidden])").waitFor();
            assertThat(open.find(".wrong:not([hidden])").innerText()).contains("line 2, column", "^");
            assertThat(open.find(".equation textarea").first().getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(open.find(".sentence").innerText()).as("the last good race stays").isEqualTo(before);
            open.find(".equation textarea").first().fill("m <- g\ntheta <- theta - eta*m");
            open.page.waitForFunction("() => !document.querySelector('.wrong:not([hidden])')");
            open.assertQuiet();
        }
    }

    @Test
    void surface_typedAsAFormula_isDrawnWithItsNames() {
        try (OpenPage open = LAB.open("/your-equation")) {
            open.answer();
            open.find(".equation textarea").nth(1).fill("(a - 1)^2 + 3*b^2");
            open.page.waitForFunction(
                    "() => document.querySelector('.picture .axis-name').textContent === 'a'");
            assertThat(open.find(".picture .axis-name").allTextContents()).containsExactly("a", "b");
            open.assertQuiet();
        }
    }

    @Test
    void race_againstTheWholeCatalogue_ranksAllAndDrawsAFew() {
        // Yours beside the catalogue.
        int racing = 1 + Optimizers.all().size();
        try (OpenPage open = LAB.open("/your-equation?updates=50&data=rooms")) {
            open.answer();
            open.page.getByText("the whole catalogue").click();
            open.page.waitForFunction("racing => document.querySelectorAll('.table-block tbody tr').length === racing",
                    racing);
            assertThat(open.find(".table-block tr.chosen").innerText()).startsWith("yours");
            assertThat(open.find(".picture .run-label").count()).isEqualTo(6);
            assertThat(open.answer()).contains(" of " + racing + " after 50 updates");
            assertThat(open.find(".more figcaption").allInnerTexts()).anyMatch(words -> words.contains("of rooms"));
            assertThat(open.hash()).contains("against=all");
            open.assertQuiet();
        }
    }
}
