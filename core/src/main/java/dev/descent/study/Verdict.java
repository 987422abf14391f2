package dev.descent.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Whether one candidate is ahead of another, each at its best rate, and how sure that is.
///
/// Runs of one seed share rows, initial weights and order, so the differences are taken per seed and only their scatter
/// counts. The interval is Student's around their mean, widened for the number of comparisons (Bonferroni), so that all
/// intervals of a comparison hold together with probability `level`.
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

    /// Two values always lie on a line through any story; three are the fewest whose scatter says something.
    private static final int FEWEST = 3;
    private static final double LEVEL = 0.95;

    /// The leader against each of the others.
    ///
    /// @param ranking best first
    static List<Verdict> of(List<Standing> ranking) {
        List<Verdict> verdicts = new ArrayList<>();
        // The leader was picked for being ahead, so every pair counts as compared.
        int comparisons = Math.max(1, ranking.size() * (ranking.size() - 1) / 2);
        for (int i = 1; i < ranking.size() && !ranking.getFirst().hopeless(); i++) {
            verdicts.add(between(ranking.getFirst(), ranking.get(i), comparisons));
        }
        return List.copyOf(verdicts);
    }

    /// What the verdicts say together: a sentence for each decided one, and one for all that are open.
    public static List<String> sentences(List<Verdict> verdicts) {
        List<String> sentences = new ArrayList<>(
                verdicts.stream().filter(Verdict::decided).map(Verdict::text).toList());
        List<Verdict> open = verdicts.stream().filter(verdict -> !verdict.decided()).toList();
        List<Verdict> measured = open.stream().filter(verdict -> !Double.isNaN(verdict.low())).toList();
        if (measured.size() < 2) {
            open.forEach(verdict -> sentences.add(verdict.text()));
            return sentences;
        }
        StringJoiner others = new StringJoiner(", ");
        measured.forEach(
                verdict -> others.add(verdict.b() + " (" + brief(verdict.low()) + " to " + brief(verdict.high())
                        + ")"));
        int seeds = measured.getFirst().seeds();
        sentences.add(
                "No difference shown with " + seeds + " seeds between " + measured.getFirst().a() + " and " + others
                        + ". In brackets: by how much its loss exceeds that of " + measured.getFirst().a()
                        + " (95% interval); each includes 0. More seeds can decide: --seeds " + more(seeds) + ".");
        open.stream().filter(verdict -> Double.isNaN(verdict.low())).forEach(verdict -> sentences.add(verdict.text()));
        return sentences;
    }

    private static Verdict between(Standing leader, Standing other, int comparisons) {
        String a = leader.candidate().label();
        String b = other.candidate().label();
        double[] first = leader.best().losses();
        double[] second = other.best().losses();
        int seeds = first.length;
        if (leader.best().diverged() + other.best().diverged() > 0) {
            return withDivergence(leader, other, seeds);
        }
        double[] differences = new double[seeds];
        int ahead = 0;
        for (int i = 0; i < seeds; i++) {
            differences[i] = second[i] - first[i];
            ahead += differences[i] > 0 ? 1 : 0;
        }
        double mean = Statistics.mean(differences);
        if (seeds < FEWEST) {
            return new Verdict(a, b, "loss", mean, Double.NaN, Double.NaN, LEVEL, seeds, false,
                    undecidable(a, b, seeds));
        }
        double half = Statistics.halfWidth(1 - (1 - LEVEL) / comparisons, differences);
        boolean decided = mean - half > 0 || mean + half < 0;
        String text = decided ? decided(a, b, mean - half, mean + half, seeds)
                : "No difference shown between " + a + " and " + b + " with " + seeds + " seeds: " + a + " is ahead in "
                        + ahead + " of them, and the true difference lies between " + brief(mean - half) + " and "
                        + brief(mean + half) + " (95%). More seeds can decide: --seeds " + more(seeds) + ".";
        return new Verdict(a, b, "loss", mean, mean - half, mean + half, LEVEL, seeds, decided, text);
    }

    private static String decided(String a, String b, double low, double high, int seeds) {
        return low > 0
                ? a + " is ahead of " + b + " by " + brief(low) + " to " + brief(high) + " in validation loss (95%, "
                        + seeds + " seeds)."
                : b + " has the lower mean loss by " + brief(-high) + " to " + brief(-low) + " (95%, " + seeds
                        + " seeds), although " + a + " has the lower median.";
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
        boolean decided = lost == seeds && leader.best().diverged() == 0;
        String text = decided ? b + " diverged in all its runs; " + a + " in none of those at its best rate."
                : "Runs diverged at the best rate (" + a + " " + leader.best().diverged() + ", " + b + " " + lost
                        + " of "
                        + seeds + "), so the losses of " + a + " and " + b
                        + " cannot be compared seed by seed. Smaller rates may help.";
        return new Verdict(a, b, "loss", Double.NaN, Double.NaN, Double.NaN, LEVEL, seeds, decided, text);
    }

    private static int more(int seeds) {
        return seeds < 5 ? 10 : 2 * seeds;
    }

    /// Three significant digits, with a true minus sign.
    private static String brief(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        int decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString().replace('-', '−');
    }
}
