package dev.descent.cli;

import dev.descent.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The run from which the launcher makes the laboratory's ahead-of-time cache: the command starts as a person starts it,
/// and the first page is opened as a browser opens it. What this leaves out is loaded from the jars at every start.
final class LabWarmUp {

    private static final List<String> FILES = List.of("/theme.css", "/theme.js", "/site/lab.css", "/site/app.js",
            "/site/pages/first-steps.js", "/site/icon.svg", "/lib/d3", "/api/lab");

    /// What the first page asks.
    private static final Map<String, String> QUESTIONS = Map.of("first-steps/ground", "{\"data\":\"line\"}",
            "first-steps/paths", "{\"data\":\"line\",\"lr\":0.1,\"passes\":5,\"seed\":1}",
            "first-steps/worked", "{\"data\":\"line\",\"lr\":0.1,\"update\":1}");

    private LabWarmUp() {
    }

    /// @param folder for what the laboratory keeps
    static void run(Path folder) throws IOException {
        PipedInputStream said = new PipedInputStream();
        PrintStream out = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
        Thread command = Thread.ofPlatform().start(() -> {
            try (out) {
                WarmUp.program(out).run("lab", "--port", "0", "--no-open", "--json", "--runs-dir", folder.toString());
            }
        });
        try {
            String line = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8)).readLine();
            if (line != null) {
                open(URI.create(Json.string(Json.parseObject(line, "lab").get("address"), "address")));
            }
            command.interrupt();
            command.join();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void open(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> page = client.send(HttpRequest.newBuilder(address).build(),
                    BodyHandlers.ofByteArray());
            String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            for (String file : FILES) {
                client.send(HttpRequest.newBuilder(address.resolve(file)).header("Cookie", cookie)
                        .header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            }
            QUESTIONS.forEach((question, body) -> ask(client, address.resolve("/api/" + question), cookie, body));
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
