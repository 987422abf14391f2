package dev.descent.equation;

import java.util.Optional;

/// Derivatives of expressions, by the rules of calculus on the tree.
///
/// A part that does not contain the variable has no derivative, rather than the derivative 0: sums and products leave
/// it out, so that no `0·x` or `+ 0` is ever built that the [Simplifier] could not remove without changing bits.
public final class Derivative {

    private static final Expr ONE = Expr.of(1);
    private static final Expr TWO = Expr.of(2);

    private final String variable;

    private Derivative(String variable) {
        this.variable = variable;
    }

    /// ∂expr/∂name, simplified. At kinks |x|′, sign′ and ReLU′ are 0; steps (floor, round, sign, conditions) have
    /// derivative 0 everywhere.
    public static Expr of(Expr expr, String name) {
        return Simplifier.simplify(new Derivative(name).of(Simplifier.simplify(expr)).orElse(Expr.of(0)));
    }

    /// The derivative, or empty where it is 0 because the variable does not matter.
    private Optional<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Constant _ -> Optional.empty();
            case Expr.Name name -> name.id().equals(variable) ? Optional.of(ONE) : Optional.empty();
            case Expr.Conditional c -> choose(c.condition(), of(c.then()), of(c.otherwise()));
            case Expr.Apply apply -> apply.arguments().stream().noneMatch(a -> Trees.names(a).contains(variable))
                    ? Optional.empty()
                    : operation(apply);
            case Expr.Reduce _ -> throw new IllegalArgumentException("sums over parameters are not differentiated");
        };
    }

    private Optional<Expr> operation(Expr.Apply apply) {
        Expr u = apply.arguments().getFirst();
        Optional<Expr> du = of(u);
        return switch (apply.op()) {
            case ADD -> sum(du, of(second(apply)));
            case SUB -> difference(du, of(second(apply)));
            case MUL -> sum(du.map(d -> times(d, second(apply))), of(second(apply)).map(d -> times(u, d)));
            case DIV -> quotient(u, du, second(apply), of(second(apply)));
            case NEG -> du.map(d -> Expr.of(Op.NEG, d));
            case POW -> power(apply, u, du, second(apply));
            case SQRT -> du.map(d -> Expr.of(Op.DIV, d, times(TWO, apply)));
            case ABS -> du.map(d -> times(Expr.of(Op.SIGN, u), d));
            case MIN -> extreme(Op.LESS, u, second(apply));
            case MAX -> extreme(Op.GREATER, u, second(apply));
            case EXP -> du.map(d -> times(apply, d));
            case LOG -> du.map(d -> Expr.of(Op.DIV, d, u));
            case TANH -> du.map(d -> times(Expr.of(Op.SUB, ONE, Expr.of(Op.POW, apply, TWO)), d));
            // 2/√π · e^(−u²)
            case ERF -> du.map(d -> times(times(Expr.of(2 / StrictMath.sqrt(StrictMath.PI)),
                    Expr.of(Op.EXP, Expr.of(Op.NEG, Expr.of(Op.POW, u, TWO)))), d));
            case SIN -> du.map(d -> times(Expr.of(Op.COS, u), d));
            case COS -> du.map(d -> Expr.of(Op.NEG, times(Expr.of(Op.SIN, u), d)));
            // a − b·⌊a/b⌋, whose ⌊ ⌋ is constant between its steps.
            case MOD -> difference(du, of(second(apply)).map(d -> times(
                    Expr.of(Op.FLOOR, Expr.of(Op.DIV, u, second(apply))), d)));
            case CLAMP -> clamp(apply, u, du);
            case SIGN, FLOOR, ROUND -> Optional.empty();
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                throw new IllegalArgumentException(
                        "a condition has no derivative");
        };
    }

    private static Optional<Expr> quotient(Expr u, Optional<Expr> du, Expr v, Optional<Expr> dv) {
        Optional<Expr> first = du.map(d -> Expr.of(Op.DIV, d, v));
        return difference(first, dv.map(d -> Expr.of(Op.DIV, times(u, d), Expr.of(Op.POW, v, TWO))));
    }

    private Optional<Expr> power(Expr.Apply whole, Expr u, Optional<Expr> du, Expr n) {
        Optional<Expr> dn = of(n);
        Expr lower = n instanceof Expr.Constant(double c) ? Expr.of(c - 1) : Expr.of(Op.SUB, n, ONE);
        Optional<Expr> first = du.map(d -> times(times(n, Expr.of(Op.POW, u, lower)), d));
        return sum(first, dn.map(d -> times(times(whole, Expr.of(Op.LOG, u)), d)));
    }

    /// min and max: the winner's derivative. At a tie with something constant it is 0, as for ReLU; otherwise the
    /// second's.
    private Optional<Expr> extreme(Op wins, Expr u, Expr v) {
        Optional<Expr> du = of(u);
        Optional<Expr> dv = of(v);
        return du.isEmpty() ? choose(Expr.of(wins, v, u), dv, du) : choose(Expr.of(wins, u, v), du, dv);
    }

    /// Strictly inside fixed bounds the inner derivative, else 0; moving bounds are taken as min(max(x, low), high).
    private Optional<Expr> clamp(Expr.Apply clamp, Expr x, Optional<Expr> dx) {
        Expr low = clamp.arguments().get(1);
        Expr high = clamp.arguments().get(2);
        if (of(low).isPresent() || of(high).isPresent()) {
            return extreme(Op.LESS, Expr.of(Op.MAX, x, low), high);
        }
        Optional<Expr> belowHigh = choose(Expr.of(Op.GREATER, x, low), dx, Optional.empty());
        return choose(Expr.of(Op.LESS, x, high), belowHigh, Optional.empty());
    }

    private static Optional<Expr> choose(Expr condition, Optional<Expr> then, Optional<Expr> otherwise) {
        if (then.isEmpty() && otherwise.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expr.Conditional(condition, then.orElse(Expr.of(0)), otherwise.orElse(Expr.of(0))));
    }

    private static Optional<Expr> sum(Optional<Expr> a, Optional<Expr> b) {
        if (a.isPresent() && b.isPresent()) {
            return Optional.of(Expr.of(Op.ADD, a.get(), b.get()));
        }
        return a.or(() -> b);
    }

    private static Optional<Expr> difference(Optional<Expr> a, Optional<Expr> b) {
        if (a.isPresent() && b.isPresent()) {
            return Optional.of(Expr.of(Op.SUB, a.get(), b.get()));
        }
        return a.or(() -> b.map(d -> Expr.of(Op.NEG, d)));
    }

    private static Expr times(Expr a, Expr b) {
        return Expr.of(Op.MUL, a, b);
    }

    private static Expr second(Expr.Apply apply) {
        return apply.arguments().get(1);
    }
}
