package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every page of the navigation, in a real browser. A page that is added to `pages.js` is tested here
/// without a line more; `-Ddescent.page=mini-batch` leaves the others out.
class EveryPageTest {

    @RegisterExtension
    static final PageLab LAB = new PageLab();

    static Stream<String> slugs() throws Exception {
        return Pattern.compile("\\{ slug: '([a-z-]+)'")
                .matcher(Files.readString(Path.of("src/main/resources/dev/descent/lab/site/pages.js"))).results()
                .map(match -> match.group(1))
                .filter(slug -> slug.matches(System.getProperty("descent.page", ".*")));
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void page_opens_drawsSavesAndLinksWhatItShows_andComplainsAboutNothing(String slug) throws Exception {
        try (OpenPage open = LAB.open("/" + slug)) {
            assertThat(open.find("h1").innerText()).isNotBlank();
            open.find(".picture svg path").first().waitFor();
            assertThat(open.find("#notices p").count()).isZero();
            assertThat(open.find("nav a[aria-current=page]").getAttribute("data-slug")).isEqualTo(slug);
            assertThat(open.answer()).hasSizeGreaterThan(40).doesNotContain("NaN", "undefined", "null");
            assertThat(open.page.url()).as("the key is gone from the address").doesNotContain("token");
            String svg = Files.readString(saved(open, "SVG"));
            assertThat(svg).startsWith("<svg").contains("./descent lab '#/" + slug).doesNotContain("var(--")
                    .doesNotContainPattern("<path[^>]*fill=\"rgb\\(0, 0, 0\\)\"");
            assertThat(Files.readAllBytes(saved(open, "PNG"))).startsWith(0x89, 'P', 'N', 'G')
                    .hasSizeGreaterThan(10_000);
            assertThat(Files.readString(saved(open, "CSV")).lines().count()).isGreaterThan(2);
            open.page.getByText("Copy link").click();
            open.find(".flash:has-text('on the clipboard')").waitFor();
            String copied = String.valueOf(open.page.evaluate("navigator.clipboard.readText()"));
            assertThat(copied).startsWith("./descent lab '#/" + slug).contains(open.hash());
            assertThat(open.hash()).hasSizeLessThanOrEqualTo(500);
            open.assertQuiet();
            try (OpenPage again = LAB.open(open.hash().substring(1))) {
                assertThat(again.hash()).isEqualTo(open.hash());
                assertThat(again.answer()).isEqualTo(open.answer());
            }
        }
    }

    private static Path saved(OpenPage open, String kind) {
        return open.page.waitForDownload(() -> open.find(".share button:text-is('" + kind + "')").click()).path();
    }

    /// Opened on a phone in the dark, then made larger and lighter: each state is looked at, and the page is read once.
    @ParameterizedTest
    @MethodSource("slugs")
    void page_onAnyScreenInLightAndDark_fitsAndPassesTheAccessibilityCheck(String slug) {
        try (OpenPage open = LAB.open("/" + slug, 390, 768, ColorScheme.DARK)) {
            open.answer();
            for (int width : new int[] {390, 1024}) {
                open.page.setViewportSize(width, 768);
                open.page.waitForFunction("width => innerWidth === width", width);
                assertThat((Integer) open.page.evaluate("document.documentElement.scrollWidth")).as(width + " wide")
                        .isLessThanOrEqualTo(width);
                assertThat(open.find(".picture svg").first().boundingBox().width).isGreaterThan(300);
            }
            open.page.setViewportSize(OpenPage.WIDTH, OpenPage.HEIGHT);
            assertThat(open.violations()).as("dark").isEmpty();
            open.color(ColorScheme.LIGHT);
            assertThat(open.violations()).as("light").isEmpty();
            open.assertQuiet();
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void page_withTheKeyboardAlone_stepsAndProjects(String slug) {
        try (OpenPage open = LAB.open("/" + slug)) {
            // Single keys act only while a chart has the focus.
            open.page.keyboard().press("p");
            assertThat(open.find("html.projection").count()).isZero();
            for (int tabs = 0; tabs < 60 && open.find(".picture .canvas:focus").count() == 0; tabs++) {
                open.page.keyboard().press("Tab");
            }
            assertThat(open.find(".picture .canvas:focus").count()).as("a chart can be reached with Tab").isEqualTo(1);
            open.page.keyboard().press("p");
            assertThat(open.find("html.projection").count()).isEqualTo(1);
            open.page.keyboard().press("p");
            if (open.find(".transport input").count() > 0) {
                open.page.keyboard().press("Home");
                String start = open.find(".counter").innerText();
                open.page.keyboard().press("ArrowRight");
                assertThat(open.find(".counter").innerText()).isNotEqualTo(start);
            }
            open.assertQuiet();
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void link_withWhatNobodyKnows_saysSoAndOpensTheRest(String slug) {
        try (OpenPage open = LAB.open("/" + slug + "?nosuch=1")) {
            assertThat(open.find("#notices").innerText()).contains("nosuch=1");
            open.find(".picture svg path").first().waitFor();
        }
    }
}
