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

    /// The range around a rate.
    ///
    /// @param rates    ascending
    /// @param relative the loss at each, as a multiple of the best one's
    /// @param best     index of the best
    static GoodRange of(double[] rates, double[] relative, int best) {
        int low = best;
        while (low > 0 && relative[low - 1] <= WITHIN) {
            low--;
        }
        int high = best;
        while (high < rates.length - 1 && relative[high + 1] <= WITHIN) {
            high++;
        }
        boolean openLow = low == 0;
        boolean openHigh = high == rates.length - 1;
        return new GoodRange(openLow ? rates[0] : crossing(rates, relative, low, low - 1),
                openHigh ? rates[high] : crossing(rates, relative, high, high + 1), openLow, openHigh);
    }

    /// Where the loss crosses the limit between a good and a bad rate; at the good one where nothing can be read off.
    private static double crossing(double[] rates, double[] relative, int good, int bad) {
        if (!(relative[good] > 0) || !Double.isFinite(relative[bad])) {
            return rates[good];
        }
        double share = StrictMath.log(WITHIN / relative[good]) / StrictMath.log(relative[bad] / relative[good]);
        return rates[good] * StrictMath.exp(share * StrictMath.log(rates[bad] / rates[good]));
    }
}
