package dev.descent.equation;

import dev.descent.equation.Token.Kind;

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

    /// An expression.
    ///
    /// @param where what the text is called in messages: a file, an option
    /// @throws dev.descent.common.DescentException (usage) with line, column, what was found and what could stand there
    public static Expr parseExpression(String text, String where) {
        Cursor cursor = new Cursor(Source.of(where, text));
        cursor.skipSeparators();
        Expr expr = new ExpressionParser(cursor).number();
        cursor.skipSeparators();
        if (cursor.peek().kind() != Kind.END) {
            throw RuleParser.afterExpression(cursor, "the end");
        }
        return expr;
    }

    /// An update rule: statements separated by line ends or `;`, `#` starts a comment.
    ///
    /// @param where the rule's name; in messages too
    /// @throws dev.descent.common.DescentException (usage) with line, column, what was found and what could stand there
    public static UpdateRule parseRule(String text, String where) {
        return new RuleParser(new Cursor(Source.of(where, text)), where).rule();
    }
}
