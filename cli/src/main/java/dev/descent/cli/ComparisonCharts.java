package dev.descent.cli;

import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.RateChart;
import dev.descent.report.Series;
import dev.descent.report.TextTable;
import dev.descent.study.ComparisonResult;
import dev.descent.study.GoodRange;
import dev.descent.study.RateResult;
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

    ComparisonCharts(ComparisonResult result) {
        this.result = result;
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
            sameRate(standing).ifPresent(rate -> curves.add(curve(standing, rate)));
        }
        return curves;
    }

    private Optional<RateResult> sameRate(Standing standing) {
        return standing.rates().stream().filter(rate -> rate.lr() == result.plan().sameRate()).findFirst();
    }

    LineChart lossChart(String title, List<Series> curves) {
        LineChart chart = LineChart.of(title, "update", LOSS).size(WIDTH, HEIGHT).series(curves);
        return Double.isFinite(result.target())
                ? chart.target(result.target(), "target " + Numbers.shown(result.target()))
                : chart;
    }

    /// Loss against learning rate: how much a wrong rate costs.
    RateChart rateChart() {
        RateChart chart = RateChart.of("Loss against learning rate", "best validation loss, median over seeds");
        for (Standing standing : result.ranking()) {
            List<RateResult> rates = standing.counting();
            double[] x = rates.stream().mapToDouble(RateResult::lr).toArray();
            double[] y = rates.stream().mapToDouble(rate -> finite(rate.median())).toArray();
            double[] low = rates.stream().mapToDouble(rate -> finite(rate.min())).toArray();
            double[] high = rates.stream().mapToDouble(rate -> finite(rate.max())).toArray();
            boolean good = !standing.hopeless();
            GoodRange range = standing.goodRange();
            chart = chart.series(Series.banded(standing.candidate().label(), x, y, low, high),
                    good ? range.low() : Double.NaN, good ? range.high() : Double.NaN, good(range));
        }
        return chart;
    }

    /// The ranking. Updates and seconds count until the target is reached.
    TextTable table() {
        TextTable table = TextTable.of("optimizer", "best rate", "validation loss", "updates", "seconds", "good range",
                "diverged");
        for (Standing standing : result.ranking()) {
            RateResult best = standing.best();
            table = table.row(standing.candidate().label(), Numbers.shown(best.lr()),
                    standing.hopeless() ? "–" : Numbers.range(best.median(), best.min(), best.max()),
                    Numbers.counted(standing.updatesTo(result.target())),
                    result.timed(standing.candidate().label())
                            .map(runs -> Numbers.range(runs.median(), runs.min(), runs.max())).orElse("–"),
                    standing.hopeless() || standing.counting().size() < 2 ? "–" : good(standing.goodRange()),
                    standing.diverged() + "/" + standing.runs());
        }
        return table;
    }

    /// Who is first, and then how sure that is.
    List<String> answer() {
        List<String> sentences = new ArrayList<>();
        result.winner().ifPresent(first -> sentences.add(first.candidate().label() + " at rate "
                + Numbers.shown(first.best().lr()) + " has the lowest median validation loss, "
                + Numbers.shown(first.best().median()) + "."));
        sentences.addAll(Verdict.sentences(result.verdicts()));
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
                + "; good range: rates within 10% of the best loss";
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

    private static Series curve(Standing standing, RateResult rate) {
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
