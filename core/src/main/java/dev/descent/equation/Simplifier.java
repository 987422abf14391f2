package dev.descent.equation;

import dev.descent.equation.Expr.Apply;
import dev.descent.equation.Expr.Constant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes expressions smaller by laws that keep every bit of the result, in float and in double, on every input: −0,
/// infinities and NaN included (one NaN is as good as another).
///
/// What is *not* here matters as much: x + 0 is not x where x is −0; 0·x is not 0 where x is infinite; x − x is not 0
/// there either; (x + a) + b is rounded twice and x + (a + b) once. What a derivative loses by that,
/// [Derivative] makes good by never building terms that are zero by structure.
final class Simplifier {

    /// One law. It gives the smaller form of an expression whose parts are already simplified, if it applies.
    ///
    /// @param name   as an equation
    /// @param reason why no bit changes
    record Law(String name, String reason, Function<Expr, Optional<Expr>> apply) {
    }

    /// All laws, in the order in which they are tried.
    static final List<Law> LAWS = List.of(
            new Law("constants are computed",
                    "a maximal part without vectors is evaluated in double and rounded once in any case",
                    Simplifier::constants),
            new Law("1·x = x·1 = x/1 = x", "multiplying or dividing by 1 is exact", Simplifier::one),
            new Law("x·(−1) = x/(−1) = −x", "only the sign changes", Simplifier::minusOne),
            new Law("x − 0 = x", "exact for every x: −0 − (+0) is −0 (but −0 + (+0) is +0, so x + 0 stays)",
                    Simplifier::minusZero),
            new Law("x/2ⁿ = x·2⁻ⁿ", "both round the same real number once, and 2⁻ⁿ is exact", Simplifier::powerOfTwo),
            new Law("−(−x) = x", "the sign flips twice", Simplifier::doubleNegation),
            new Law("x − (−y) = x + y, x + (−y) = x − y", "subtraction is defined as adding the negative",
                    Simplifier::signs),
            new Law("(−x)·(−y) = x·y, (−x)/(−y) = x/y", "sign and size of a product are computed apart",
                    Simplifier::signsCancel),
            new Law("x⁰ = 1, x¹ = x, x⁻¹ = 1/x, x^½ = √x", "by definition of the power", Simplifier::powers),
            new Law("(−x)² = |x|² = x²", "an even number of signs, and |x| differs from x only by one",
                    Simplifier::evenPowers),
            new Law("|−x| = ||x|| = |x|, |x²| = x²", "the sign is dropped; a square has none", Simplifier::absolutes),
            new Law("min(x, x) = max(x, x) = x", "both choices are the same number", Simplifier::sameChoice),
            new Law("⌊⌊x⌋⌋ = ⌊x⌋, and of round and sign alike", "the inner result is its own result",
                    Simplifier::idempotent),
            new Law("not not c = c", "truth has two values", Simplifier::doubleNot),
            new Law("if true then a else b = a", "the condition is known", Simplifier::knownCondition),
            new Law("if c then a else a = a", "both choices are the same number", Simplifier::sameBranches));

    private Simplifier() {
    }

    /// An expression with the same value, bit for bit, on every input.
    static Expr simplify(Expr expr) {
        Expr result = Trees.mapChildren(expr, Simplifier::simplify);
        for (Law law : LAWS) {
            Optional<Expr> smaller = law.apply().apply(result);
            if (smaller.isPresent()) {
                return simplify(smaller.get());
            }
        }
        return result;
    }

    private static Optional<Expr> constants(Expr expr) {
        if (!(expr instanceof Apply apply) || TreeCheck.isTruth(expr)
                || !apply.arguments().stream().allMatch(Constant.class::isInstance)) {
            return Optional.empty();
        }
        double value = Interpreter.evalDouble(expr, _ -> Double.NaN);
        return Double.isFinite(value) ? Optional.of(Expr.of(value)) : Optional.empty();
    }

    private static Optional<Expr> one(Expr expr) {
        return switch (expr) {
            case Apply(Op op, List<Expr> a) when (op == Op.MUL || op == Op.DIV) && is(a.get(1), 1) ->
                Optional.of(a.get(0));
            case Apply(Op op, List<Expr> a) when op == Op.MUL && is(a.get(0), 1) -> Optional.of(a.get(1));
            default -> Optional.empty();
        };
    }

    private static Optional<Expr> minusOne(Expr expr) {
        return switch (expr) {
            case Apply(Op op, List<Expr> a) when (op == Op.MUL || op == Op.DIV) && is(a.get(1), -1) ->
                Optional.of(Expr.of(Op.NEG, a.get(0)));
            case Apply(Op op, List<Expr> a) when op == Op.MUL && is(a.get(0), -1) ->
                Optional.of(Expr.of(Op.NEG, a.get(1)));
            default -> Optional.empty();
        };
    }

    private static Optional<Expr> minusZero(Expr expr) {
        return expr instanceof Apply(Op op, List<Expr> a) && op == Op.SUB && is(a.get(1), 0.0) ? Optional.of(a.get(0))
                : Optional.empty();
    }

