package dev.descent.study;

import java.util.List;

/// The learning rates around the best one whose median loss is within 10% of its: how much room there is for error.
///
/// Between two tried rates the loss is read off the straight line in logarithms of both.
///
/// @param low      the smallest such rate
/// @param high     the largest such rate
/// @param openLow  whether the smallest tried rate is still good, so that the range may go on below
/// @param openHigh whether the largest tried rate is still good, so that the range may go on above
public record GoodRange(double low, double high, boolean openLow, boolean openHigh) {

    private static final double WITHIN = 1.10;

    /// Its width in powers of ten; 0 where only the best rate itself is good.
    public double decades() {
        return StrictMath.log10(high / low);
    }

    /// The range of a candidate.
    ///
    /// @param rates the counting ones, ascending
    /// @param best  index of the best of them
    static GoodRange of(List<RateResult> rates, int best) {
        double limit = WITHIN * rates.get(best).median();
        int low = best;
        while (low > 0 && rates.get(low - 1).median() <= limit) {
            low--;
        }
        int high = best;
        while (high < rates.size() - 1 && rates.get(high + 1).median() <= limit) {
            high++;
        }
        boolean openLow = low == 0;
        boolean openHigh = high == rates.size() - 1;
        return new GoodRange(
                openLow ? rates.getFirst().lr() : crossing(rates.get(low), rates.get(low - 1), limit),
                openHigh ? rates.getLast().lr() : crossing(rates.get(high), rates.get(high + 1), limit), openLow,
                openHigh);
    }

    /// Where the loss crosses the limit between a good and a bad rate; at the good one where nothing can be read off.
    private static double crossing(RateResult good, RateResult bad, double limit) {
        if (!(good.median() > 0) || Double.isInfinite(bad.median())) {
            return good.lr();
        }
        double share = StrictMath.log(limit / good.median()) / StrictMath.log(bad.median() / good.median());
        return good.lr() * StrictMath.exp(share * StrictMath.log(bad.lr() / good.lr()));
    }
}
