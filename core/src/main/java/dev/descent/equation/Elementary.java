package dev.descent.equation;

/// The functions of the language as numbers: what the interpreter and scalar kernels call, and what the vector kernels
/// repeat lane by lane with the same bits.
///
/// `float` functions are own polynomials of + · fma and bit operations only, each of which IEEE 754 fixes to the bit,
/// so every platform and every width of vector gives the same result; the error bounds stand at each and are tested
/// over all floats. Coefficients are minimax fits, rounded to float one after the other with the rest refitted. Where a
/// computation branches here, the vector twin computes both sides and blends. `double` is `StrictMath`, which is
/// defined to the bit on every platform; `Math`'s floor, rint and sqrt are too, and the processor knows them.
///
/// `Math.fma` is exact with or without hardware for it, only slow without.
public final class Elementary {

    private Elementary() {
    }

    // ---- float: exp ------------------------------------------------------------------------------------------------
    // eˣ = 2ᵏ·eʳ with k = round(x / ln 2), |r| ≤ ½ ln 2. ln 2 stands in two parts, so that x − k·ln 2 keeps its last
    // bits. eʳ = 1 + (r + r²·P(r)), P of degree 5 (approximation error 2⁻³³).

    /// eˣ, within 1 ulp.
    public static float exp(float x) {
        float c = x > Minimax.EXP_HIGH ? Minimax.EXP_HIGH : x;
        c = c < Minimax.EXP_LOW ? Minimax.EXP_LOW : c;
        float shifted = Math.fma(c, Minimax.LOG2_E, Minimax.SHIFT);
        float k = shifted - Minimax.SHIFT;
        float r = Math.fma(k, -Minimax.LN2_HIGH, c);
        r = Math.fma(k, -Minimax.LN2_LOW, r);
        float p = Math.fma(Minimax.EXP_5, r, Minimax.EXP_4);
        p = Math.fma(p, r, Minimax.EXP_3);
        p = Math.fma(p, r, Minimax.EXP_2);
        p = Math.fma(p, r, Minimax.EXP_1);
        p = Math.fma(p, r, Minimax.EXP_0);
        p = Math.fma(r * r, p, r) + 1;
        // 2ᵏ in two factors: either alone stays a normal number, and the last product rounds into the subnormals or ∞.
        int n = Float.floatToRawIntBits(shifted) - Minimax.SHIFT_BITS;
        int half = n >> 1;
        return p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((n - half + 127) << 23);
    }

    // ---- float: log ------------------------------------------------------------------------------------------------
    // x = 2ᵉ·m with m in [√½, √2): ln x = e·ln 2 + ln m, and with f = m − 1, which is exact,
    // ln m = f + f²·(−½ + f·P(f)), P of degree 8 (approximation error 2⁻³⁰).

