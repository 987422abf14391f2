package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.report.HtmlReport;
import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import dev.descent.study.ComparisonJson;
import dev.descent.study.ComparisonPlan;
import dev.descent.study.ComparisonResult;
import dev.descent.train.Metrics;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import java.util.Map;
import java.util.Optional;

/// A comparison as one page: the answer, the ranking, the curves, the winner, how to repeat it.
final class ComparisonPage {

    private static final String HOW_SURE = "Loss of the one minus loss of the leader, seed by seed: runs of one seed "
            + "share rows, initial weights and order. From … to holds the true mean difference; all lines together with "
            + "95% probability, whichever came out as leader. Below 10 seeds these are Student's intervals, which take "
            + "differences to scatter about evenly to both sides; from 10 on they are studentised bootstraps, nowhere "
            + "narrower than Student's.";

    private final ComparisonResult result;
    private final ComparisonCharts charts;
    private final DataFile data;
    private final Optional<TrainedRun> winner;
    private final String trainLine;

    ComparisonPage(ComparisonResult result, ComparisonCharts charts, DataFile data, Optional<TrainedRun> winner,
            String trainLine) {
        this.result = result;
        this.charts = charts;
        this.data = data;
        this.winner = winner;
        this.trainLine = trainLine;
    }

    /// The page.
    ///
    /// @param recipe what decided the runs, for people to unfold
    HtmlReport page(String recipe) {
        HtmlReport page = HtmlReport.of("Optimizers on " + data.data().name()).paragraph(what())
                .verdicts(charts.answer())
                .table(charts.table(), charts.legend() + ".");
        String lines = "The bold line is the median of the best validation loss so far, which the ranking counts; the "
                + "band reaches from the best to the worst seed; the thin line is the loss itself (median).";
        if (result.ranking().size() > 1) {
            String same = Numbers.setting(result.plan().sameRate());
            page = page.heading("The same rate, and each at its best").figures(
                    charts.lossChart("All at rate " + same, charts.atSameRate()).axesFor(charts.atBest()),
                    "What one sees who does not look for the rate. " + lines,
                    charts.lossChart("Each at its best rate", charts.atBest()).axesFor(charts.atSameRate()),
                    "What each can do. Lines, bands and axes are those of the other chart.");
        } else {
            page = page.figure(charts.lossChart("At its best rate", charts.atBest()), lines);
        }
        if (!result.verdicts().isEmpty()) {
            page = page.heading("How sure that is").table(charts.verdicts(), HOW_SURE);
        }
        if (result.ranking().stream().anyMatch(standing -> standing.rates().size() > 1)) {
            page = page.heading("How much a wrong rate costs").figure(charts.rateChart(),
                    "From the search: every rate ran with one seed, the better half with a second, and half of those "
                            + "with a third; each rate's loss is set beside the best one's on the same seeds. The "
                            + "bracket is the range of rates within 10% of the best loss; ≥ says that it may go on "
                            + "beyond the rates tried. ✕: half of the runs or more diverged. Losses above six times the "
                            + "best lie outside the picture.");
        }
        if (winner.isPresent()) {
            TrainedRun run = winner.get();
            page = page.heading("The winner: " + result.winner().orElseThrow().candidate().label())
                    .table(metrics(run),
                            "On the " + run.measuredOn() + " rows, which chose nothing; the baseline is the "
                                    + run.baseline().rule() + ".");
        }
        if (!trainLine.isEmpty()) {
            page = page.listing(trainLine);
        }
        return page.folded("Recipe", recipe).json("comparison", Json.write(Map.of("ranking",
                ComparisonJson.ranking(result), "verdicts", ComparisonJson.verdicts(result))));
    }

    /// What was run, in a sentence or two.
    private String what() {
        ComparisonPlan plan = result.plan();
        int most = plan.candidates().stream().mapToInt(candidate -> candidate.settings().size()).max().orElse(0);
        boolean same = plan.candidates().stream().allMatch(candidate -> candidate.settings().size() == most);
        String tried = (same ? "" : "up to ") + count(most, charts.wide() ? "setting" : "learning rate");
        String words = count(plan.candidates().size(), "optimizer") + ", " + tried + " each; the best of them, found "
                + "with seeds of their own, then ran with " + count(plan.seeds(), "fresh seed") + ": "
                + count(result.runs(), "run") + ". All have the same budget, and runs of one seed the same rows, "
                + "initial weights and order of rows.";
        if (winner.isEmpty()) {
            return words;
        }
        Recipe.TrainingPart training = winner.get().recipe().training();
        String budget = training.updates() > 0 ? Numbers.count(training.updates()) + " updates"
                : count(training.epochs(), "epoch");
        StringBuilder network = new StringBuilder(Integer.toString(winner.get().model().network().inputs()));
        winner.get().model().network().layers().forEach(layer -> network.append('-').append(layer.outputs()));
        return words + " Network " + network + ", batch " + training.batch()
                + (training.accumulate() == 1 ? "" : " × " + training.accumulate()) + ", at most " + budget + "."
                + (result.interrupted() ? " It was interrupted; complete seeds are ranked: " + result.seeds() + "."
                        : "");
    }

    private static String count(int count, String thing) {
        return Numbers.count(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /// The metrics of a run with its baseline beneath.
    static TextTable metrics(TrainedRun run) {
        Metrics model = run.metrics();
        String[] columns = new String[model.values().size() + 1];
        columns[0] = "";
        int at = 1;
        for (String name : model.values().keySet()) {
            columns[at++] = name;
        }
        return TextTable.of(columns).row(cells("model", model)).row(cells("baseline", run.baseline().metrics()));
    }

    private static String[] cells(String name, Metrics metrics) {
        double[] values = metrics.values().values().stream().mapToDouble(Double::doubleValue).toArray();
        String[] cells = new String[values.length + 1];
        cells[0] = name;
        for (int i = 0; i < values.length; i++) {
            cells[i + 1] = Numbers.shown(values[i]);
        }
        return cells;
    }
}
