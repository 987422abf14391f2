package dev.descent.lab.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Sends reports. They are files of their own with their style inside, so they are shown in a sandbox: no scripts, no
/// origin, nothing loaded.
public final class Reports {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox "
            + "allow-popups; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private Reports() {
    }

    /// @param page the report's file; null where there is none of that id
    public static void send(Context context, @Nullable Path page) throws IOException {
        if (page == null) {
            throw new Refusal(404, "There is no report of that name. Make one on the page Your data.");
        }
        context.header("Content-Security-Policy", POLICY);
        context.contentType("text/html; charset=utf-8").result(Files.newInputStream(page));
    }
}