    /// The natural logarithm, within 1 ulp: −∞ at ±0, NaN below.
    public static float log(float x) {
        boolean small = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(small ? x * Minimax.LIFT : x);
        int exponent = (bits - Minimax.ROOT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float e = Float.intBitsToFloat(exponent + Minimax.SHIFT_BITS) - Minimax.SHIFT;
        e = small ? e - 23 : e;
        float p = Math.fma(Minimax.LOG_8, f, Minimax.LOG_7);
        p = Math.fma(p, f, Minimax.LOG_6);
        p = Math.fma(p, f, Minimax.LOG_5);
        p = Math.fma(p, f, Minimax.LOG_4);
        p = Math.fma(p, f, Minimax.LOG_3);
        p = Math.fma(p, f, Minimax.LOG_2);
        p = Math.fma(p, f, Minimax.LOG_1);
        p = Math.fma(p, f, Minimax.LOG_0);
        p = Math.fma(p, f, -0.5f);
        // e·ln 2 + f first, its rounding error kept: where e ≠ 0 that sum is the result but for small terms.
        float main = Math.fma(e, Minimax.LN2_HIGH, f);
        float lost = Math.fma(e, Minimax.LN2_HIGH, -main) + f;
        float rest = Math.fma(f * f, p, Math.fma(e, Minimax.LN2_LOW, lost));
        float result = main + rest;
        result = x > 0 ? result : Float.NaN;
        result = x == 0 ? Float.NEGATIVE_INFINITY : result;
        return x == Float.POSITIVE_INFINITY ? x : result;
    }

    // ---- float: tanh and sigmoid -----------------------------------------------------------------------------------
    // Below 0.625 an odd polynomial x + x³·P(x²), P of degree 4 (approximation error 2⁻²⁷); above, 1 − 2/(e²ˣ + 1),
    // where the error of the exponential is scaled down by more than half.

    /// The hyperbolic tangent, within 1.5 ulp.
    public static float tanh(float x) {
        float a = Math.abs(x);
        float z = a * a;
        float p = Math.fma(Minimax.TANH_4, z, Minimax.TANH_3);
        p = Math.fma(p, z, Minimax.TANH_2);
        p = Math.fma(p, z, Minimax.TANH_1);
        p = Math.fma(p, z, Minimax.TANH_0);
        float near = Math.fma(a * z, p, a);
        float c = a > Minimax.TANH_HIGH ? Minimax.TANH_HIGH : a;
        float far = 1 - 2 / (exp(c + c) + 1);
        return Math.copySign(a < Minimax.TANH_SPLIT ? near : far, x);
    }

    /// 1 / (1 + e⁻ˣ), within 2.5 ulp, written so that nothing overflows.
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    // ---- float: erf ------------------------------------------------------------------------------------------------
    // Below 1 x + x·P(x²), P of degree 6 (2⁻²⁹); above, 1 − e^(−Q(x)) with Q = −ln erfc of degree 6 on [1, 4] (2⁻²⁹ in
    // the result). From 4 on erfc is below half an ulp of 1.

    /// The error function 2/√π · ∫₀ˣ e^(−t²) dt, within 1.5 ulp.
    public static float erf(float x) {
        float a = Math.abs(x);
        float z = a * a;
        float p = Math.fma(Minimax.ERF_6, z, Minimax.ERF_5);
        p = Math.fma(p, z, Minimax.ERF_4);
        p = Math.fma(p, z, Minimax.ERF_3);
        p = Math.fma(p, z, Minimax.ERF_2);
        p = Math.fma(p, z, Minimax.ERF_1);
        p = Math.fma(p, z, Minimax.ERF_0);
        float near = Math.fma(a, p, a);
        float c = a > Minimax.ERF_HIGH ? Minimax.ERF_HIGH : a;
        float q = Math.fma(Minimax.ERFC_6, c, Minimax.ERFC_5);
        q = Math.fma(q, c, Minimax.ERFC_4);
        q = Math.fma(q, c, Minimax.ERFC_3);
        q = Math.fma(q, c, Minimax.ERFC_2);
        q = Math.fma(q, c, Minimax.ERFC_1);
        q = Math.fma(q, c, Minimax.ERFC_0);
        float far = 1 - exp(-q);
        return Math.copySign(a < Minimax.ERF_SPLIT ? near : far, x);
    }

    // ---- float: sin and cos ----------------------------------------------------------------------------------------
    // |x| = k·π/2 + r + s with |r| ≤ π/4 and s what r's rounding lost; π/2 stands in three parts. Then by k mod 4
    // ±sin r or ±cos r, from r + r³·P(r²) and 1 − r²/2 + r⁴·Q(r²), both of degree 2 (2⁻²⁸, 2⁻³³).
    // Beyond 65536 the three parts are too few: there StrictMath, which is fixed to the bit, takes over.

    /// The sine, x in radians, within 1 ulp.
    public static float sin(float x) {
        float a = Math.abs(x);
        if (!(a <= Minimax.CIRCLE_HIGH)) {
            return (float) StrictMath.sin(x);
        }
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(circle(a, 0)) ^ (Float.floatToRawIntBits(x) & Integer.MIN_VALUE));
    }

    /// The cosine, x in radians, within 1 ulp.
    public static float cos(float x) {
        float a = Math.abs(x);
        return !(a <= Minimax.CIRCLE_HIGH) ? (float) StrictMath.cos(x) : circle(a, 1);
    }

