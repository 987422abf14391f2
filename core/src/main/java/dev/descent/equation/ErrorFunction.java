package dev.descent.equation;

/// The error function in double, which `StrictMath` lacks.
final class ErrorFunction {

    /// 2/√π.
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

    private ErrorFunction() {
    }

    /// The error function, within 4 ulp.
    ///
    /// Below 2 the series 2/√π · e^(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (1·3·5·…·(2n+1)), whose terms all have one sign, so that
    /// nothing cancels. From 2 on 1 − erfc, with erfc from its continued fraction e^(−x²)/√π · 1/(x + ½/(x + 1/(x +
    /// 1½/(x + …)))), where an error in erfc < 0.005 hardly reaches the result.
    static double erf(double x) {
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
        if (a < 2) {
            double term = a;
            double sum = a;
            for (int n = 1; term > sum * 0x1p-54; n++) {
                term = term * (2 * h) / (2 * n + 1);
                sum += term;
            }
            result = TWO_OVER_ROOT_PI * e * sum;
        } else {
            double fraction = a;
            for (int n = 60; n > 0; n--) {
                fraction = a + 0.5 * n / fraction;
            }
            result = 1 - 0.5 * TWO_OVER_ROOT_PI * e / fraction;
        }
        return Math.copySign(result, x);
    }
}
