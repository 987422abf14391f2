package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jspecify.annotations.Nullable;

/// A laboratory for the tests of a class, whose pages are opened in Chromium: one after the other in one browser, as a
/// person does who reads page after page. At the end nothing inside may have failed.
final class PageLab implements BeforeAllCallback, AfterAllCallback {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private @Nullable Lab lab;
    private @Nullable BrowserContext browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = OpenPage.context();
        lab = Lab.start(new LabOptions(0, List.of(), Path.of("target/lab-home"), "./descent", failures::add));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (lab != null) {
            lab.close();
        }
        assertThat(failures).isEmpty();
    }

    /// Opens `/slug?settings` at 1440×900 in light.
    OpenPage open(String hash) {
        return open(hash, OpenPage.WIDTH, OpenPage.HEIGHT, ColorScheme.LIGHT);
    }

    OpenPage open(String hash, int width, int height, ColorScheme scheme) {
        return OpenPage.in(Objects.requireNonNull(browser), Objects.requireNonNull(lab), hash, width, height, scheme);
    }
}
