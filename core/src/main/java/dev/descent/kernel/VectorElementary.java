package dev.descent.kernel;

import dev.descent.equation.Elementary;
import dev.descent.equation.Minimax;
import dev.descent.equation.Op;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector twin of [Elementary]'s float functions: the same operations in the same order on every lane, so the same
/// bits. Where the scalar code branches, both sides are computed and blended. All vectors are of the preferred species.
///
/// Reasons and error bounds stand in [Elementary]; this file is read beside it. Each function is the body of its own
/// loop, compiled once whatever kernels call it, and calls nothing but the Vector API and, first thing, [#exp]: HotSpot
/// stops inlining a caller's own helpers after some 100 vector operations, and what it does not inline it boxes. Loaded
/// only where the module `jdk.incubator.vector` is there.
final class VectorElementary {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private VectorElementary() {
    }

    /// y ← op(x) over `count` elements; x and y may be the same array at the same place.
    static void apply(Op op, float[] x, int xAt, float[] y, int yAt, int count) {
        int bound = S.loopBound(count);
        int done = bound == 0 ? 0 : switch (op) {
            case EXP -> exp(x, xAt, y, yAt, bound);
            case LOG -> log(x, xAt, y, yAt, bound);
            case TANH -> tanh(x, xAt, y, yAt, bound);
            case ERF -> erf(x, xAt, y, yAt, bound);
            case SIN -> circle(x, xAt, y, yAt, bound, 0);
            case COS -> circle(x, xAt, y, yAt, bound, 1);
            case FLOOR -> round(x, xAt, y, yAt, bound, true);
            case ROUND -> round(x, xAt, y, yAt, bound, false);
            case ADD, SUB, MUL, DIV, NEG, POW, SQRT, ABS, MIN, MAX, SIGN, MOD, CLAMP, LESS, LESS_EQUAL, GREATER,
                    GREATER_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                throw new IllegalArgumentException(op + " is not a function of one number");
        };
        ScalarElementary.apply(op, x, xAt + done, y, yAt + done, count - done);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector c = x.blend(Minimax.EXP_HIGH, x.compare(VectorOperators.GT, Minimax.EXP_HIGH));
        c = c.blend(Minimax.EXP_LOW, c.compare(VectorOperators.LT, Minimax.EXP_LOW));
        FloatVector shifted = c.fma(Minimax.LOG2_E, Minimax.SHIFT);
        FloatVector k = shifted.sub(Minimax.SHIFT);
        FloatVector r = k.fma(FloatVector.broadcast(S, -Minimax.LN2_HIGH), c);
        r = k.fma(FloatVector.broadcast(S, -Minimax.LN2_LOW), r);
        FloatVector p = r.fma(Minimax.EXP_5, Minimax.EXP_4);
        p = p.fma(r, FloatVector.broadcast(S, Minimax.EXP_3));
        p = p.fma(r, FloatVector.broadcast(S, Minimax.EXP_2));
        p = p.fma(r, FloatVector.broadcast(S, Minimax.EXP_1));
        p = p.fma(r, FloatVector.broadcast(S, Minimax.EXP_0));
        p = r.mul(r).fma(p, r).add(1);
        IntVector n = shifted.reinterpretAsInts().sub(Minimax.SHIFT_BITS);
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second = n.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(first).mul(second);
    }

