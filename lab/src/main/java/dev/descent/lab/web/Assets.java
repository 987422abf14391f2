package dev.descent.lab.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of the pages, from the jar as they stand in the source tree, and the libraries from their WebJars. They are the
/// same for everybody, so each is compressed once for all browsers that take it so. Nothing else that the laboratory sends
/// is compressed: the length of a compressed answer tells how much of it repeats what its reader chose, and a stream of
/// events would wait for more to compress.
public final class Assets {

    private static final String SITE = "/dev/descent/lab/site/";
    /// At most two folders, and no dot but the one before the ending: nothing with which a path could be left.
    private static final Pattern FILE = Pattern.compile("(?:[a-z0-9-]+/){0,2}[a-z0-9-]+\\.(js|css|svg|woff2)");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml", "woff2", "font/woff2");
    private static final Pattern GZIP = Pattern.compile("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?");
    /// The libraries by the name that pages know: artifact and file within it.
    private static final Map<String, String> LIBRARIES = Map.of("d3", "dist/d3.min.js", "uplot",
            "dist/uPlot.esm.js");

    /// @param bytes  content
    /// @param packed the same compressed; null where that spares nothing
    /// @param tag    the content's hash, so that a browser asks for it once
    private record Asset(byte[] bytes, byte @Nullable [] packed, String tag) {

        static Asset of(byte[] bytes) {
            byte[] packed = gzip(bytes);
            return new Asset(bytes, packed.length < bytes.length ? packed : null, hash(bytes));
        }
    }

    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    /// The page that holds all pages.
    public void shell(Context context) {
        byte[] html = read(SITE + "index.html");
        if (html == null) {
            throw new IllegalStateException("index.html is not in the jar");
        }
        context.contentType("text/html; charset=utf-8").result(html);
    }

    /// A file of the pages: the path parameter `file`.
    public void site(Context context) {
        String file = context.pathParam("file");
        Matcher matcher = FILE.matcher(file);
        String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null) {
            throw missing();
        }
        send(context, type, "site/" + file, () -> read(SITE + file));
    }

    /// A library: the path parameter `name`.
    public void library(Context context) {
        String name = context.pathParam("name");
        String file = LIBRARIES.get(name);
        if (file == null) {
            throw missing();
        }
        send(context, "text/javascript; charset=utf-8", "lib/" + name, () -> webJar(name, file));
    }

    /// A text that is made at start, such as the colours.
    public void text(Context context, String type, String name, String text) {
        send(context, type, name, () -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void send(Context context, String type, String name,
            java.util.function.Supplier<byte @Nullable []> content) {
        Asset asset = known.computeIfAbsent(name, _ -> {
            byte[] bytes = content.get();
            if (bytes == null) {
                throw missing();
            }
            return Asset.of(bytes);
        });
        byte[] packed = takesGzip(context.header("Accept-Encoding")) ? asset.packed : null;
        String tag = "\"" + asset.tag + (packed == null ? "" : "-gzip") + "\"";
        context.header("Cache-Control", "private, no-cache").header("Vary", "Accept-Encoding").header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else if (packed == null) {
            context.contentType(type).result(asset.bytes);
        } else {
            context.contentType(type).header("Content-Encoding", "gzip").result(packed);
        }
    }

    /// Whether a browser says that it takes gzip: `gzip, deflate;q=0.5`, but not `gzip;q=0`.
    static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte @Nullable [] webJar(String name, String file) {
        byte[] properties = read("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties");
        if (properties == null) {
            return null;
        }
        try {
            Properties pom = new Properties();
            pom.load(new java.io.ByteArrayInputStream(properties));
            return read("/META-INF/resources/webjars/" + name + "/" + pom.getProperty("version") + "/" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal missing() {
        return new Refusal(404, "There is nothing here.");
    }
}
