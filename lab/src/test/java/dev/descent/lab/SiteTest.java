package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.lab.work.Workplace;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What must hold of the pages as files.
class SiteTest {

    private static final Path SITE = Path.of("src/main/resources/dev/descent/lab/site");
    private static final String[] ZIPPED = {"Accept-Encoding", "gzip, deflate, br"};
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

    /// What a browser gets that opens every page, with D3 and uPlot.
    @Test
    void bundle_asItTravels_staysSmall() throws Exception {
        long bytes = 0;
        try (TestLab lab = new TestLab()) {
            for (Path file : files()) {
                String name = SITE.relativize(file).toString().replace('\\', '/');
                bytes += lab.get(name.equals("index.html") ? "/" : "/site/" + name, ZIPPED).body().length;
            }
            for (String more : List.of("/lib/d3", "/lib/uplot", "/theme.css", "/theme.js")) {
                bytes += lab.get(more, ZIPPED).body().length;
            }
        }
        assertThat(bytes).isBetween(100_000L, 300_000L);
    }

    @Test
    void asset_travelsAsTheBrowserTakesIt() throws Exception {
        try (TestLab lab = new TestLab()) {
            for (String path : List.of("/lib/d3", "/site/app.js", "/site/lab.css", "/theme.css")) {
                HttpResponse<byte[]> plain = lab.get(path);
                assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
                HttpResponse<byte[]> packed = lab.get(path, ZIPPED);
                assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
                assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
                assertThat(packed.body().length).isLessThan(plain.body().length);
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                    assertThat(in.readAllBytes()).isEqualTo(plain.body());
                }
                assertThat(lab.get(path, "Accept-Encoding", "br, gzip;q=0, identity").body()).isEqualTo(plain.body());
                for (HttpResponse<byte[]> one : List.of(plain, packed)) {
                    String tag = one.headers().firstValue("ETag").orElseThrow();
                    String encoding = one == packed ? "gzip" : "identity";
                    assertThat(lab.get(path, "Accept-Encoding", encoding, "If-None-Match", tag).statusCode())
                            .isEqualTo(304);
                    assertThat(lab.get(path, "Accept-Encoding", one == packed ? "identity" : "gzip", "If-None-Match",
                            tag).statusCode()).as("what is known is coded otherwise").isEqualTo(200);
                }
            }
        }
    }

    /// The length of what is compressed tells of its content, and a stream would wait.
    @Test
    void answersAndStreams_areNeverCompressed() throws Exception {
        try (TestLab lab = new TestLab()) {
            for (String path : List.of("/", "/api/lab")) {
                assertThat(lab.get(path, ZIPPED).headers().firstValue("Content-Encoding")).as(path).isEmpty();
            }
            HttpResponse<InputStream> stream = lab.get("/api/events", BodyHandlers.ofInputStream(), ZIPPED);
            try (InputStream in = stream.body()) {
                assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
                assertThat(new String(in.readNBytes(3), StandardCharsets.UTF_8)).as("at once").isEqualTo("id:");
            }
            HttpResponse<byte[]> answer = lab.ask("first-steps/ground", "{\"data\":\"line\"}", ZIPPED);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        }
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
