package dev.descent.readers;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Decodes a text file and refuses what is none: bytes that are not in the charset, NUL, lines without an end.
/// It stands before the CSV parser, so that the parser's memory is bounded whatever the file holds.
final class CheckedText extends Reader {

    private final String file;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean ended;
    private boolean afterReturn;
    private long line = 1;
    private long inLine;

    CheckedText(String file, InputStream in, Charset charset) {
        this.file = file;
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            int read = length - chars.remaining();
            check(target, offset, read);
            if (result.isError()) {
                throw undecodable(result.length());
            }
            if (read > 0 || length == 0) {
                return read;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private void check(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c > '\r') {
                inLine++;
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' || !afterReturn) {
                    line++;
                }
                inLine = 0;
            } else if (c == 0) {
                throw DescentException.data(file + ", line " + line + ": a NUL byte, so this is not a text file. "
                        + "Expected CSV: lines of text with a delimiter between cells");
            } else {
                inLine++;
            }
            afterReturn = c == '\r';
            if (inLine > Limits.LINE) {
                throw DescentException.data(file + ", line " + line + ": longer than " + Limits.LINE
                        + " characters. Expected one row per line; is this a CSV file?");
            }
        }
    }

    private DescentException undecodable(int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
            hex.append(String.format(" %02X", bytes.get(bytes.position() + i)));
        }
        return DescentException.data(file + ", line " + line + ": the byte" + (length == 1 ? "" : "s") + hex
                + (length == 1 ? " is" : " are") + " not " + charset + " text. Save the file as UTF-8, for example: "
                + "iconv -f WINDOWS-1252 -t UTF-8 " + file + " > " + Faults.beside(file, "utf8"));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
