package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.lab.web.Allowance;
import dev.descent.lab.web.Refusal;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a client can take from the laboratory: little.
class LimitsTest {

    @Test
    void largeHeadersAndBodies_areRefused() throws Exception {
        try (TestLab lab = new TestLab()) {
            String own = "127.0.0.1:" + lab.lab.port();
            assertThat(lab.raw("GET", "/", List.of("Host: " + own, "X-Large: " + "x".repeat(20_000)), ""))
                    .isEqualTo(431);
            assertThat(lab.ask("first-steps/ground", "{\"data\":\"" + "x".repeat(1 << 20) + "\"}").statusCode())
                    .isEqualTo(413);
            assertThat(lab.ask("first-steps/ground", "{\"data\":\"" + "x".repeat(5_000) + "\"}").statusCode())
                    .isEqualTo(400);
            assertThat(lab.failures).isEmpty();
        }
    }

    @Test
    void clientsThatOnlyHoldConnections_pushEachOtherOutAndNotThePerson() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (TestLab lab = new TestLab()) {
            for (int i = 0; i < 600; i++) {
                Socket socket = new Socket("127.0.0.1", lab.lab.port());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            long begin = System.nanoTime();
            assertThat(lab.get("/api/lab").statusCode()).isEqualTo(200);
            assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void connectionsWithAKey_byTheHundred_pushOutTheirOwnAndNotThePersons() throws Exception {
        List<Socket> many = new ArrayList<>();
        try (TestLab lab = new TestLab(); KeptConnection entry = new KeptConnection(lab.lab.port(), "")) {
            String other = entry.get("/?" + lab.lab.address(Optional.empty()).getQuery()).cookie();
            Socket stream = listening(lab.lab.port(), lab.cookie);
            many.add(stream);
            for (int i = 0; i < 400; i++) {
                many.add(listening(lab.lab.port(), other));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(lab.get("/api/lab").statusCode()).isEqualTo(200);
                try (KeptConnection fresh = new KeptConnection(lab.lab.port(), lab.cookie)) {
                    assertThat(fresh.get("/api/lab").status()).as("a new connection").isEqualTo(200);
                }
            }
            assertThat(open(stream)).as("the person's stream").isTrue();
            assertThat(many.stream().filter(LimitsTest::open).count()).isBetween(100L, 192L);
            assertThat(lab.failures).isEmpty();
        } finally {
            for (Socket socket : many) {
                socket.close();
            }
        }
    }

    /// A stream of events that has begun.
    private static Socket listening(int port, String cookie) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nCookie: " + cookie
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("event: again") < 0) {
            int c = socket.getInputStream().read();
            assertThat(c).as("answered so far: " + answer).isNotNegative();
            answer.append((char) c);
        }
        return socket;
    }

    /// Whether the server still holds it.
    private static boolean open(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                // What it had said before.
            }
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// More than are counted at once: whoever was answered and went must be forgotten.
    @Test
    void strangersOneAfterAnother_areEachRefusedAndForgotten() throws Exception {
        try (TestLab lab = new TestLab()) {
            List<String> headers = List.of("Host: 127.0.0.1:" + lab.lab.port());
            for (int i = 0; i < 600; i++) {
                assertThat(lab.raw("GET", "/api/lab", headers, "")).as("connection " + i).isEqualTo(401);
            }
            assertThat(lab.get("/api/lab").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void allowance_usedUp_saysWhenThereIsMore() {
        AtomicLong clock = new AtomicLong();
        Allowance allowance = new Allowance(2, 60_000_000_000L, clock::get);
        allowance.use("formulas");
        clock.addAndGet(10_000_000_000L);
        allowance.use("formulas");
        assertThatThrownBy(() -> allowance.use("formulas")).isInstanceOf(Refusal.class)
                .hasMessageContaining("50 seconds");
        clock.addAndGet(50_000_000_000L);
        allowance.use("formulas");
    }
}
