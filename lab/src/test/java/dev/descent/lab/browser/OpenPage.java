package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.descent.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A page of the laboratory in a browser of its own, and what it complained about.
final class OpenPage implements AutoCloseable {

    private static final String AXE = axe();

    final Page page;
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final BrowserContext context;

    private OpenPage(Lab lab, String hash, int width, int height, ColorScheme scheme) {
        context = Browsers.get().newContext(new Browser.NewContextOptions().setViewportSize(width, height)
                .setColorScheme(scheme).setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = context.newPage();
        String own = "http://127.0.0.1:" + lab.port() + "/";
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(own) && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                elsewhere.add(request.url());
            }
        });
        page.navigate(lab.address(Optional.of(hash)).toString());
        page.locator("html[data-ready]").waitFor();
    }

    /// Opens `/slug?settings` at 1440×900 in light.
    static OpenPage of(Lab lab, String hash) {
        return new OpenPage(lab, hash, 1440, 900, ColorScheme.LIGHT);
    }

    static OpenPage of(Lab lab, String hash, int width, int height, ColorScheme scheme) {
        return new OpenPage(lab, hash, width, height, scheme);
    }

    /// The hash of the address now, `#/slug?settings`.
    String hash() {
        return String.valueOf(page.evaluate("location.hash"));
    }

    Locator find(String selector) {
        return page.locator(selector);
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
        page.evaluate(AXE);
        return (List<?>) page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                + ".then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' '"
                + " + n.failureSummary).join(' | ')))");
    }

    /// Nothing in the console, nothing asked of another machine.
    void assertQuiet() {
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Override
    public void close() {
        context.close();
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
