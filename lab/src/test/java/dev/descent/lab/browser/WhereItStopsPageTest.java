package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where it stops as a person uses it.
class WhereItStopsPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    @Test
    void answer_saysWhatThePlaceIsAndWhichShareReachesTheLowest() {
        try (OpenPage open = LAB.open("/limits?surface=saddle")) {
            assertThat(open.answer()).contains("a saddle", "smallest curvature there is −2");
            assertThat(open.find(".picture .basins path").count()).isGreaterThan(2);
            List<String> titles = open.find(".panel-title").allTextContents();
            assertThat(titles).hasSize(2).allSatisfy(title -> assertThat(open.answer())
                    .contains(title.replaceFirst(".*: ([^ ]+%) .*", "$1")));
            open.assertQuiet();
        }
    }

    @Test
    void start_draggedInEitherMap_movesBothPaths() {
        try (OpenPage open = LAB.open("/limits")) {
            for (int panel = 0; panel < 2; panel++) {
                Locator grip = open.find(".handle .grip").nth(panel);
                double before = grip.boundingBox().y;
                open.drag(grip, -65, 20);
                // Both follow once the walks from there have come.
                open.page.waitForFunction("""
                        before => {
                          const [left, right] = [...document.querySelectorAll('.handle .grip')].map(
                              grip => grip.getBoundingClientRect().y);
                          return left === right && left > before + 10;
                        }""", before);
            }
            open.find(".handle[tabindex]").focus();
            String dragged = open.hash();
            open.page.keyboard().press("ArrowUp");
            open.page.waitForFunction("hash => location.hash !== hash", dragged);
            open.assertQuiet();
        }
    }
}
