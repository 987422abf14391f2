package dev.descent.study;

/// The learning rates around the best one whose median loss is within 10% of its: how much room there is for error.
///
/// Between two tried rates the loss is read off the straight line in logarithms of both.
///
/// @param low      the smallest such rate
/// @param high     the largest such rate
/// @param openLow  whether the smallest tried rate is still good, so that the range may go on below
/// @param openHigh whether the largest tried rate is still good, so that the range may go on above
public record GoodRange(double low, double high, boolean openLow, boolean openHigh) {

    static final double WITHIN = 1.10;

    /// Its width in powers of ten; 0 where only the best rate itself is good.
    public double decades() {
        return StrictMath.log10(high / low);
    }

    /// The range around the best of some rates.
    ///
    /// @param lrs    ascending
    /// @param losses the median loss of each, or what it is a multiple of; infinite where it diverged, NaN where unknown
    /// @param best   index of the best of them
    public static GoodRange of(double[] lrs, double[] losses, int best) {
        double limit = WITHIN * losses[best];
        int low = best;
        while (low > 0 && losses[low - 1] <= limit) {
            low--;
        }
        int high = best;
        while (high < lrs.length - 1 && losses[high + 1] <= limit) {
            high++;
        }
        boolean openLow = low == 0;
        boolean openHigh = high == lrs.length - 1;
        return new GoodRange(openLow ? lrs[0] : crossing(lrs, losses, low, low - 1, limit),
                openHigh ? lrs[high] : crossing(lrs, losses, high, high + 1, limit), openLow, openHigh);
    }

    /// Where the loss crosses the limit between a good and a bad rate; at the good one where nothing can be read off.
    private static double crossing(double[] lrs, double[] losses, int good, int bad, double limit) {
        if (!(losses[good] > 0) || !Double.isFinite(losses[bad])) {
            return lrs[good];
        }
        double share = StrictMath.log(limit / losses[good]) / StrictMath.log(losses[bad] / losses[good]);
        return lrs[good] * StrictMath.exp(share * StrictMath.log(lrs[bad] / lrs[good]));
    }
}
