package dev.descent.cli;

import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.RateChart;
import dev.descent.report.Series;
import dev.descent.report.TextTable;
import dev.descent.study.ComparisonResult;
import dev.descent.study.GoodRange;
import dev.descent.study.SettingResult;
import dev.descent.study.Standing;
import dev.descent.study.TrialResult;
import dev.descent.study.Verdict;
import dev.descent.train.EpochPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A comparison as curves and a table; terminal, picture and page show the same.
final class ComparisonCharts {

    /// What the curves show, in a few words.
    static final String LOSS = "best validation loss so far";
    // Two stand side by side on a page 1080 pixels wide, at their own size.
    private static final double WIDTH = 530;
    private static final double HEIGHT = 380;

    private final ComparisonResult result;
    /// What was searched beside the rate, and whether anything was.
    private final List<String> others;
    private final boolean wide;

    /// @param tuned what was searched, by option
    ComparisonCharts(ComparisonResult result, List<String> tuned) {
        this.result = result;
        others = tuned.stream().filter(option -> !option.equals("lr")).toList();
        wide = !others.isEmpty();
    }

    /// Validation loss over updates, each candidate at its best rate. The line is what the ranking counts, so it ends at
    /// the table's number: the best loss so far, as median and band over the seeds. The loss itself, which jumps from
    /// epoch to epoch, is its raw line.
    List<Series> atBest() {
        return result.ranking().stream().map(standing -> curve(standing, standing.best())).toList();
    }

    /// The same, all at one rate.
    List<Series> atSameRate() {
        List<Series> curves = new ArrayList<>();
        for (Standing standing : result.ranking()) {
            SettingResult same = standing.sameRate();
            if (same != null) {
                curves.add(curve(standing, same));
            }
        }
        return curves;
    }

    LineChart lossChart(String title, List<Series> curves) {
        LineChart chart = LineChart.of(title, "update", LOSS).size(WIDTH, HEIGHT).series(curves);
        return Double.isFinite(result.target())
                ? chart.target(result.target(), "target " + Numbers.shown(result.target()))
                : chart;
    }

    /// Loss against learning rate: how much a wrong rate costs.
    RateChart rateChart() {
        RateChart chart = RateChart.of("Loss against learning rate", "best validation loss in the search");
        for (Standing standing : result.ranking()) {
            List<SettingResult> rates = standing.rates();
            double[] x = rates.stream().mapToDouble(SettingResult::lr).toArray();
            double level = standing.searchedLoss();
            double[] y = rates.stream().mapToDouble(rate -> finite(level * standing.relative(rate))).toArray();
            Optional<GoodRange> range = standing.goodRange();
            chart = chart.series(Series.of(standing.candidate().label(), x, y),
                    range.map(GoodRange::low).orElse(Double.NaN), range.map(GoodRange::high).orElse(Double.NaN),
                    range.map(ComparisonCharts::good).orElse(""));
        }
        return chart;
    }

