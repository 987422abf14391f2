package dev.descent.lab.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.jspecify.annotations.Nullable;

/// The one Chromium that all browser tests of this JVM share. Where there is none, they are skipped and say so.
final class Browsers {

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static @Nullable Browser shared;

    private Browsers() {
    }

    /// The browser, started at the first call.
    static synchronized Browser get() {
        if (shared == null) {
            Optional<Path> program = Stream.concat(Stream.ofNullable(System.getenv("DESCENT_BROWSER")),
                    PLACES.stream()).map(Path::of).filter(Files::isExecutable).findFirst();
            require(program.isPresent(), "no Chromium is installed (looked at " + String.join(", ", PLACES)
                    + "; DESCENT_BROWSER names another)");
            require(Browsers.class.getClassLoader().getResource("driver/linux/node") != null
                    || Browsers.class.getClassLoader().getResource("driver/mac-arm64/node") != null,
                    "Playwright's driver-bundle is not on the class path; -Pbrowser adds it");
            Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            shared = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program.get())
                    .setArgs(List.of("--no-sandbox")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return shared;
    }

    private static void require(boolean there, String missing) {
        if (!there) {
            System.err.println("SKIPPED: pages are not tested in a browser: " + missing);
        }
        Assumptions.assumeTrue(there, missing);
    }
}
