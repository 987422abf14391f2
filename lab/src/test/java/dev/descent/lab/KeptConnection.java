package dev.descent.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection over which one request after another is sent, as browsers do: thin, so that what is measured through it
/// is the server.
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CHUNKED = -1;

    private final Socket socket;
    private final InputStream in;
    private final String common;

    /// @param port   of the laboratory
    /// @param cookie what it gave for its key; empty where it is to be asked for
    KeptConnection(int port, String cookie) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        common = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: http://127.0.0.1:" + port
                + "\r\nX-Descent-Lab: 1\r\n" + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n");
    }

    /// What was answered.
    ///
    /// @param status of HTTP
    /// @param cookie what was set, up to the first semicolon; empty where nothing was
    /// @param body   all of it
    record Answered(int status, String cookie, byte[] body) {
    }

    Answered get(String path) throws IOException {
        return send("GET " + path + common + "\r\n");
    }

    Answered ask(String question, String body) throws IOException {
        return send("POST /api/" + question + common + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private Answered send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        String cookie = "";
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.split(": ", 2);
            switch (field[0].toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(field[1]);
                case "transfer-encoding" -> length = CHUNKED;
                case "set-cookie" -> cookie = field[1].split(";", 2)[0];
                default -> {
                    // Of no interest here.
                }
            }
        }
        return new Answered(status, cookie, length == CHUNKED ? chunks() : bytes(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunk(); length > 0; length = chunk()) {
            body.write(bytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) c);
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
