package dev.descent.equation;

import dev.descent.equation.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From text to words, in Unicode or ASCII spelling alike.
final class Lexer {

    /// Spellings of operators and their canonical form; longer ones first where one begins another.
    private static final String[][] OPERATORS = {{"<-", "←"}, {"<=", "≤"}, {">=", "≥"}, {"!=", "≠"}, {"==", "="},
            {"**", "^"}, {"←", "←"}, {"≤", "≤"}, {"≥", "≥"}, {"≠", "≠"}, {"<", "<"}, {">", ">"}, {"=", "="},
            {"+", "+"}, {"-", "−"}, {"−", "−"}, {"–", "−"}, {"*", "·"}, {"·", "·"}, {"⋅", "·"}, {"×", "·"},
            {"∗", "·"}, {"/", "/"}, {"÷", "/"}, {"∕", "/"}, {"^", "^"}, {"√", "√"}, {"(", "("}, {")", ")"},
            {"|", "|"}, {"‖ₗ", "‖ₗ"}, {"‖", "‖"}, {"⌊", "⌊"}, {"⌋", "⌋"}, {",", ","}};
    private static final Map<String, String> WORD_OPERATORS = Map.of("∧", "and", "∨", "or", "¬", "not");
    private static final String SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    /// Inside parentheses a line end is only space.
    private int open;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '\n' && open == 0 || c == ';') {
                add(Kind.SEPARATOR, c == ';' ? ";" : "end of line", 1, 0);
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0xFEFF) {
                at += Character.charCount(c);
            } else {
                word(c);
            }
        }
        add(Kind.END, "end of equation", 0, 0);
    }

    private void word(int c) {
        if (c >= '0' && c <= '9' || c == '.') {
            number();
        } else if (c == '½') {
            add(Kind.NUMBER, "½", 1, 0.5);
        } else if (c == 'ᵗ') {
            add(Kind.SUPERSCRIPT, "t", 1, Double.NaN);
        } else if (c == '⁻' || SUPERSCRIPT_DIGITS.indexOf(c) >= 0) {
            superscript();
        } else if (WORD_OPERATORS.containsKey(Character.toString(c))) {
            add(Kind.NAME, WORD_OPERATORS.getOrDefault(Character.toString(c), ""), 1, 0);
        } else if (inName(c)) {
            name();
        } else {
            operator(c);
        }
    }

    private void operator(int c) {
        for (String[] operator : OPERATORS) {
            if (text.startsWith(operator[0], at)) {
                add(Kind.OPERATOR, operator[1], operator[0].length(), 0);
                open = Math.max(0, open + (c == '(' ? 1 : c == ')' ? -1 : 0));
                return;
            }
        }
        throw source.error(at, "found \"" + Character.toString(c)
                + "\", which the language of equations does not use. Operators are + − · / ^ √ | | ‖ ‖ ⌊ ⌋ ← = < ≤ > "
                + "≥ ≠.");
    }

    private void number() {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        end = exponent(end);
        String digits = text.substring(at, end);
        if (digits.equals(".")) {
            throw source.error(at, "found \".\", expected digits before or after it, as in 0.5");
        }
        double value = Double.parseDouble(digits.replace('−', '-'));
        if (Double.isInfinite(value)) {
            throw source.error(at, "the number " + digits + " is too large; the largest is about 1.8e308.");
        }
        add(Kind.NUMBER, digits, digits.length(), value);
    }

    /// The end of `e-8`, if that follows; a bare `e` is Euler's number and not part of this one.
    private int exponent(int end) {
        if (end >= text.length() || (text.charAt(end) != 'e' && text.charAt(end) != 'E')) {
            return end;
        }
        int digits = end + 1;
        if (digits < text.length()
                && (text.charAt(digits) == '-' || text.charAt(digits) == '+' || text.charAt(digits) == '−')) {
            digits++;
        }
        int last = digits;
        while (last < text.length() && isDigit(text.charAt(last))) {
            last++;
        }
        return last > digits ? last : end;
    }

    private void superscript() {
        StringBuilder digits = new StringBuilder();
        int end = at;
        if (text.charAt(end) == '⁻') {
            digits.append('-');
            end++;
        }
        while (end < text.length() && SUPERSCRIPT_DIGITS.indexOf(text.charAt(end)) >= 0) {
            digits.append((char) ('0' + SUPERSCRIPT_DIGITS.indexOf(text.charAt(end++))));
        }
        if (digits.isEmpty() || digits.toString().equals("-")) {
            throw source.error(at, "found \"⁻\" without digits, expected a power such as ⁻¹");
        }
        add(Kind.SUPERSCRIPT, digits.toString(), end - at, Double.parseDouble(digits.toString()));
    }

    private void name() {
        int end = at;
        while (end < text.length() && inName(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        add(Kind.NAME, Symbols.canonical(text.substring(at, end)), end - at, 0);
    }

    private static boolean inName(int c) {
        int type = Character.getType(c);
        // Small raised letters such as ⁿ count as letters in Unicode, but here they would be powers.
        boolean letter = Character.isLetter(c) && type != Character.MODIFIER_LETTER;
        return letter || c >= '0' && c <= '9' || c == '_' || Symbols.isSubscript(c)
                || type == Character.NON_SPACING_MARK;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Kind kind, String canonical, int length, double value) {
        tokens.add(new Token(kind, canonical, at, at + length, value));
        at += length;
    }
}
