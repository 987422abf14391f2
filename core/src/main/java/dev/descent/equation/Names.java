package dev.descent.equation;

import java.util.Set;

/// The names in an expression, for those who give them meaning.
public final class Names {

    private Names() {
    }

    /// The names that an expression reads, in order of appearance.
    public static Set<String> of(Expr expr) {
        return Trees.names(expr);
    }
}
