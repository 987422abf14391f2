package dev.descent.readers;

import java.util.Locale;

/// What the characters of one cell are.
enum Cell {
    /// Nothing, or a mark of a missing value.
    MISSING,
    /// A decimal number that Java reads.
    NUMBER,
    /// An infinity, spelled out.
    INFINITE,
    /// A number of too many characters.
    LONG_NUMBER,
    /// A number with a comma in it: `1,5` or `1,234.5`.
    COMMA_NUMBER,
    /// Anything else.
    TEXT;

    /// Classifies the characters from `from` to before `to`, which neither begin nor end with a space.
    static Cell of(char[] text, int from, int to) {
        if (isMissing(text, from, to)) {
            return MISSING;
        }
        if (text[from] > '9' || text[from] < '+') {
            return isInfinite(text, from, to) ? INFINITE : TEXT;
        }
        int at = from;
        if (text[at] == '+' || text[at] == '-') {
            at++;
        }
        int digits = 0;
        int commas = 0;
        while (at < to && (isDigit(text[at]) || text[at] == ',' && digits > 0)) {
            digits += isDigit(text[at]) ? 1 : 0;
            commas += text[at] == ',' ? 1 : 0;
            at++;
        }
        if (at < to && text[at] == '.') {
            at++;
            while (at < to && isDigit(text[at])) {
                digits++;
                at++;
            }
        }
        if (digits == 0) {
            return isInfinite(text, from, to) ? INFINITE : TEXT;
        }
        int end = exponent(text, at, to);
        if (end != to || text[to - 1] == ',') {
            return TEXT;
        }
        if (commas > 0) {
            return COMMA_NUMBER;
        }
        return to - from > Limits.NUMBER ? LONG_NUMBER : NUMBER;
    }

    private static int exponent(char[] text, int at, int to) {
        if (at == to || (text[at] | 0x20) != 'e') {
            return at;
        }
        int digit = at + 1;
        if (digit < to && (text[digit] == '+' || text[digit] == '-')) {
            digit++;
        }
        int end = digit;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        return end > digit ? end : at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isMissing(char[] text, int from, int to) {
        return switch (to - from) {
            case 0 -> true;
            case 1 -> text[from] == '?';
            case 2 -> text[from] == 'N' && text[from + 1] == 'A';
            case 3 -> matches("nan", text, from);
            case 4 -> matches("null", text, from);
            default -> false;
        };
    }

    private static boolean isInfinite(char[] text, int from, int to) {
        if (to - from > 9) {
            return false;
        }
        String word = new String(text, from, to - from).toLowerCase(Locale.ROOT);
        return word.matches("[+-]?(inf|infinity|∞)");
    }

    private static boolean matches(String lower, char[] text, int from) {
        for (int i = 0; i < lower.length(); i++) {
            if ((text[from + i] | 0x20) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
