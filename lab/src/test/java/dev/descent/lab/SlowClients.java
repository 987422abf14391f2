package dev.descent.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Measures what a person notices while 1,000 connections move a byte a second: a third never ends its headers, a third
/// never ends the body of a command, a third reads the stream of events. The last two hold a key. Whoever is closed
/// comes again a second later. Beside them one client asks for pages, files and computations 500 times, on a
/// connection that it keeps for ten requests.
///
/// Not a test, for a clock decides: `docs/lab.md` says how it is run, and what it said.
public final class SlowClients {

    private static final int COUNT = 1_000;
    private static final int ASKS = 500;
    private static final int KEPT_FOR = 10;
    private static final long BETWEEN_MILLIS = 50;
    private static final String GROUND = "{\"data\":\"line\"}";
    private static final String PATHS = "{\"data\":\"line\",\"lr\":0.1,\"passes\":12,\"seed\":1}";

    private final int port;
    private final String cookie;
    private final String host;

    private SlowClients(int port, String cookie) {
        this.port = port;
        this.cookie = cookie;
        host = "Host: 127.0.0.1:" + port + "\r\n";
    }

    /// @param arguments the address that `descent lab` printed
    public static void main(String[] arguments) throws Exception {
        URI address = URI.create(arguments[0]);
        String entry = "/?" + address.getQuery();
        SlowClients slow = new SlowClients(address.getPort(), cookie(address.getPort(), entry));
        Person person = new Person(address.getPort(), cookie(address.getPort(), entry));
        person.ask(ASKS, 0);
        System.out.println("alone:             " + person.ask(ASKS, BETWEEN_MILLIS));
        Crowd crowd = slow.new Crowd();
        Thread thread = Thread.ofPlatform().daemon().start(crowd);
        Thread.sleep(2_000);
        System.out.println("beside " + COUNT + " slow:  " + person.ask(ASKS, BETWEEN_MILLIS));
        thread.interrupt();
        thread.join();
        System.out.println("slow ones:         " + crowd);
    }

    private static String cookie(int port, String entry) throws IOException {
        try (KeptConnection connection = new KeptConnection(port, "")) {
            return connection.get(entry).cookie();
        }
    }

    /// A client that behaves.
    private static final class Person {
        private final int port;
        private final String cookie;
        private @Nullable KeptConnection connection;
        private int sent;

        Person(int port, String cookie) {
            this.port = port;
            this.cookie = cookie;
        }

        /// Asks so often.
        ///
        /// @return how long it waited, in words
        String ask(int count, long between) throws Exception {
            double[] millis = new double[count];
            int refused = 0;
            int again = 0;
            for (int k = 0; k < count; k++) {
                Thread.sleep(between);
                long begin = System.nanoTime();
                int status = 0;
                for (int attempt = 0; attempt < 3 && status == 0; attempt++) {
                    try {
                        status = once(k).status();
                    } catch (IOException _) {
                        // A browser takes another connection, too.
                        again++;
                        leave();
                    }
                }
                millis[k] = (System.nanoTime() - begin) * 1e-6;
                refused += status == 200 ? 0 : 1;
            }
            leave();
            Arrays.sort(millis);
            return String.format(Locale.ROOT, "median %.1f ms, p95 %.1f, p99 %.1f, longest %.1f; %d of %d refused, "
                    + "%d sent again", millis[count / 2], millis[count * 95 / 100], millis[count * 99 / 100],
                    millis[count - 1], refused, count, again);
        }

        private KeptConnection.Answered once(int k) throws IOException {
            if (connection == null || sent == KEPT_FOR) {
                leave();
                connection = new KeptConnection(port, cookie);
            }
            sent++;
            return switch (k % 6) {
                case 0 -> connection.get("/");
                case 1 -> connection.get("/lib/d3");
                case 2 -> connection.get("/site/app.js");
                case 3 -> connection.ask("first-steps/ground", GROUND);
                case 4 -> connection.ask("first-steps/paths", PATHS);
                default -> connection.ask("your-data/state", "{}");
            };
        }

        private void leave() throws IOException {
            if (connection != null) {
                connection.close();
            }
            connection = null;
            sent = 0;
        }
    }

    /// All slow clients, each of which has its turn once a second.
    private final class Crowd implements Runnable {
        private final List<Slow> all = new ArrayList<>();
        private int closed;

        Crowd() {
            for (int k = 0; k < COUNT; k++) {
                all.add(new Slow(k % 3));
            }
        }

        @Override
        public void run() {
            long begin = System.nanoTime();
            for (long k = 0;; k++) {
                try {
                    Thread.sleep(Math.max(0, (begin + k * 1_000_000_000L / COUNT - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException _) {
                    return;
                }
                Slow slow = all.get((int) (k % COUNT));
                if (!slow.turn()) {
                    closed++;
                }
            }
        }

        @Override
        public String toString() {
            return all.stream().filter(slow -> slow.channel != null).count() + " of " + COUNT
                    + " connected at the end, closed or answered " + closed + " times";
        }
    }

    /// One connection that moves a byte with each turn.
    private final class Slow {
        private final int kind;
        private @Nullable SocketChannel channel;
        private boolean said;

        Slow(int kind) {
            this.kind = kind;
        }

        /// @return false where the server closed it
        boolean turn() {
            try {
                SocketChannel now = channel;
                if (now == null) {
                    said = false;
                    now = SocketChannel.open();
                    channel = now;
                    now.configureBlocking(false);
                    now.setOption(StandardSocketOptions.SO_RCVBUF, 1024);
                    now.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                }
                if (!now.finishConnect()) {
                    return true;
                }
                if (!said) {
                    said = true;
                    now.write(bytes(begin()));
                    return true;
                }
                if (kind != 2) {
                    now.write(bytes("1"));
                }
                int got = now.read(ByteBuffer.allocate(1));
                if (got < 0 || got > 0 && kind != 2) {
                    throw new IOException("the server has done with it");
                }
                return true;
            } catch (IOException _) {
                try {
                    if (channel != null) {
                        channel.close();
                    }
                } catch (IOException _) {
                    // It is gone in any case.
                }
                channel = null;
                return false;
            }
        }

        private String begin() {
            return switch (kind) {
                case 0 -> "GET / HTTP/1.1\r\n" + host + "X-Slow: ";
                case 1 -> "POST /api/first-steps/ground HTTP/1.1\r\n" + host + "Origin: http://127.0.0.1:" + port
                        + "\r\nX-Descent-Lab: 1\r\nContent-Type: application/json\r\nCookie: " + cookie
                        + "\r\nContent-Length: 1000\r\n\r\n";
                default -> "GET /api/events HTTP/1.1\r\n" + host + "Cookie: " + cookie + "\r\n\r\n";
            };
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
