package dev.descent.equation;

import dev.descent.common.DescentException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// The text of an equation and its name; makes the messages that point into it.
///
/// @param where what messages call the text
/// @param text  normalised (NFC)
record Source(String where, String text) {

    /// Nothing in the language needs more; it bounds what hostile input can cost.
    static final int MAX_BYTES = 4096;

    static Source of(String where, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw DescentException
                    .usage(where + ": the equation has " + bytes + " bytes, expected at most " + MAX_BYTES + ".");
        }
        return new Source(where,
                Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n").replace('\r', '\n'));
    }

    /// A failure at a place: name, line, column, the message, the line itself and a caret below.
    DescentException error(int at, String message) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int lineEnd = text.indexOf('\n', lineStart);
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
        int lineNumber = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
        int column = width(text.substring(lineStart, Math.min(at, text.length())));
        return DescentException
                .usage(where + ", line " + lineNumber + ", column " + (column + 1) + ": " + message + "\n  "
                        + line.replace('\t', ' ') + "\n  " + " ".repeat(column) + "^");
    }

    /// How many columns a text takes: combining marks take none.
    private static int width(String text) {
        return (int) text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
    }
}
