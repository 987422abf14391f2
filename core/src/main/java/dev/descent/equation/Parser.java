package dev.descent.equation;

/// From text to tree: the language of equations, in Unicode or ASCII spelling.
public final class Parser {

    private Parser() {
    }

    /// An expression: a surface, an activation, a schedule.
    ///
    /// @throws dev.descent.common.DescentException (usage) with line, column, what was found and what could stand there
    public static Expr parseExpression(String text) {
        return parseExpression(text, "equation");
    }

    /// @param where what the text is called in messages: a file, an option
    public static Expr parseExpression(String text, String where) {
        throw new UnsupportedOperationException(text + where);
    }

    /// An update rule: statements separated by line ends or `;`, `#` starts a comment.
    ///
    /// @param where the rule's name; in messages too
    /// @throws dev.descent.common.DescentException (usage) with line, column, what was found and what could stand there
    public static UpdateRule parseRule(String text, String where) {
        throw new UnsupportedOperationException(text + where);
    }
}
