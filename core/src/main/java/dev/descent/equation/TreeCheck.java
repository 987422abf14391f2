package dev.descent.equation;

/// What every expression keeps while it is parsed: a bounded depth and size, and numbers and conditions each where they
/// belong.
final class TreeCheck {

    /// Deep enough for any equation that people read; it bounds the recursion of everything that walks a tree.
    static final int MAX_DEPTH = 64;
    static final int MAX_NODES = 2000;

    private final Cursor cursor;
    private int depth;
    private int nodes;

    /// @param cursor says where errors are
    TreeCheck(Cursor cursor) {
        this.cursor = cursor;
    }

    /// Goes one level deeper, at a token.
    void enter(Token at) {
        if (++depth > MAX_DEPTH) {
            throw cursor.error(at,
                    "the equation is nested more than " + MAX_DEPTH + " deep; name a part of it on a line of its own");
        }
    }

    void leave() {
        depth--;
    }

    /// A new node, made at a token.
    Expr count(Token at, Expr expr) {
        if (++nodes > MAX_NODES) {
            throw cursor.error(at, "the equation has more than " + MAX_NODES + " parts");
        }
        return expr;
    }

    /// The expression, which begins at `start`, where a number is wanted.
    Expr asNumber(Token start, Expr expr) {
        if (isTruth(expr)) {
            throw cursor.error(start,
                    "this is a condition, true or false, where a number is expected; write if … then … else …");
        }
        return expr;
    }

    /// The expression, which begins at `start`, where `user` wants a condition.
    Expr asTruth(Token user, Token start, Expr expr) {
        if (!isTruth(expr)) {
            throw cursor.error(start,
                    "this is a number where " + cursor.describe(user) + " expects a condition such as t = 1");
        }
        return expr;
    }

    /// Whether an expression's value is true or false rather than a number.
    static boolean isTruth(Expr expr) {
        return expr instanceof Expr.Apply apply && apply.op().isTruth();
    }
}