    private static Optional<Expr> powerOfTwo(Expr expr) {
        if (expr instanceof Apply(Op op, List<Expr> a) && op == Op.DIV && a.get(1) instanceof Constant(double c)
                && !(a.get(0) instanceof Constant)) {
            int exponent = Math.getExponent(c);
            // Within the normal floats, so that the factor is exact in float too.
            boolean exact = exponent >= -126 && exponent <= 126 && Math.abs(c) == Math.scalb(1.0, exponent);
            return exact ? Optional.of(Expr.of(Op.MUL, a.get(0), Expr.of(1 / c))) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Expr> doubleNegation(Expr expr) {
        return argument(expr, Op.NEG).flatMap(a -> argument(a, Op.NEG));
    }

    private static Optional<Expr> signs(Expr expr) {
        if (expr instanceof Apply(Op op, List<Expr> a) && (op == Op.ADD || op == Op.SUB)) {
            return argument(a.get(1), Op.NEG).map(y -> Expr.of(op == Op.ADD ? Op.SUB : Op.ADD, a.get(0), y));
        }
        return Optional.empty();
    }

    private static Optional<Expr> signsCancel(Expr expr) {
        if (expr instanceof Apply(Op op, List<Expr> a) && (op == Op.MUL || op == Op.DIV)) {
            return argument(a.get(0), Op.NEG).flatMap(x -> argument(a.get(1), Op.NEG).map(y -> Expr.of(op, x, y)));
        }
        return Optional.empty();
    }

    private static Optional<Expr> powers(Expr expr) {
        if (!(expr instanceof Apply(Op op, List<Expr> a)) || op != Op.POW) {
            return Optional.empty();
        }
        Expr x = a.get(0);
        Expr n = a.get(1);
        if (is(n, 0)) {
            return Optional.of(Expr.of(1));
        }
        if (is(n, 1)) {
            return Optional.of(x);
        }
        if (is(n, -1)) {
            return Optional.of(Expr.of(Op.DIV, Expr.of(1), x));
        }
        return is(n, 0.5) ? Optional.of(Expr.of(Op.SQRT, x)) : Optional.empty();
    }

    private static Optional<Expr> evenPowers(Expr expr) {
        if (expr instanceof Apply(Op op, List<Expr> a) && op == Op.POW && is(a.get(1), 2)) {
            return argument(a.get(0), Op.NEG).or(() -> argument(a.get(0), Op.ABS))
                    .map(x -> Expr.of(Op.POW, x, a.get(1)));
        }
        return Optional.empty();
    }

    private static Optional<Expr> absolutes(Expr expr) {
        return argument(expr, Op.ABS).flatMap(a -> switch (a) {
            case Apply(Op op, List<Expr> _) when op == Op.ABS -> Optional.of(a);
            case Apply(Op op, List<Expr> x) when op == Op.NEG -> Optional.of(Expr.of(Op.ABS, x.get(0)));
            case Apply(Op op, List<Expr> x) when op == Op.POW && is(x.get(1), 2) -> Optional.of(a);
            default -> Optional.empty();
        });
    }

    private static Optional<Expr> sameChoice(Expr expr) {
        return expr instanceof Apply(Op op, List<Expr> a) && (op == Op.MIN || op == Op.MAX) && a.get(0).equals(a.get(1))
                ? Optional.of(a.get(0))
                : Optional.empty();
    }

    private static Optional<Expr> idempotent(Expr expr) {
        if (expr instanceof Apply(Op outer, List<Expr> a) && a.get(0) instanceof Apply(Op inner, List<Expr> _)) {
            boolean whole = (outer == Op.FLOOR || outer == Op.ROUND)
                    && (inner == Op.FLOOR || inner == Op.ROUND || inner == Op.SIGN);
            return whole || outer == Op.SIGN && inner == Op.SIGN ? Optional.of(a.get(0)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Expr> doubleNot(Expr expr) {
        return argument(expr, Op.NOT).flatMap(a -> argument(a, Op.NOT));
    }

    private static Optional<Expr> knownCondition(Expr expr) {
        if (expr instanceof Expr.Conditional c && Trees.names(c.condition()).isEmpty()
                && !hasReduction(c.condition())) {
            return Optional.of(Interpreter.evalDouble(c.condition(), _ -> Double.NaN) != 0 ? c.then() : c.otherwise());
        }
        return Optional.empty();
    }

    private static Optional<Expr> sameBranches(Expr expr) {
        return expr instanceof Expr.Conditional c && c.then().equals(c.otherwise()) ? Optional.of(c.then())
                : Optional.empty();
    }

    private static boolean hasReduction(Expr expr) {
        return expr instanceof Expr.Reduce || Trees.children(expr).stream().anyMatch(Simplifier::hasReduction);
    }

    /// The argument of an operation of one argument, if the expression is that operation.
    private static Optional<Expr> argument(Expr expr, Op op) {
        return expr instanceof Apply apply && apply.op() == op ? Optional.of(apply.arguments().getFirst())
                : Optional.empty();
    }

    /// Whether an expression is this very constant; −0 is not 0.
    private static boolean is(Expr expr, double value) {
        return expr instanceof Constant(double c) && Double.doubleToRawLongBits(c) == Double.doubleToRawLongBits(value);
    }
}
