package dev.descent.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Whether one candidate is ahead of another, each at its best setting, and how sure that is.
///
/// The best settings were found with other seeds. Runs of one seed share rows, initial weights and order, so the
/// differences are taken per seed and only their scatter counts ([Interval]). The leader is whoever came out first,
/// so each pair of candidates counts as compared, and each interval is widened for their number (Bonferroni): all
/// intervals of a comparison hold together with probability `level`. Holm's steps would decide a little more often, but
/// leave no intervals to report, and a difference without its size is half an answer.
///
/// @param a          the one that ranks higher
/// @param b          the other
/// @param metric     what is compared: `loss`, the best validation loss
/// @param difference mean of b − a over the seeds; NaN where a run diverged
/// @param low        lower end of the interval of the true difference; NaN where there is none
/// @param high       upper end; NaN where there is none
/// @param level      probability that the intervals of all verdicts hold: 0.95
/// @param seeds      how many pairs
/// @param decided    whether the interval excludes 0 (or b diverged in every run)
/// @param text       the same in words
public record Verdict(String a, String b, String metric, double difference, double low, double high, double level,
        int seeds, boolean decided, String text) {

    private static final double LEVEL = 0.95;
    /// How many times as many seeds a person may be asked for.
    private static final int MORE = 4;

    /// The leader against each of the others.
    ///
    /// @param ranking best first
    static List<Verdict> of(List<Standing> ranking) {
        List<Verdict> verdicts = new ArrayList<>();
        int pairs = Math.max(1, ranking.size() * (ranking.size() - 1) / 2);
        for (int i = 1; i < ranking.size() && !ranking.getFirst().hopeless(); i++) {
            verdicts.add(between(ranking.getFirst(), ranking.get(i), 1 - (1 - LEVEL) / pairs));
        }
        return List.copyOf(verdicts);
    }

    private static Verdict between(Standing leader, Standing other, double level) {
        String a = leader.candidate().label();
        String b = other.candidate().label();
        double[] first = leader.best().losses();
        double[] second = other.best().losses();
        int seeds = first.length;
        if (other.hopeless() || leader.best().diverged() + other.best().diverged() > 0) {
            return withDivergence(leader, other, seeds);
        }
        double[] differences = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            differences[i] = second[i] - first[i];
        }
        Interval interval = Interval.of(level, differences);
        String text = Double.isNaN(interval.low()) ? undecidable(a, b, seeds)
                : interval.decided() ? decided(a, b, interval, seeds)
                        : open(a, b, interval.mean(), level, differences);
        return new Verdict(a, b, "loss", interval.mean(), interval.low(), interval.high(), LEVEL, seeds,
                interval.decided(), text);
    }

    private static String decided(String a, String b, Interval interval, int seeds) {
        return interval.low() > 0
                ? a + " is ahead of " + b + " by " + brief(interval.low()) + " to " + brief(interval.high())
                        + " in validation loss (95%, " + seeds + " seeds)."
                : b + " has the lower mean loss by " + brief(-interval.high()) + " to " + brief(-interval.low())
                        + " (95%, " + seeds + " seeds), although " + a + " has the lower median.";
    }

    private static String open(String a, String b, double mean, double level, double[] differences) {
        int seeds = differences.length;
        int more = enough(level, Math.abs(mean), differences);
        return "No difference shown between " + a + " and " + b + " with " + seeds + " seeds; " + more
                + " would show a difference of " + brief(Interval.shown(level, more, differences)) + ".";
    }

    /// How many seeds would show a difference of that size, in fives; at most [#MORE] times as many as there were.
    private static int enough(double level, double difference, double[] differences) {
        int most = MORE * differences.length;
        int seeds = 5 * (differences.length / 5 + 1);
        while (seeds < most && Interval.shown(level, seeds, differences) > difference) {
            seeds += 5;
        }
        return Math.min(seeds, most);
    }

    private static String undecidable(String a, String b, int seeds) {
        return (seeds == 1 ? "One seed says" : seeds + " seeds say")
                + " nothing about how far chance goes, so nothing is "
                + "decided between " + a + " and " + b + ". Try --seeds 5.";
    }

    private static Verdict withDivergence(Standing leader, Standing other, int seeds) {
        String a = leader.candidate().label();
        String b = other.candidate().label();
        int lost = other.best().diverged();
        boolean always = other.best().runs().size() == lost;
        boolean decided = always && leader.best().diverged() == 0;
        String text = decided ? b + " diverged in all its runs; " + a + " in none of those at its best rate."
                : "Runs diverged at the best rate (" + a + " " + leader.best().diverged() + ", " + b + " " + lost
                        + " of " + seeds + "), so the losses of " + a + " and " + b
                        + " cannot be compared seed by seed. Smaller rates may help.";
        return new Verdict(a, b, "loss", Double.NaN, Double.NaN, Double.NaN, LEVEL, seeds, decided, text);
    }

    /// Three significant digits, with a true minus sign.
    static String brief(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        int decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString().replace('-', '−');
    }
}
