package dev.descent.cli;

import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The run from which the launcher makes the laboratory's ahead-of-time cache: it opens the first page as a browser
/// would.
final class LabWarmUp {

    /// What the first page asks.
    private static final Map<String, String> QUESTIONS = Map.of("first-steps/ground", "{\"data\":\"line\"}",
            "first-steps/paths", "{\"data\":\"line\",\"lr\":0.1,\"passes\":5,\"seed\":1}",
            "first-steps/worked", "{\"data\":\"line\",\"lr\":0.1,\"update\":1}");

    private LabWarmUp() {
    }

    static void run() {
        try (Lab lab = Lab.start(new LabOptions(0, List.of(), Path.of(".descent"), "descent", _ -> {
        }));
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = lab.address(Optional.empty());
            HttpResponse<byte[]> page = client.send(HttpRequest.newBuilder(address).build(),
                    BodyHandlers.ofByteArray());
            String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            for (String file : List.of("/theme.css", "/theme.js", "/site/lab.css", "/site/app.js", "/lib/d3",
                    "/api/lab")) {
                client.send(HttpRequest.newBuilder(address.resolve(file)).header("Cookie", cookie).build(),
                        BodyHandlers.ofByteArray());
            }
            QUESTIONS.forEach((question, body) -> ask(client, address.resolve("/api/" + question), cookie, body));
        } catch (IOException | UncheckedIOException _) {
            // Then the cache holds what was loaded until now.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(HttpClient client, URI question, String cookie, String body) {
        try {
            client.send(HttpRequest.newBuilder(question).header("Cookie", cookie).header("X-Descent-Lab", "1")
                    .header("Content-Type", "application/json").header("Origin", "http://" + question.getAuthority())
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