    /// The ranking. Updates and seconds count until the target is reached.
    TextTable table() {
        List<String> columns = new ArrayList<>(List.of("optimizer", "best rate"));
        columns.addAll(others);
        columns.addAll(List.of("validation loss", "updates", "seconds", wide ? "good settings" : "good range",
                "diverged"));
        TextTable table = TextTable.of(columns.toArray(String[]::new));
        for (Standing standing : result.ranking()) {
            SettingResult best = standing.best();
            List<String> cells = new ArrayList<>(
                    List.of(standing.candidate().label(), standing.hopeless() ? "–" : Numbers.setting(best.lr())));
            others.forEach(option -> cells.add(standing.hopeless() ? "–" : setting(best, option)));
            cells.addAll(List.of(
                    standing.hopeless() ? "–" : Numbers.range(best.median(), best.min(), best.max()),
                    Numbers.counted(standing.updatesTo(result.target())),
                    result.timed(standing.candidate().label())
                            .map(runs -> Numbers.range(runs.median(), runs.min(), runs.max())).orElse("–"),
                    standing.hopeless() ? "–" : wide ? standing.goodSettings() + "/" + standing.search().size()
                            : standing.goodRange().map(ComparisonCharts::good).orElse("–"),
                    standing.diverged() + "/" + standing.runs()));
            table = table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String setting(SettingResult best, String option) {
        String value = best.variation().value(option);
        return value.isEmpty() ? "–"
                : value.matches("-?[0-9.]+(E-?[0-9]+)?") ? Numbers.setting(Double.parseDouble(value))
                        : value;
    }

    /// Whether more than the rate was searched.
    boolean wide() {
        return wide;
    }

    /// The verdicts with their numbers.
    TextTable verdicts() {
        TextTable table = TextTable.of("pair", "mean difference", "from", "to", "seeds", "decided");
        for (Verdict verdict : result.verdicts()) {
            table = table.row(verdict.b() + " − " + verdict.a(), Numbers.shown(verdict.difference()),
                    Numbers.shown(verdict.low()), Numbers.shown(verdict.high()), Integer.toString(verdict.seeds()),
                    verdict.decided() ? "yes" : "no");
        }
        return table;
    }

    /// Who is first, and then how sure that is.
    List<String> answer() {
        List<String> sentences = new ArrayList<>();
        result.winner().ifPresent(first -> sentences.add(first.candidate().label() + " at rate "
                + Numbers.setting(first.best().lr()) + " has the lowest median validation loss, "
                + Numbers.shown(first.best().median()) + "."));
        result.verdicts().forEach(verdict -> sentences.add(verdict.text()));
        return sentences;
    }

    /// What the table's columns mean.
    String legend() {
        int seeds = result.seeds().size();
        return "validation loss: median" + (seeds > 1 ? " [min, max] over " + seeds + " seeds" : "")
                + " at the best rate; updates"
                + (result.timed().isEmpty() ? "" : " and seconds (median [min, max], timed "
                        + "alone)")
                + " to the loss " + Numbers.shown(result.target())
                + (wide ? "; good settings: those tried that came within 10% of the best one's loss"
                        : "; good range: rates within 10% of the best loss");
    }

    private static String good(GoodRange range) {
        return (range.openLow() || range.openHigh() ? "≥ " : "")
                + String.format(java.util.Locale.ROOT, "%.1f decades", range.decades());
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /// The lowest loss up to each epoch; a run that stopped early keeps what it had.
    private static double[] bestSoFar(double[] losses, int epochs) {
        double[] best = new double[epochs];
        double lowest = Double.NaN;
        for (int i = 0; i < epochs; i++) {
            if (i < losses.length && !(losses[i] >= lowest)) {
                lowest = losses[i];
            }
            best[i] = lowest;
        }
        return best;
    }

    private static Series curve(Standing standing, SettingResult rate) {
        List<EpochPoint> longest = List.of();
        for (TrialResult run : rate.runs()) {
            longest = run.history().size() > longest.size() ? run.history() : longest;
        }
        double[] x = longest.stream().mapToDouble(EpochPoint::update).toArray();
        double[][] losses = rate.runs().stream().map(run -> run.history().stream()
                .mapToDouble(EpochPoint::steeringLoss).toArray()).toArray(double[][]::new);
        double[][] best = new double[losses.length][];
        for (int i = 0; i < losses.length; i++) {
            best[i] = bestSoFar(losses[i], rate.runs().get(i).diverged() ? losses[i].length : x.length);
        }
        String name = standing.candidate().label();
        Series curve = Series.overSeeds(name, x, best).over(Series.overSeeds(name, x, losses).y());
        if (2 * rate.diverged() < rate.runs().size()) {
            return curve;
        }
        long update = rate.runs().stream().filter(TrialResult::diverged).mapToLong(TrialResult::updates).min()
                .orElse(0);
        return curve.diverged("diverged at update " + (update + 1));
    }
}
