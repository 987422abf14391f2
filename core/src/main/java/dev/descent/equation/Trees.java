package dev.descent.equation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Walking and rebuilding expression trees.
final class Trees {

    private Trees() {
    }

    /// The parts that an expression is made of, in order.
    static List<Expr> children(Expr expr) {
        return switch (expr) {
            case Expr.Constant _,Expr.Name _ -> List.of();
            case Expr.Apply apply -> apply.arguments();
            case Expr.Conditional c -> List.of(c.condition(), c.then(), c.otherwise());
            case Expr.Reduce reduce -> List.of(reduce.of());
        };
    }

    /// The same expression with its parts changed.
    static Expr mapChildren(Expr expr, UnaryOperator<Expr> change) {
        return switch (expr) {
            case Expr.Constant _,Expr.Name _ -> expr;
            case Expr.Apply apply -> new Expr.Apply(apply.op(), apply.arguments().stream().map(change).toList());
            case Expr.Conditional c -> new Expr.Conditional(change.apply(c.condition()), change.apply(c.then()),
                    change.apply(c.otherwise()));
            case Expr.Reduce reduce -> new Expr.Reduce(reduce.reduction(), change.apply(reduce.of()));
        };
    }

    /// The names that an expression reads, in order of appearance.
    static Set<String> names(Expr expr) {
        Set<String> names = new LinkedHashSet<>();
        collect(expr, names);
        return names;
    }

    private static void collect(Expr expr, Set<String> names) {
        if (expr instanceof Expr.Name name) {
            names.add(name.id());
        }
        children(expr).forEach(child -> collect(child, names));
    }

    /// How many parts a tree has.
    static int size(Expr expr) {
        return 1 + children(expr).stream().mapToInt(Trees::size).sum();
    }
}
