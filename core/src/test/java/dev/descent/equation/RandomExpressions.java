package dev.descent.equation;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.List;

/// Random expression trees, a pure function of the seed.
public final class RandomExpressions {

    private static final List<Expr.Reduction> REDUCTIONS = List.of(Expr.Reduction.values());
    private static final List<Op> NUMBERS = List.of(Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.NEG, Op.SQRT, Op.ABS, Op.MIN,
            Op.MAX, Op.SIGN,
            Op.EXP, Op.LOG, Op.TANH, Op.ERF, Op.SIN, Op.COS, Op.FLOOR, Op.ROUND, Op.MOD, Op.CLAMP);
    private static final List<Op> COMPARISONS = List.of(Op.LESS, Op.LESS_EQUAL, Op.GREATER, Op.GREATER_EQUAL, Op.EQUAL,
            Op.NOT_EQUAL);
    private static final double[] CONSTANTS = {0, 1, 2, 3, 0.5, 0.25, 1e-8, 1.5e300, -1, -2.5, -0.0, StrictMath.PI,
            StrictMath.E, 10, 1e22};

    private final CounterRandom random;
    private final List<String> names;
    private final boolean reductions;
    private long index;

    /// @param names      to choose from
    /// @param reductions whether norms and sums may occur
    public RandomExpressions(long seed, List<String> names, boolean reductions) {
        this.random = CounterRandom.of(seed, Purpose.TEST);
        this.names = names;
        this.reductions = reductions;
    }

    private int below(int bound) {
        return random.below(index++, bound);
    }

    /// A tree at most `depth` deep.
    public Expr number(int depth) {
        int choice = depth == 0 ? below(2) : below(12);
        return switch (choice) {
            case 0 -> Expr.of(CONSTANTS[below(CONSTANTS.length)]);
            case 1 -> Expr.of(names.get(below(names.size())));
            case 2 -> new Expr.Conditional(truth(depth - 1), number(depth - 1), number(depth - 1));
            case 3 -> Expr.of(Op.POW, number(depth - 1), Expr.of(new double[] {2, 3, -1, 0.5, 0, 4, -2}[below(7)]));
            case 4 -> reductions && below(3) == 0
                    ? new Expr.Reduce(REDUCTIONS.get(below(REDUCTIONS.size())), number(depth - 1))
                    : apply(NUMBERS.get(below(NUMBERS.size())), depth);
            default -> apply(NUMBERS.get(below(NUMBERS.size())), depth);
        };
    }

    private Expr apply(Op op, int depth) {
        return new Expr.Apply(op,
                java.util.stream.IntStream.range(0, op.arity()).mapToObj(_ -> number(depth - 1)).toList());
    }

    private Expr truth(int depth) {
        if (depth > 0 && below(3) == 0) {
            return switch (below(3)) {
                case 0 -> Expr.of(Op.NOT, truth(depth - 1));
                case 1 -> Expr.of(Op.AND, truth(depth - 1), truth(depth - 1));
                default -> Expr.of(Op.OR, truth(depth - 1), truth(depth - 1));
            };
        }
        return Expr.of(COMPARISONS.get(below(COMPARISONS.size())), number(Math.max(0, depth - 1)),
                number(Math.max(0, depth - 1)));
    }
}
