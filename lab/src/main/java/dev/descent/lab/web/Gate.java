package dev.descent.lab.web;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds the guards. A web page from elsewhere that is open in the same browser can send requests here; what it cannot
/// do is send our Host (DNS rebinding ends there), our Origin, our cookie (SameSite=Strict), or a header of its own.
public final class Gate {

    /// The header that every command carries: no form can send it, and no foreign script without our leave.
    public static final String HEADER = "X-Descent-Lab";
    /// The parameter of the printed address.
    public static final String TOKEN = "token";

    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' "
            + "data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private final Keys keys;
    private final Set<String> hosts;
    private final String cookie;

    /// @param keys of this laboratory
    /// @param port that it listens at; cookies know no ports, so it is part of the cookie's name
    public Gate(Keys keys, int port) {
        this.keys = keys;
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        this.cookie = "descent-" + port;
    }

    /// What holds for every request, also where there is no such route.
    void everywhere(Context context) {
        protect(context);
        String host = context.header("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw new Refusal(421, "This laboratory answers only to " + String.join(", ", hosts.stream().sorted()
                    .toList()) + ".");
        }
        String origin = context.header("Origin");
        if (origin != null && !isOwn(origin, host)) {
            throw new Refusal(403, "Requests from pages of another origin are not answered.");
        }
    }

    /// What the route's own guard asks for.
    ///
    /// @return the cookie by which the client is known from here on
    String check(Guard guard, Context context) {
        String shown = context.cookie(cookie);
        boolean known = keys.knows(shown);
        switch (guard) {
            case ENTRY -> {
                if (keys.opens(context.queryParam(TOKEN))) {
                    String fresh = keys.admit();
                    context.res().addHeader("Set-Cookie", cookie + "=" + fresh + "; Path=/; HttpOnly; SameSite=Strict");
                    return fresh;
                }
                if (!known) {
                    throw stranger();
                }
            }
            case READ -> {
                if (!known) {
                    throw stranger();
                }
            }
            case COMMAND -> {
                if (!known) {
                    throw stranger();
                }
                command(context, "application/json", "Commands are JSON");
            }
            case UPLOAD -> {
                if (!known) {
                    throw stranger();
                }
                command(context, "application/octet-stream", "Files are sent as bytes");
            }
        }
        return String.valueOf(shown);
    }

    private void command(Context context, String expected, String what) {
        String type = context.header("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(expected)) {
            throw new Refusal(415, what + " (Content-Type: " + expected + ").");
        }
        if (context.header("Origin") == null || !"1".equals(context.header(HEADER))) {
            throw new Refusal(403, "Commands come from the laboratory's own pages only.");
        }
    }

    private static Refusal stranger() {
        return new Refusal(401, "Open the laboratory by the address that `descent lab` printed: it holds the key.");
    }

    private static boolean isOwn(@Nullable String origin, String host) {
        return ("http://" + host).equalsIgnoreCase(origin);
    }

    private static void protect(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
    }
}