    /// sin(a + quarters·π/2) for a from 0 to [Minimax#CIRCLE_HIGH].
    private static float circle(float a, int quarters) {
        float shifted = Math.fma(a, Minimax.TWO_OVER_PI, Minimax.SHIFT);
        float k = shifted - Minimax.SHIFT;
        int quadrant = Float.floatToRawIntBits(shifted) + quarters;
        float first = Math.fma(k, -Minimax.HALF_PI_1, a);
        // first − k·second part, the product and the difference each with what they lost (Knuth's two-sum): near a
        // multiple of π/2 all leading bits cancel.
        float product = k * -Minimax.HALF_PI_2;
        float lost = Math.fma(k, -Minimax.HALF_PI_2, -product);
        float r = first + product;
        float b = r - first;
        float s = Math.fma(k, -Minimax.HALF_PI_3, (first - (r - b)) + (product - b) + lost);
        float z = r * r;
        float p = Math.fma(Minimax.SIN_2, z, Minimax.SIN_1);
        p = Math.fma(p, z, Minimax.SIN_0);
        float sine = Math.fma(r * z, p, s) + r;
        float q = Math.fma(Minimax.COS_2, z, Minimax.COS_1);
        q = Math.fma(q, z, Minimax.COS_0);
        q = Math.fma(z * z, q, -(r * s));
        float most = Math.fma(z, -0.5f, 1);
        float cosine = most + (Math.fma(z, -0.5f, 1 - most) + q);
        float value = (quadrant & 1) == 0 ? sine : cosine;
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) ^ ((quadrant & 2) << 30));
    }

    /// The largest integer that is not above x; keeps ±0, ±∞ and NaN.
    public static float floor(float x) {
        return (float) Math.floor(x);
    }

    /// The nearest integer, ties to even; keeps ±0, ±∞ and NaN.
    public static float round(float x) {
        return (float) Math.rint(x);
    }

    /// −1 or 1; keeps ±0 and NaN.
    public static float sign(float x) {
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    /// a − b·⌊a/b⌋, each step rounded.
    public static float mod(float a, float b) {
        return a - b * floor(a / b);
    }

    /// min(max(x, low), high).
    public static float clamp(float x, float low, float high) {
        return Math.min(Math.max(x, low), high);
    }

    /// xⁿ by repeated multiplication in one fixed order: from the second highest bit of |n| down, square, then multiply
    /// by x where the bit is set (x³ is (x·x)·x, x⁴ is (x·x)·(x·x)); x⁰ is 1, a negative n gives 1 / x^|n|.
    public static float power(float x, int n) {
        if (n == 0) {
            return 1;
        }
        int m = Math.abs(n);
        float r = x;
        for (int bit = Integer.highestOneBit(m) >>> 1; bit != 0; bit >>>= 1) {
            r = r * r;
            if ((m & bit) != 0) {
                r = r * x;
            }
        }
        return n < 0 ? 1 / r : r;
    }

    /// eˣ.
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /// The natural logarithm.
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /// The hyperbolic tangent.
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /// 1 / (1 + e⁻ˣ), written so that nothing overflows.
    public static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    /// The error function, within 4 ulp.
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /// The sine, x in radians.
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /// The cosine, x in radians.
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /// The largest integer that is not above x; keeps ±0, ±∞ and NaN.
    public static double floor(double x) {
        return Math.floor(x);
    }

    /// The nearest integer, ties to even; keeps ±0, ±∞ and NaN.
    public static double round(double x) {
        return Math.rint(x);
    }

    /// −1 or 1; keeps ±0 and NaN.
    public static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    /// a − b·⌊a/b⌋, each step rounded.
    public static double mod(double a, double b) {
        return a - b * floor(a / b);
    }

    /// min(max(x, low), high).
    public static double clamp(double x, double low, double high) {
        return Math.min(Math.max(x, low), high);
    }

    /// xⁿ by repeated multiplication, in the order of [#power(float, int)].
    public static double power(double x, int n) {
        if (n == 0) {
            return 1;
        }
        int m = Math.abs(n);
        double r = x;
        for (int bit = Integer.highestOneBit(m) >>> 1; bit != 0; bit >>>= 1) {
            r = r * r;
            if ((m & bit) != 0) {
                r = r * x;
            }
        }
        return n < 0 ? 1 / r : r;
    }
}