    private static int exp(float[] from, int fromAt, float[] to, int toAt, int bound) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            exp(x).intoArray(to, toAt + i);
        }
        return bound;
    }

    private static int log(float[] from, int fromAt, float[] to, int toAt, int bound) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = x.blend(x.mul(Minimax.LIFT), small).reinterpretAsInts();
            IntVector exponent = bits.sub(Minimax.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
            FloatVector e = exponent.add(Minimax.SHIFT_BITS).reinterpretAsFloats().sub(Minimax.SHIFT);
            e = e.blend(e.sub(23), small);
            FloatVector p = f.fma(Minimax.LOG_8, Minimax.LOG_7);
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_6));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_5));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_4));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_3));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_2));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_1));
            p = p.fma(f, FloatVector.broadcast(S, Minimax.LOG_0));
            p = p.fma(f, FloatVector.broadcast(S, -0.5f));
            FloatVector main = e.fma(FloatVector.broadcast(S, Minimax.LN2_HIGH), f);
            FloatVector lost = e.fma(FloatVector.broadcast(S, Minimax.LN2_HIGH), main.neg()).add(f);
            FloatVector rest = f.mul(f).fma(p, e.fma(FloatVector.broadcast(S, Minimax.LN2_LOW), lost));
            FloatVector result = FloatVector.broadcast(S, Float.NaN).blend(main.add(rest),
                    x.compare(VectorOperators.GT, 0));
            result = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
            result = result.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            result.intoArray(to, toAt + i);
        }
        return bound;
    }

    private static int tanh(float[] from, int fromAt, float[] to, int toAt, int bound) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            FloatVector a = x.abs();
            FloatVector c = a.blend(Minimax.TANH_HIGH, a.compare(VectorOperators.GT, Minimax.TANH_HIGH));
            FloatVector far = FloatVector.broadcast(S, 1).sub(FloatVector.broadcast(S, 2).div(exp(c.add(c)).add(1)));
            FloatVector z = a.mul(a);
            FloatVector p = z.fma(Minimax.TANH_4, Minimax.TANH_3);
            p = p.fma(z, FloatVector.broadcast(S, Minimax.TANH_2));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.TANH_1));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.TANH_0));
            FloatVector near = a.mul(z).fma(p, a);
            FloatVector result = far.blend(near, a.compare(VectorOperators.LT, Minimax.TANH_SPLIT));
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(to, toAt + i);
        }
        return bound;
    }

    private static int erf(float[] from, int fromAt, float[] to, int toAt, int bound) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            FloatVector a = x.abs();
            FloatVector c = a.blend(Minimax.ERF_HIGH, a.compare(VectorOperators.GT, Minimax.ERF_HIGH));
            FloatVector q = c.fma(Minimax.ERFC_6, Minimax.ERFC_5);
            q = q.fma(c, FloatVector.broadcast(S, Minimax.ERFC_4));
            q = q.fma(c, FloatVector.broadcast(S, Minimax.ERFC_3));
            q = q.fma(c, FloatVector.broadcast(S, Minimax.ERFC_2));
            q = q.fma(c, FloatVector.broadcast(S, Minimax.ERFC_1));
            q = q.fma(c, FloatVector.broadcast(S, Minimax.ERFC_0));
            FloatVector far = FloatVector.broadcast(S, 1).sub(exp(q.neg()));
            FloatVector z = a.mul(a);
            FloatVector p = z.fma(Minimax.ERF_6, Minimax.ERF_5);
            p = p.fma(z, FloatVector.broadcast(S, Minimax.ERF_4));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.ERF_3));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.ERF_2));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.ERF_1));
            p = p.fma(z, FloatVector.broadcast(S, Minimax.ERF_0));
            FloatVector near = a.fma(p, a);
            FloatVector result = far.blend(near, a.compare(VectorOperators.LT, Minimax.ERF_SPLIT));
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(to, toAt + i);
        }
        return bound;
    }

    /// sin(x + quarters·π/2). Arguments beyond the reduction's reach are rare: their whole vector takes the scalar way,
    /// which gives each lane the bits it would have had.
    private static int circle(float[] from, int fromAt, float[] to, int toAt, int bound,
            int quarters) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            FloatVector a = x.abs();
            if (!a.compare(VectorOperators.LE, Minimax.CIRCLE_HIGH).allTrue()) {
                ScalarElementary.apply(quarters == 0 ? Op.SIN : Op.COS, from, fromAt + i, to, toAt + i, S.length());
                continue;
            }
            FloatVector shifted = a.fma(Minimax.TWO_OVER_PI, Minimax.SHIFT);
            FloatVector k = shifted.sub(Minimax.SHIFT);
            IntVector quadrant = shifted.reinterpretAsInts().add(quarters);
            FloatVector first = k.fma(FloatVector.broadcast(S, -Minimax.HALF_PI_1), a);
            FloatVector product = k.mul(-Minimax.HALF_PI_2);
            FloatVector lost = k.fma(FloatVector.broadcast(S, -Minimax.HALF_PI_2), product.neg());
            FloatVector r = first.add(product);
            FloatVector b = r.sub(first);
            FloatVector s = k.fma(FloatVector.broadcast(S, -Minimax.HALF_PI_3),
                    first.sub(r.sub(b)).add(product.sub(b)).add(lost));
            FloatVector z = r.mul(r);
            FloatVector p = z.fma(Minimax.SIN_2, Minimax.SIN_1);
            p = p.fma(z, FloatVector.broadcast(S, Minimax.SIN_0));
            FloatVector sine = r.mul(z).fma(p, s).add(r);
            FloatVector q = z.fma(Minimax.COS_2, Minimax.COS_1);
            q = q.fma(z, FloatVector.broadcast(S, Minimax.COS_0));
            q = z.mul(z).fma(q, r.mul(s).neg());
            FloatVector most = z.fma(-0.5f, 1);
            FloatVector cosine = most
                    .add(z.fma(FloatVector.broadcast(S, -0.5f), FloatVector.broadcast(S, 1).sub(most)).add(q));
            VectorMask<Float> even = quadrant.and(1).compare(VectorOperators.EQ, 0).cast(S);
            IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
            if (quarters == 0) {
                sign = sign.lanewise(VectorOperators.XOR, x.reinterpretAsInts().and(Integer.MIN_VALUE));
            }
            cosine.blend(sine, even).reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats()
                    .intoArray(to, toAt + i);
        }
        return bound;
    }

    /// |x| + 2²³ − 2²³ rounds as the machine rounds, to even; from 2²³ on a float is whole already.
    private static int round(float[] from, int fromAt, float[] to, int toAt, int bound,
            boolean down) {
        for (int i = 0; i < bound; i += S.length()) {
            FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
            FloatVector a = x.abs();
            FloatVector whole = a.add(0x1p23f).sub(0x1p23f);
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            whole = whole.reinterpretAsInts().or(sign).reinterpretAsFloats();
            FloatVector r = x.blend(whole, a.compare(VectorOperators.LT, 0x1p23f));
            if (down) {
                r = r.blend(r.sub(1), r.compare(VectorOperators.GT, x));
            }
            r.intoArray(to, toAt + i);
        }
        return bound;
    }
}
