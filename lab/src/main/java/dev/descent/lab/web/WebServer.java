package dev.descent.lab.web;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// Javalin with the laboratory's limits: virtual threads, small headers and bodies, short patience.
public final class WebServer implements AutoCloseable {

    private static final int BODY = 1 << 20;
    private static final int HEADERS = 16 << 10;
    private static final int IDLE_MILLIS = 30_000;
    private static final int SWEEP_MILLIS = 1_000;

    private final Javalin javalin;
    private final Thread sweeper;

    private WebServer(Javalin javalin, Thread sweeper) {
        this.javalin = javalin;
        this.sweeper = sweeper;
    }

    /// Starts it.
    ///
    /// @param socket bound already, to a loopback address; the server closes it
    /// @param routes everything that it answers
    /// @param gate   holds their guards
    /// @param log    is told of errors inside, with their traces
    public static WebServer start(ServerSocketChannel socket, List<Route> routes, Gate gate, Consumer<Throwable> log) {
        Connections connections = new Connections();
        Javalin javalin = Javalin.create(config -> configure(config, socket, routes, gate, connections, log));
        javalin.start();
        Thread sweeper = Thread.ofVirtual().name("connections").start(() -> {
            try {
                while (true) {
                    Thread.sleep(SWEEP_MILLIS);
                    connections.sweep();
                }
            } catch (InterruptedException _) {
                // The server closes.
            }
        });
        return new WebServer(javalin, sweeper);
    }

    private static void configure(JavalinConfig config, ServerSocketChannel socket, List<Route> routes, Gate gate,
            Connections connections, Consumer<Throwable> log) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = BODY;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEADERS);
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, socket, connections));
        config.routes.before(gate::everywhere);
        for (Route route : routes) {
            config.routes.addEndpoint(new Endpoint(route.method(), route.path(), context -> {
                connections.prove(context.req().getRemotePort(), gate.check(route.guard(), context));
                route.handler().handle(context);
            }));
        }
        config.routes.exception(Refusal.class,
                (e, context) -> refuse(context, e.status(), String.valueOf(e.getMessage())));
        config.routes.exception(DescentException.class,
                (e, context) -> refuse(context, 400, String.valueOf(e.getMessage())));
        // Whoever asked is gone, in the middle of its question or of the answer: nobody is left to be told.
        config.routes.exception(EofException.class, (_, _) -> {
        });
        config.routes.exception(ClosedChannelException.class, (_, _) -> {
        });
        config.routes.exception(Exception.class, (e, context) -> {
            log.accept(e);
            refuse(context, 500, "An error inside Descent: " + e.getClass().getSimpleName()
                    + ". The terminal that the laboratory was started in says more.");
        });
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSocketChannel socket,
            Connections connections) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(connections);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private static void refuse(Context context, int status, String reason) {
        String accept = context.header("Accept");
        if (accept != null && accept.contains("text/html")) {
            context.status(status).contentType("text/plain; charset=utf-8").result(reason + "\n");
        } else {
            context.status(status).contentType("application/json").result(Json.write(Map.of("error", reason)));
        }
    }

    @Override
    public void close() {
        sweeper.interrupt();
        javalin.stop();
    }
}
