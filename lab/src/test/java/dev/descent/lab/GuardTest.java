package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.lab.web.Guard;
import dev.descent.lab.web.Route;
import dev.descent.lab.work.Workplace;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tries every route that is declared with everything that must not get through. A route whose guard lets it through
/// fails here by its name.
class GuardTest {

    private static final TestLab LAB = new TestLab();
    private static final List<Route> ROUTES = declared();
    private static final List<String> BAD_HOSTS = List.of("evil.example", "evil.example:PORT", "127.0.0.1", "localhost",
            "127.0.0.1:1", "127.0.0.2:PORT", "127.0.0.1.evil.example:PORT", "localhost.evil.example:PORT",
            "evil.example#127.0.0.1:PORT", "0.0.0.0:PORT", "[::]:PORT", "2130706433:PORT", "0x7f000001:PORT",
            "127.1:PORT", "localhost.:PORT", "user@127.0.0.1:PORT", "127.0.0.1:PORT@evil.example",
            "127.0.0.1:PORT.evil.example", "[::ffff:127.0.0.1]:PORT", "127.0.0.1:0PORT", "");

    private static List<Route> declared() {
        LabOptions options = TestLab.options(new ArrayList<>());
        try (Workplace work = Workplace.of(options)) {
            return Routes.all(options, DataShelf.of(List.of(), options.home()), work);
        }
    }

    @BeforeAll
    static void start() {
        assertThat(LAB.lab.port()).isPositive();
    }

    @AfterAll
    static void stop() {
        LAB.close();
    }

    static Stream<Route> routes() {
        return ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_withoutOrWithAWrongKey_isRefused(Route route) throws Exception {
        assertThat(send(route, without("Cookie"))).as("no key").isEqualTo(401);
        assertThat(send(route, with("Cookie", "descent-" + LAB.lab.port() + "=AAAAAAAAAAAAAAAAAAAAAA")))
                .as("wrong cookie").isEqualTo(401);
        assertThat(send(route, with("Cookie", LAB.cookie.replace("=", "x=")))).as("another port's cookie")
                .isEqualTo(401);
        assertThat(LAB.raw(route.method().name(), path(route) + "?token=AAAAAAAAAAAAAAAAAAAAAA", without("Cookie"),
                "{}")).as("wrong token").isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_fromAnotherOrigin_isRefused(Route route) throws Exception {
        for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:" + LAB.lab.port(),
                "http://127.0.0.1:1", "http://127.0.0.1:" + LAB.lab.port() + ".evil.example")) {
            assertThat(send(route, with("Origin", origin))).as(origin).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_underAnotherHost_isRefused(Route route) throws Exception {
        for (String host : BAD_HOSTS) {
            String name = host.replace("PORT", String.valueOf(LAB.lab.port()));
            // Jetty itself refuses what is no host name at all.
            assertThat(send(route, with("Host", name))).as(name).isIn(421, 400);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_sentByAForm_isRefused(Route route) throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                "text/plain")) {
            assertThat(LAB.raw("POST", path(route), with("Content-Type", type), "a=1")).as(type)
                    .isIn(403, 404, 405, 415);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_withEverythingRight_isAnswered(Route route) throws Exception {
        // Commands say that they were asked nothing; a file and a library that do not exist are not found.
        boolean file = route.guard() == Guard.UPLOAD;
        List<String> right = file ? with("Content-Type", "application/octet-stream") : headers();
        assertThat(send(route, right)).isIn(200, 400, 404);
        if (file) {
            assertThat(send(route, headers())).as("a file that says it is JSON").isEqualTo(415);
        }
        if (file || route.guard() == Guard.COMMAND) {
            for (String needed : List.of("X-Descent-Lab", "Origin")) {
                assertThat(send(route, right.stream().filter(header -> !header.startsWith(needed)).toList()))
                        .as("without " + needed).isEqualTo(403);
            }
        }
    }

    @Test
    void routes_thatAreNotGet_areCommands() {
        assertThat(ROUTES).allMatch(route -> route.method().equals(HandlerType.GET) || route.guard() == Guard.COMMAND
                || route.guard() == Guard.UPLOAD)
                .filteredOn(route -> route.guard() == Guard.ENTRY).hasSize(1);
    }

    @Test
    void whatIsNotDeclared_isNotThere() throws Exception {
        for (String path : List.of("/api", "/site", "/site/../index.html", "/site/%2e%2e/index.html",
                "/site/..%2f..%2fLab.class", "/site/core/../app.js", "/site/index.html", "/lib/../theme.css",
                "/lib/d3%2f..%2fd3", "/META-INF/MANIFEST.MF", "/.descent/runs", "//site/app.js")) {
            assertThat(LAB.raw("GET", path, headers(), "")).as(path).isIn(400, 404);
        }
    }

    @Test
    void answers_carryThePolicyThatForbidsEverythingFromElsewhere() throws Exception {
        var headers = LAB.get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'",
                "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void opening_eachTime_getsACookieThatScriptsAndOtherSitesNeverSee() throws Exception {
        java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(LAB.lab.address(java.util.Optional.empty())).build();
        String first = client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()).headers()
                .firstValue("Set-Cookie").orElseThrow();
        String second = client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()).headers()
                .firstValue("Set-Cookie").orElseThrow();
        client.close();
        assertThat(first).contains("HttpOnly", "SameSite=Strict").isNotEqualTo(second);
    }

    @Test
    void codeForABrowser_opensOnce() throws Exception {
        String path = LAB.lab.opening(java.util.Optional.of("/first-steps")).getRawQuery();
        List<String> stranger = without("Cookie");
        assertThat(LAB.raw("GET", "/?" + path, stranger, "")).isEqualTo(200);
        assertThat(LAB.raw("GET", "/?" + path, stranger, "")).isEqualTo(401);
    }

    private static int send(Route route, List<String> headers) throws Exception {
        return LAB.raw(route.method().name(), path(route), headers, route.method().equals(HandlerType.GET) ? "" : "{}");
    }

    private static String path(Route route) {
        return route.path().replace("<file>", "app.js").replace("{name}", "d3").replace("{id}", "adam-1");
    }

    private static List<String> headers() {
        String own = "127.0.0.1:" + LAB.lab.port();
        return List.of("Host: " + own, "Cookie: " + LAB.cookie, "Origin: http://" + own,
                "Content-Type: application/json", "X-Descent-Lab: 1");
    }

    private static List<String> without(String name) {
        return headers().stream().filter(header -> !header.startsWith(name + ":")).toList();
    }

    private static List<String> with(String name, String value) {
        List<String> changed = new ArrayList<>(without(name));
        changed.add(name + ": " + value);
        return changed;
    }
}
