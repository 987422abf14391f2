package dev.descent.study;

/// Student's t distribution (Gosset 1908): how far a mean of few values strays, in units of its estimated error.
final class StudentT {

    private static final int MAX_TERMS = 500;

    private StudentT() {
    }

    /// P(T ≤ t) = 1 − ½·I(ν/(ν + t²); ν/2, ½) for t ≥ 0, with the regularised incomplete beta function I.
    ///
    /// @param freedom ν, degrees of freedom, at least 1
    static double cumulative(double t, int freedom) {
        double tail = 0.5 * regularisedBeta(freedom / (freedom + t * t), freedom / 2.0, 0.5);
        return t >= 0 ? 1 - tail : tail;
    }

    /// The t below which a share `p` of the distribution lies, by bisection: exact to about 1e-12.
    ///
    /// @param p between 0 and 1, both excluded
    static double quantile(double p, int freedom) {
        if (p < 0.5) {
            return -quantile(1 - p, freedom);
        }
        double low = 0;
        double high = 1;
        while (cumulative(high, freedom) < p && high < 1e12) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, freedom) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// I(x; a, b) by its continued fraction (Abramowitz and Stegun 1964, 26.5.8), evaluated with Lentz's method; for
    /// large x through I(x; a, b) = 1 − I(1 − x; b, a), where the fraction converges faster.
    private static double regularisedBeta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - regularisedBeta(1 - x, b, a);
        }
        double front = StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log1p(-x) + logGamma(a + b) - logGamma(a)
                - logGamma(b)) / a;
        double tiny = 1e-300;
        double f = 1;
        double c = 1;
        double d = 0;
        for (int i = 0; i <= MAX_TERMS; i++) {
            int m = i / 2;
            double term = i == 0 ? 1
                    : i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                            : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + term * d;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = 1 + term / c;
            c = Math.abs(c) < tiny ? tiny : c;
            f *= c * d;
            if (Math.abs(1 - c * d) < 1e-15) {
                break;
            }
        }
        return front * (f - 1);
    }

    /// log Γ(x) for x > 0: Stirling's series after shifting x above 10, where it is exact to double precision.
    private static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 10) {
            shift -= StrictMath.log(y);
            y++;
        }
        double z = 1 / (y * y);
        double series = (1.0 / 12 + z * (-1.0 / 360 + z * (1.0 / 1260 + z * (-1.0 / 1680 + z / 1188)))) / y;
        return shift + (y - 0.5) * StrictMath.log(y) - y + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }
}
