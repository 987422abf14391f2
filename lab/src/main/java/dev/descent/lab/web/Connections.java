package dev.descent.lab.web;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/// How many browsers may be connected, and which of them must go first.
///
/// A connection is *proven* once a request with a cookie came through it. Unproven ones have ten seconds; above the limit
/// the oldest of them is closed for each new one, so a thousand clients that send a byte now and then push each other
/// out and not the person's browser. Where all are proven, a new one gets 503.
final class Connections implements Connection.Listener {

    static final int MOST = 256;
    private static final long UNPROVEN_NANOS = 10_000_000_000L;

    /// @param connection the open connection
    /// @param opened     when
    private record Held(Connection connection, long opened) {
    }

    private final Map<Integer, Held> unproven = new ConcurrentHashMap<>();
    private final Map<Integer, Held> proven = new ConcurrentHashMap<>();
    /// A closed connection does not say any more which port it had.
    private final Map<Connection, Integer> ports = new ConcurrentHashMap<>();

    @Override
    public void onOpened(Connection connection) {
        int port = port(connection);
        ports.put(connection, port);
        unproven.put(port, new Held(connection, System.nanoTime()));
        if (count() > MOST) {
            unproven.values().stream().min(Comparator.comparingLong(Held::opened))
                    .filter(oldest -> !oldest.connection.equals(connection)).ifPresent(Connections::close);
        }
        if (count() > 2 * MOST) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Integer port = ports.remove(connection);
        if (port != null) {
            forget(unproven, port, connection);
            forget(proven, port, connection);
        }
    }

    /// The port may have been given to another connection meanwhile.
    private static void forget(Map<Integer, Held> held, int port, Connection connection) {
        held.computeIfPresent(port, (_, one) -> one.connection.equals(connection) ? null : one);
    }

    /// Whether a request came through a connection above the limit.
    boolean isSurplus(int port) {
        return proven.size() >= MOST && !proven.containsKey(port);
    }

    /// A request with a cookie came through it. All clients are on this machine, so their port names the connection.
    void prove(int port) {
        Held held = unproven.remove(port);
        if (held != null) {
            proven.put(port, held);
        }
    }

    /// Closes unproven connections whose time is over; to be called now and then.
    void sweep() {
        long now = System.nanoTime();
        unproven.values().stream().filter(held -> now - held.opened > UNPROVEN_NANOS).forEach(Connections::close);
    }

    int count() {
        return unproven.size() + proven.size();
    }

    private static void close(Held held) {
        held.connection.getEndPoint().close();
    }

    private static int port(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getPort()
                : -1;
    }
}
