package dev.descent.lab.web;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/// How many connections there may be, and which of them must go first.
///
/// A connection is *proven* once a request with a known cookie came through it. Unproven ones have ten seconds; above
/// the limit the oldest of them is closed for each new one, so a thousand clients that send a byte now and then push
/// each other out and not the person's browser. Proven ones leave room for newcomers: where there is one too many, the
/// cookie with most connections loses that whose last request is the longest ago. A browser holds six or so, and
/// whoever holds hundreds pushes out its own. Nobody who has a key is ever refused.
final class Connections implements Connection.Listener {

    static final int MOST = 256;
    /// A newcomer must have the time to show its cookie while others come by the thousand.
    private static final int MOST_PROVEN = 192;
    private static final long UNPROVEN_NANOS = 10_000_000_000L;

    /// @param connection the open connection
    /// @param cookie     that was shown; null where none was
    /// @param since      when it opened, or when its last request with a cookie began
    private record Held(Connection connection, @Nullable String cookie, long since) {

        boolean proven() {
            return cookie != null;
        }
    }

    /// By port: all clients are on this machine, so that their port names the connection.
    private final Map<Integer, Held> held = new HashMap<>();
    /// A closed connection does not say any more which port it had.
    private final Map<Connection, Integer> ports = new HashMap<>();

    @Override
    public void onOpened(Connection connection) {
        close(opened(connection));
    }

    private synchronized @Nullable Connection opened(Connection connection) {
        int port = port(connection);
        Connection first = held.size() < MOST ? null : takeOut(unproven());
        ports.put(connection, port);
        held.put(port, new Held(connection, null, System.nanoTime()));
        return first;
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        Integer port = ports.remove(connection);
        if (port != null) {
            // The port may have been given to another connection meanwhile.
            held.computeIfPresent(port, (_, one) -> one.connection.equals(connection) ? null : one);
        }
    }

    /// A request with a known cookie came through the connection of that port.
    void prove(int port, String cookie) {
        close(proved(port, cookie));
    }

    private synchronized @Nullable Connection proved(int port, String cookie) {
        Held one = held.computeIfPresent(port, (_, before) -> new Held(before.connection, cookie, System.nanoTime()));
        Map<String, List<Held>> proven = held.values().stream().filter(Held::proven)
                .collect(Collectors.groupingBy(known -> String.valueOf(known.cookie)));
        if (one == null || proven.values().stream().mapToInt(List::size).sum() <= MOST_PROVEN) {
            return null;
        }
        return takeOut(proven.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow());
    }

    /// Closes unproven connections whose time is over; to be called now and then.
    void sweep() {
        over(System.nanoTime() - UNPROVEN_NANOS).forEach(Connections::close);
    }

    private synchronized List<Connection> over(long before) {
        return unproven().stream().filter(one -> one.since - before < 0).map(Held::connection).toList();
    }

    private List<Held> unproven() {
        return held.values().stream().filter(one -> !one.proven()).toList();
    }

    /// The one of these that was used longest ago; it counts no longer.
    private Connection takeOut(Collection<Held> some) {
        long now = System.nanoTime();
        Held first = some.stream().max(Comparator.comparingLong(one -> now - one.since)).orElseThrow();
        held.values().remove(first);
        return first.connection;
    }

    /// Outside the lock: closing one tells [#onClosed], and whoever waits for the lock meanwhile would wait for the
    /// network.
    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            connection.getEndPoint().close();
        }
    }

    private static int port(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getPort()
                : -1;
    }
}
