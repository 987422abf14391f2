package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.descent.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A page of the laboratory, and what it complained about.
final class OpenPage implements AutoCloseable {

    /// Only what hangs takes so long, also where much else runs beside.
    private static final double HANGS_MILLIS = 120_000;
    static final int WIDTH = 1440;
    static final int HEIGHT = 900;
    private static final String AXE = axe();

    final Page page;
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<String> elsewhere = new CopyOnWriteArrayList<>();
    /// Null where others have it too.
    private final @Nullable BrowserContext own;

    private OpenPage(BrowserContext context, @Nullable BrowserContext own, Lab lab, String hash, int width, int height,
            ColorScheme scheme) {
        this.own = own;
        page = context.newPage();
        page.setDefaultTimeout(HANGS_MILLIS);
        page.setViewportSize(width, height);
        color(scheme);
        String here = "http://127.0.0.1:" + lab.port() + "/";
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(here) && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                elsewhere.add(request.url());
            }
        });
        page.navigate(lab.address(Optional.of(hash)).toString());
        page.locator("html[data-ready]").waitFor();
    }

    /// Opens `/slug?settings` at 1440×900 in light, in a browser of its own.
    static OpenPage of(Lab lab, String hash) {
        BrowserContext context = context();
        return new OpenPage(context, context, lab, hash, WIDTH, HEIGHT, ColorScheme.LIGHT);
    }

    /// Opens it in a browser that others have too: what it has read it need not read again.
    static OpenPage in(BrowserContext context, Lab lab, String hash, int width, int height, ColorScheme scheme) {
        return new OpenPage(context, null, lab, hash, width, height, scheme);
    }

    /// A browser that knows nothing yet.
    static BrowserContext context() {
        return Browsers.get().newContext(new Browser.NewContextOptions()
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    }

    /// What the person prefers from now on; answers when all colours have changed.
    void color(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
    }

    /// The hash of the address now, `#/slug?settings`.
    String hash() {
        return String.valueOf(page.evaluate("location.hash"));
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /// Whether the browser asked for that path.
    boolean loaded(String path) {
        return (Boolean) page.evaluate(
                "path => performance.getEntriesByType('resource').some(one => new URL(one.name).pathname === path)",
                path);
    }

    /// Shows the answer without a prediction.
    String answer() {
        if (find(".predict:not(.done)").count() > 0) {
            page.getByText("just show me").click();
        }
        find(".sentence").waitFor();
        return find(".sentence").innerText();
    }

    /// What axe finds against WCAG 2.2 AA.
    List<?> violations() {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(AXE);
        }
        return (List<?>) page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                + ".then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' '"
                + " + n.failureSummary).join(' | ')))");
    }

    /// Nothing in the console, nothing asked of another machine.
    void assertQuiet() {
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    /// Takes something with the mouse and puts it down elsewhere.
    void drag(Locator grip, double right, double down) {
        grip.scrollIntoViewIfNeeded();
        BoundingBox box = grip.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + right, box.y + box.height / 2 + down);
        page.mouse().up();
    }

    /// A number as pages write it.
    String shown(double value) {
        return String.valueOf(page.evaluate("async v => (await import('/site/core/format.js')).number(v)", value));
    }

    @Override
    public void close() {
        page.close();
        if (own != null) {
            own.close();
        }
    }

    private static String axe() {
        try (InputStream in = OpenPage.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).as("axe.min.js").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
