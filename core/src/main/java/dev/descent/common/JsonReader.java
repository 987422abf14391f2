package dev.descent.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) by recursive descent, which the limit on depth makes safe.
final class JsonReader {

    private final String text;
    private final String where;
    private int at;
    private int depth;

    JsonReader(String text, String where) {
        this.text = text;
        this.where = where;
    }

    @Nullable
    Object document() {
        if (text.startsWith("\uFEFF")) {
            at = 1;
        }
        skipSpace();
        Object value = value();
        skipSpace();
        if (at < text.length()) {
            throw error("expected the end of the document, found " + found());
        }
        return value;
    }

    private @Nullable Object value() {
        if (at == text.length()) {
            throw error("expected a value, found the end of the document");
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw error("expected a value, found " + found());
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!accept('}')) {
            do {
                skipSpace();
                if (at == text.length() || text.charAt(at) != '"') {
                    throw error("expected a key in double quotes, found " + found());
                }
                int start = at;
                String key = string();
                if (members.containsKey(key)) {
                    at = start;
                    throw error("the key \"" + key + "\" occurs twice in one object");
                }
                skipSpace();
                expect(':');
                skipSpace();
                members.put(key, value());
                skipSpace();
            } while (accept(','));
            expect('}');
        }
        depth--;
        return members;
    }

    private List<@Nullable Object> array() {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        if (!accept(']')) {
            do {
                skipSpace();
                elements.add(value());
                skipSpace();
            } while (accept(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void enter() {
        if (++depth > Json.MAX_DEPTH) {
            throw error("nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        at++;
        skipSpace();
    }

    private String string() {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                at = start;
                throw error("this string is never closed");
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < 0x20) {
                throw error("a control character inside a string; write it as \\u" + hex(c));
            }
            out.append(c == '\\' ? escape() : c);
            at++;
            if (out.length() > Json.MAX_STRING) {
                at = start;
                throw error("a string longer than " + Json.MAX_STRING + " characters");
            }
        }
    }

    /// The character that the escape at `at` stands for; leaves `at` on its last character.
    private char escape() {
        at++;
        char c = at < text.length() ? text.charAt(at) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    at++;
                    int digit = at < text.length() ? hexDigit(text.charAt(at)) : -1;
                    if (digit < 0) {
                        throw error("expected four hexadecimal digits after \\u");
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw error("unknown escape \\" + c + "; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        };
    }

    /// Only ASCII: `Character.digit` would accept digits of other scripts.
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private Double number() {
        int start = at;
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
        if (at - start > Json.MAX_NUMBER) {
            at = start;
            throw error("a number longer than " + Json.MAX_NUMBER + " characters");
        }
        double value = Double.parseDouble(text.substring(start, at));
        if (Double.isInfinite(value)) {
            at = start;
            throw error("the number is larger than a double can hold (about 1.8e308)");
        }
        return value;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw error("expected a digit, found " + found());
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw error("expected a value, found " + found());
        }
        at += word.length();
        return value;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw error("expected '" + c + "', found " + found());
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String found() {
        if (at >= text.length()) {
            return "the end of the document";
        }
        int c = text.codePointAt(at);
        return Character.isISOControl(c) ? "a control character \\u" + hex((char) c)
                : "'" + Character.toString(c) + "'";
    }

    private static String hex(char c) {
        return String.format("%04x", (int) c);
    }

    private DescentException error(String message) {
        int end = Math.min(at, text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = text.codePointCount(lineStart, end) + 1;
        return DescentException.data(where + ":" + line + ":" + column + ": " + message);
    }
}
