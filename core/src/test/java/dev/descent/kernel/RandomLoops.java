package dev.descent.kernel;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Loops and numbers to run them on, from a seed.
final class RandomLoops {

    private static final Op[] COMPARISONS = {Op.LESS, Op.LESS_EQUAL, Op.GREATER, Op.GREATER_EQUAL, Op.EQUAL,
            Op.NOT_EQUAL};
    private static final Op[] BINARY = {Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.ADD, Op.SUB, Op.MUL, Op.MIN, Op.MAX};
    private static final Op[] UNARY = {Op.NEG, Op.SQRT, Op.ABS, Op.SIGN};
    private static final Op[] FUNCTIONS = {Op.EXP, Op.LOG, Op.TANH, Op.ERF, Op.SIN, Op.COS, Op.FLOOR, Op.ROUND};

    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();

    private RandomLoops(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Two to four arrays, up to two scalars, up to six statements, up to two sums.
    static Loop loop(long seed) {
        return new RandomLoops(seed).loop("random" + seed, 6, 4);
    }

    /// A loop far longer than what fits one pass.
    static Loop longLoop(long seed) {
        return new RandomLoops(seed).loop("long" + seed, 60, 5);
    }

    private Loop loop(String name, int statements, int depth) {
        List<String> arrays = List.of("a", "b", "c", "d").subList(0, random.nextInt(2, 5));
        List<String> scalars = List.of("s", "t").subList(0, random.nextInt(3));
        names.addAll(arrays);
        names.addAll(scalars);
        List<Loop.Assignment> body = new ArrayList<>();
        int count = random.nextInt(1, statements + 1) + statements / 2;
        for (int i = 0; i < count; i++) {
            String target = random.nextInt(3) == 0 ? arrays.get(random.nextInt(arrays.size())) : "l" + i;
            body.add(new Loop.Assignment(target, expr(random.nextInt(1, depth + 1))));
            if (!names.contains(target)) {
                names.add(target);
            }
        }
        body.add(new Loop.Assignment("b", expr(depth)));
        List<Loop.Sum> sums = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            sums.add(new Loop.Sum("sum" + i, expr(2)));
        }
        return new Loop(name, arrays, scalars, body, sums);
    }

    private Expr expr(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(14)) {
            case 0 -> leaf();
            case 1 -> new Expr.Conditional(condition(depth - 1), expr(depth - 1), expr(depth - 1));
            case 2 -> Expr.of(UNARY[random.nextInt(UNARY.length)], expr(depth - 1));
            case 3 -> Expr.of(FUNCTIONS[random.nextInt(FUNCTIONS.length)], expr(depth - 1));
            case 4 -> Expr.of(Op.POW, expr(depth - 1),
                    Expr.of(random.nextInt(4) == 0 ? 0.5 : random.nextInt(-3, 8)));
            case 5 -> random.nextBoolean() ? Expr.of(Op.MOD, expr(depth - 1), expr(depth - 1))
                    : Expr.of(Op.CLAMP, expr(depth - 1), leaf(), leaf());
            default -> Expr.of(BINARY[random.nextInt(BINARY.length)], expr(depth - 1), expr(depth - 1));
        };
    }

    private Expr condition(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> Expr.of(Op.NOT, condition(Math.max(0, depth - 1)));
            case 1 -> depth == 0 ? leaf()
                    : Expr.of(random.nextBoolean() ? Op.AND : Op.OR, condition(depth - 1), condition(depth - 1));
            default -> Expr.of(COMPARISONS[random.nextInt(COMPARISONS.length)], expr(depth / 2), expr(depth / 2));
        };
    }

    private Expr leaf() {
        return random.nextInt(4) == 0 ? Expr.of(List.of(0.0, 1.0, 0.1, -2.5, 1e-8, 3.0).get(random.nextInt(6)))
                : Expr.of(names.get(random.nextInt(names.size())));
    }

    /// Mostly ordinary numbers, some that arithmetic stumbles on.
    static float number(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> List.of(0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
                    Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, 1e-30f, 1e18f).get(random.nextInt(12));
            case 1 -> Float.intBitsToFloat(random.nextInt());
            case 2 -> random.nextInt(-5, 6);
            default -> (float) (random.nextGaussian() * 3);
        };
    }

    static float[] floats(SplittableRandom random, int count) {
        float[] a = new float[count];
        for (int i = 0; i < count; i++) {
            a[i] = number(random);
        }
        return a;
    }

    static double[] doubles(SplittableRandom random, int count) {
        double[] a = new double[count];
        for (int i = 0; i < count; i++) {
            a[i] = random.nextInt(20) == 0 ? Double.longBitsToDouble(random.nextLong()) : number(random);
        }
        return a;
    }
}
