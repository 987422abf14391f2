package dev.descent.equation;

import dev.descent.common.DescentException;
import java.util.List;

/// Where a parser stands in its words.
final class Cursor {

    private final Source source;
    private final List<Token> tokens;
    private int at;

    Cursor(Source source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(at);
    }

    /// The word after the next.
    Token peekAhead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /// Takes the operator if it comes next.
    boolean takes(String operator) {
        boolean here = peek().is(operator);
        if (here) {
            next();
        }
        return here;
    }

    /// Takes the word if it comes next.
    boolean takesWord(String word) {
        boolean here = peek().isWord(word);
        if (here) {
            next();
        }
        return here;
    }

    /// Steps over line ends where a sentence plainly goes on.
    void skipSeparators() {
        while (peek().kind() == Token.Kind.SEPARATOR) {
            next();
        }
    }

    /// The same, but only where `word` follows them.
    void skipLinesBefore(String word) {
        int ahead = at;
        while (tokens.get(ahead).kind() == Token.Kind.SEPARATOR && !tokens.get(ahead).text().equals(";")) {
            ahead++;
        }
        if (tokens.get(ahead).isWord(word)) {
            at = ahead;
        }
    }

    /// `found X, expected Y` at a word.
    DescentException unexpected(Token token, String expected) {
        return error(token, "found " + describe(token) + ", expected " + expected);
    }

    DescentException error(Token token, String message) {
        return source.error(token.start(), message);
    }

    /// A word as it stands in the text, in quotes.
    String describe(Token token) {
        return switch (token.kind()) {
            case END -> "the end";
            case SEPARATOR -> token.text().equals(";") ? "\";\"" : "the end of the line";
            case NUMBER, NAME, OPERATOR, SUPERSCRIPT ->
                "\"" + source.text().substring(token.start(), token.end()) + "\"";
        };
    }

    Source source() {
        return source;
    }
}
