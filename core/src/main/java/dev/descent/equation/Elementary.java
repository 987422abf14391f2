package dev.descent.equation;

/// The functions of the language as numbers: what the interpreter and scalar kernels call, and what the vector kernels
/// repeat lane by lane with the same bits.
///
/// `double` is `StrictMath`, which is defined to the bit on every platform.
public final class Elementary {

    private Elementary() {
    }

    /// eˣ.
    public static float exp(float x) {
        return (float) StrictMath.exp(x);
    }

    /// The natural logarithm: −∞ at ±0, NaN below.
    public static float log(float x) {
        return (float) StrictMath.log(x);
    }

    /// The hyperbolic tangent.
    public static float tanh(float x) {
        return (float) StrictMath.tanh(x);
    }

    /// 1 / (1 + e⁻ˣ).
    public static float sigmoid(float x) {
        return (float) sigmoid((double) x);
    }

    /// The error function 2/√π · ∫₀ˣ e^(−t²) dt.
    public static float erf(float x) {
        return (float) erf((double) x);
    }

    /// The sine, x in radians.
    public static float sin(float x) {
        return (float) StrictMath.sin(x);
    }

    /// The cosine, x in radians.
    public static float cos(float x) {
        return (float) StrictMath.cos(x);
    }

    /// The largest integer that is not above x; keeps ±0, ±∞ and NaN.
    public static float floor(float x) {
        return (float) StrictMath.floor(x);
    }

    /// The nearest integer, ties to even; keeps ±0, ±∞ and NaN.
    public static float round(float x) {
        return (float) StrictMath.rint(x);
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

    /// The error function, within a few ulp.
    ///
    /// Below 3 the series 2/√π · e^(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (1·3·5·…·(2n+1)), whose terms all have one sign, so that nothing
    /// cancels. From 3 on 1 − erfc, with erfc from its continued fraction e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))),
    /// where an error in erfc < 2.3e-5 hardly reaches the result.
    public static double erf(double x) {
        double a = Math.abs(x);
        if (!(a < 6)) {
            return a >= 6 ? Math.copySign(1, x) : x;
        }
        if (a < 1e-8) {
            // x³/3 is below half an ulp of x.
            return x * TWO_OVER_ROOT_PI;
        }
        // x² = h + l exactly, since e^(−x²) would magnify the rounding of x².
        double h = a * a;
        double l = Math.fma(a, a, -h);
        double e = StrictMath.exp(-h) * (1 - l);
        double result;
        if (a < 3) {
            double term = a;
            double sum = a;
            for (int n = 1; term > sum * 0x1p-54; n++) {
                term = term * (2 * h) / (2 * n + 1);
                sum += term;
            }
            result = TWO_OVER_ROOT_PI * e * sum;
        } else {
            double fraction = a;
            for (int n = 40; n > 0; n--) {
                fraction = a + 0.5 * n / fraction;
            }
            result = 1 - 0.5 * TWO_OVER_ROOT_PI * e / fraction;
        }
        return Math.copySign(result, x);
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
        return StrictMath.floor(x);
    }

    /// The nearest integer, ties to even; keeps ±0, ±∞ and NaN.
    public static double round(double x) {
        return StrictMath.rint(x);
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

    /// 2/√π.
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
}
