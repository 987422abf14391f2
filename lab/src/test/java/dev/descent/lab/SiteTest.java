package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.lab.work.Workplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What must hold of the pages as files.
class SiteTest {

    private static final Path SITE = Path.of("src/main/resources/dev/descent/lab/site");
    private static final List<String> NAMESPACES = List.of("http://www.w3.org/2000/svg",
            "http://www.w3.org/1998/Math/MathML");

    @Test
    void pages_askNothingOfTheNetwork() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            for (String space : NAMESPACES) {
                text = text.replace(space, "");
            }
            assertThat(text).as(file.toString()).doesNotContain("http://", "https://", "//cdn");
        }
    }

    @Test
    void pages_haveNoInlineScriptOrStyleAndNoMarkupFromText() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            if (file.toString().endsWith(".html")) {
                assertThat(text).as(file.toString()).doesNotContain("<style", " style=")
                        .doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern(" on[a-z]+=");
            } else if (file.toString().endsWith(".js")) {
                assertThat(text).as(file.toString()).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML",
                        "document.write", "eval(", "new Function").startsWith("// @ts-check");
            }
        }
    }

    @Test
    void everyPageThatAsks_isInTheNavigation() throws Exception {
        String pages = Files.readString(SITE.resolve("pages.js"));
        LabOptions options = TestLab.options(new ArrayList<>());
        try (Workplace work = Workplace.of(options)) {
            Routes.pages(DataShelf.of(List.of(), options.home()), work).forEach(page -> {
                assertThat(pages).contains("slug: '" + page.slug() + "'");
                assertThat(SITE.resolve("pages/" + page.slug() + ".js")).exists();
            });
        }
    }

    /// With all pages and D3; they are sent as they stand, because compressing takes longer than this machine's own
    /// network.
    @Test
    void bundle_compressed_staysSmall() throws Exception {
        long bytes = 0;
        for (Path file : files()) {
            bytes += compressed(Files.readAllBytes(file));
        }
        try (TestLab lab = new TestLab()) {
            bytes += compressed(lab.get("/lib/d3").body());
        }
        assertThat(bytes).isBetween(100_000L, 300_000L);
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }

    @Test
    void names_canAllBeServed() throws Exception {
        Pattern served = Pattern.compile("(?:[a-z0-9-]+/){0,2}[a-z0-9-]+\\.(js|css|svg|woff2)|index\\.html");
        assertThat(files()).allMatch(file -> served.matcher(SITE.relativize(file).toString().replace('\\', '/'))
                .matches());
    }

    private static List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(SITE)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
