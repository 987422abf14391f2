package dev.descent.equation;

import java.util.Map;
import java.util.Set;

/// The names in an expression, for those who give them meaning.
public final class Names {

    private Names() {
    }

    /// The names that an expression reads, in order of appearance.
    public static Set<String> of(Expr expr) {
        return Trees.names(expr);
    }

    /// The expression with some names replaced by expressions.
    public static Expr replace(Expr expr, Map<String, Expr> values) {
        return expr instanceof Expr.Name name ? values.getOrDefault(name.id(), expr)
                : Trees.mapChildren(expr, child -> replace(child, values));
    }
}
