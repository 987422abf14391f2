package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.report.Series;
import dev.descent.report.TextChart;
import dev.descent.report.TextTable;
import dev.descent.study.RateFinding;
import dev.descent.study.StabilityLimit;
import java.util.ArrayList;
import java.util.List;

/// What a learning rate's finder found, for a terminal.
final class RateText {

    private static final int COLUMNS = 78;
    private static final int ROWS = 11;

    private final RateFinding finding;
    private final Terminal terminal;

    RateText(RateFinding finding, Terminal terminal) {
        this.finding = finding;
        this.terminal = terminal;
    }

    List<String> lines() {
        int seeds = finding.tests().size();
        double[][] curve = finding.curve();
        List<String> lines = new ArrayList<>();
        lines.add(title(finding) + ": range test" + (seeds == 1 ? "" : "s of " + seeds + " seeds (median)"));
        lines.addAll(TextChart.of("learning rate η", finding.batch() == 0 ? "height" : "training loss")
                .series(Series.of(finding.optimizer(), curve[0], curve[1])).size(terminal.columns(COLUMNS), ROWS)
                .logX(true).unicode(terminal.unicode()).color(terminal.colorsResults()).text().lines().toList());
        lines.add("valley " + rule("valley") + "   steepest " + rule("steepest") + "   minimum/10 "
                + rule("minimumTenth"));
        lines.add("");
        lines.addAll(checks().text(terminal.unicode()).lines().toList());
        lines.add("");
        lines.add("suggested rate " + terminal.bold(Numbers.setting(finding.suggestion())) + ", good from " + good());
        StabilityLimit limit = finding.limit();
        if (limit != null) {
            lines.add("2/λ_max = " + Numbers.setting(limit.rate()) + " " + limit.where());
            lines.add(worth(limit.kind()));
        }
        return lines;
    }

    /// `adam · batch 32`
    static String title(RateFinding finding) {
        return finding.optimizer() + (finding.batch() == 0 ? "" : " · batch " + finding.batch());
    }

    private String rule(String rule) {
        double[] found = finding.overSeeds(rule);
        return found[1] == found[2] ? Numbers.setting(found[0])
                : Numbers.setting(found[0]) + " [" + Numbers.setting(found[1]) + ", " + Numbers.setting(found[2]) + "]";
    }

    private TextTable checks() {
        TextTable table = TextTable.of("rate", (finding.batch() == 0 ? "height after " : "validation loss after ")
                + Numbers.count(finding.shortUpdates()) + " updates");
        for (RateFinding.Check check : finding.checks()) {
            table = table.row(Numbers.setting(check.rate()), Double.isFinite(check.median())
                    ? Numbers.range(check.median(), check.min(), check.max())
                    : "diverged");
        }
        return table;
    }

    private String good() {
        var good = finding.good();
        return (good.openLow() ? "at most " : "") + Numbers.setting(good.low()) + " to "
                + (good.openHigh() ? "at least " : "") + Numbers.setting(good.high()) + " (within 10% of the best)";
    }

    /// What 2/λ_max is worth.
    private static String worth(StabilityLimit.Kind kind) {
        return switch (kind) {
            case EXACT -> "  the exact limit of plain descent with full batches";
            case ESTIMATE ->
                "  by power iteration; the limit of plain descent with full batches while the curvature is "
                        + "this";
        };
    }
}
