package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A laboratory on a free port, and a client that has its cookie. Registered as an extension it is stopped after a class's
/// tests, and then nothing inside may have failed.
final class TestLab implements AutoCloseable, AfterAllCallback {

    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final Lab lab;
    final String cookie;
    private final HttpClient client = HttpClient.newHttpClient();

    TestLab(Path... files) {
        lab = Lab.start(options(failures, files));
        try {
            HttpResponse<String> entry = client.send(HttpRequest.newBuilder(lab.address(Optional.empty())).build(),
                    BodyHandlers.ofString());
            cookie = entry.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static LabOptions options(List<Throwable> failures, Path... files) {
        return new LabOptions(0, List.of(files), Path.of("target/lab-home"), "./descent-under-test", failures::add);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + lab.port() + path);
    }

    /// @param headers names and values in turn
    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return get(path, BodyHandlers.ofByteArray(), headers);
    }

    <T> HttpResponse<T> get(String path, BodyHandler<T> body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).header("Cookie", cookie);
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), body);
    }

    /// A question whose answer must come, as pages read it.
    Blocks blocks(String question, String body) throws Exception {
        HttpResponse<byte[]> answer = ask(question, body);
        assertThat(answer.statusCode()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        return Blocks.of(answer.body());
    }

    /// @param headers names and values in turn
    HttpResponse<byte[]> ask(String question, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/api/" + question)).header("Cookie", cookie)
                .header("Origin", "http://127.0.0.1:" + lab.port()).header("X-Descent-Lab", "1")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofByteArray());
    }

    /// Sends a request as it stands, and closes.
    ///
    /// @return the status, 0 where the server closed without a word
    int raw(String method, String path, List<String> headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(5_000);
            List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
            lines.addAll(headers);
            lines.add("Connection: close");
            lines.add("Content-Length: " + body.length());
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            // To its end, but a stream of events has none.
            StringBuilder answer = new StringBuilder();
            for (int c = socket.getInputStream().read(); c >= 0 && answer.indexOf("text/event-stream") < 0; c = socket
                    .getInputStream().read()) {
                answer.append((char) c);
            }
            return answer.indexOf("HTTP/1.1 ") == 0 ? Integer.parseInt(answer.substring(9, 12)) : 0;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
        assertThat(failures).isEmpty();
    }

    @Override
    public void close() {
        client.close();
        lab.close();
    }
}
