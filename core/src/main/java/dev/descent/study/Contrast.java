package dev.descent.study;

import java.util.List;

/// What one choice of the best setting is worth: the same runs with that choice alone made otherwise, seed by seed.
///
/// @param what      which choice: `lr`, `batch`, `depth`; for `optimizer` the best setting of another rule
/// @param chosen    the value of the best setting
/// @param instead   the other value
/// @param variation the setting with it
/// @param losses    its lowest validation losses, per seed; infinite where it diverged
/// @param mean      by how much they exceed those of the best setting
/// @param low       lower end of the 95% interval; NaN where there is none
/// @param high      upper end
public record Contrast(String what, String chosen, String instead, Variation variation, double[] losses, double mean,
        double low, double high) {

    private static final double LEVEL = 0.95;

    static Contrast of(Planned planned, double[] losses, double[] best) {
        double[] differences = new double[best.length];
        for (int s = 0; s < best.length; s++) {
            differences[s] = losses[s] - best[s];
        }
        Interval interval = Interval.of(LEVEL, differences);
        return new Contrast(planned.what, planned.chosen, planned.instead, planned.variation, losses, interval.mean(),
                interval.low(), interval.high());
    }

    /// A contrast before it has run.
    ///
    /// @param what      which choice
    /// @param chosen    the best setting's value
    /// @param instead   the other
    /// @param variation the setting with it
    record Planned(String what, String chosen, String instead, Variation variation) {
    }

    /// Whether the interval excludes 0.
    public boolean decided() {
        return low > 0 || high < 0;
    }

    /// In words: what the choice is worth.
    public String text() {
        String pair = what + " " + chosen + " instead of " + instead;
        if (Double.isInfinite(mean) || Double.isNaN(mean)) {
            return pair + ": with the other, runs diverged.";
        }
        String interval = Double.isFinite(low) && Double.isFinite(high)
                ? " (95%: " + Verdict.brief(low) + " to " + Verdict.brief(high) + ")" : "";
        if (!decided()) {
            return pair + ": no difference shown, a gain of " + Verdict.brief(mean) + " in validation loss" + interval
                    + ".";
        }
        return pair + (mean > 0 ? " gains " : " loses: a gain of ") + Verdict.brief(mean) + " in validation loss"
                + interval + ".";
    }

    /// The losses' mean.
    double meanLoss() {
        return Statistics.mean(losses);
    }

    static List<Contrast> byWorth(List<Contrast> contrasts) {
        return contrasts.stream().sorted((a, b) -> Double.compare(b.mean, a.mean)).toList();
    }
}
