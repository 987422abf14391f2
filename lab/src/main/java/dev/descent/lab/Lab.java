package dev.descent.lab;

import dev.descent.common.DescentException;
import dev.descent.data.Bundled;
import dev.descent.lab.web.Gate;
import dev.descent.lab.web.Keys;
import dev.descent.lab.web.WebServer;
import dev.descent.lab.work.Workplace;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A running laboratory.
public final class Lab implements AutoCloseable {

    /// The bundled data that every laboratory has, by the ids that addresses know them by: their own names.
    public static final List<String> BUNDLED = DataShelf.SHOWN.stream().map(Bundled::word).toList();

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    /// How many ports are tried after the one that was asked for.
    private static final int TRIES = 32;
    /// How many connections may wait to be accepted. With fewer, a thousand that come at once push out the person's, and
    /// it is tried again only after a second.
    private static final int WAITING = 1024;

    private final WebServer server;
    private final int port;
    private final Keys keys;
    private final Workplace work;

    private Lab(WebServer server, int port, Keys keys, Workplace work) {
        this.work = work;
        this.server = server;
        this.port = port;
        this.keys = keys;
    }

    /// Starts a laboratory for this machine alone.
    ///
    /// @throws CannotStart     where no port can be had
    /// @throws DescentException (data) where a named file cannot be read
    public static Lab start(LabOptions options) {
        DataShelf data = DataShelf.of(options.files(), options.home());
        try {
            ServerSocketChannel socket = listen(options.port());
            int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
            Keys keys = new Keys();
            Workplace work = Workplace.of(options);
            return new Lab(WebServer.start(socket, Routes.all(options, data, work), new Gate(keys, port),
                    options.log()), port, keys, work);
        } catch (IOException e) {
            throw new CannotStart("The laboratory cannot listen on this machine's loopback address: " + e.getMessage()
                    + ".", e);
        }
    }

    private static ServerSocketChannel listen(int wanted) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
        for (int port = wanted; port <= Math.min(wanted + TRIES, 65535); port++) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.bind(new InetSocketAddress(loopback, port), WAITING);
                return channel;
            } catch (BindException e) {
                channel.close();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
        throw new CannotStart("The ports from " + wanted + " to " + Math.min(wanted + TRIES, 65535)
                + " are all in use or not allowed. Choose another with --port, or --port 0 for any.", null);
    }

    /// The id by which addresses know the data of a file, where it is the first that the laboratory is started with.
    public static String idOf(Path file) {
        return DataShelf.id(file, 1);
    }

    /// The port that it listens at.
    public int port() {
        return port;
    }

    /// The address to open, with its key. It works until the laboratory stops.
    ///
    /// @param page what stands after `#/`, where not the first page is meant
    public URI address(Optional<String> page) {
        return address(keys.token(), page);
    }

    /// The same with a key that opens once, for a command line that starts a browser.
    public URI opening(Optional<String> page) {
        return address(keys.once(), page);
    }

    private URI address(String key, Optional<String> page) {
        return URI.create("http://127.0.0.1:" + port + "/?" + Gate.TOKEN + "=" + key
                + page.map(hash -> "#" + hash).orElse(""));
    }

    /// Stops it: trainings finish their update and save, so that they can be resumed; open connections are closed.
    @Override
    public void close() {
        work.close();
        server.close();
    }

    /// The laboratory could not start: exit code 6.
    public static final class CannotStart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotStart(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
