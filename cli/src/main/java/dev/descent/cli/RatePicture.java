package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.report.RateChart;
import dev.descent.report.Series;
import dev.descent.study.RateFinding;
import dev.descent.study.StabilityLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The picture of range tests: how high each rule stands at each rate, the good rates as brackets, the limit of plain
/// descent as a line.
final class RatePicture {

    private static final int TITLE = 40;

    private final List<RateFinding> findings;
    private final String data;

    /// @param data what the rates are for, as the person called it
    RatePicture(List<RateFinding> findings, String data) {
        this.findings = findings;
        this.data = data;
    }

    /// Writes SVG and PNG.
    ///
    /// @param base  without ending
    /// @param extra a second place, or null
    List<Path> write(Path base, @Nullable Path extra, Terminal terminal) {
        List<Path> files = new ArrayList<>();
        RateChart chart = chart();
        for (Path name : extra == null ? List.of(base) : List.of(base, extra)) {
            String stem = String.valueOf(name.getFileName()).replaceFirst("\\.(svg|png)$", "");
            Path svg = name.resolveSibling(stem + ".svg");
            Path png = name.resolveSibling(stem + ".png");
            terminal.writing(svg);
            chart.writeSvg(svg);
            terminal.writing(png);
            chart.writePng(png);
            files.addAll(List.of(svg, png));
        }
        return files;
    }

    private RateChart chart() {
        boolean surface = findings.getFirst().batch() == 0;
        boolean batches = findings.stream().map(RateFinding::batch).distinct().count() > 1;
        String name = data.length() > TITLE ? data.substring(0, TITLE - 1) + "…" : data;
        RateChart chart = RateChart.of("Range test on " + name, surface
                ? "height above the lowest point, median over seeds"
                : "training loss, median over seeds").whole();
        for (RateFinding finding : findings) {
            double[][] curve = finding.curve();
            chart = chart.series(
                    Series.banded(finding.optimizer() + (batches ? " " + finding.batch() : ""), curve[0], curve[1],
                            curve[2], curve[3]),
                    finding.good().low(), finding.good().high(), Numbers.setting(finding.suggestion()));
        }
        StabilityLimit limit = findings.getFirst().limit();
        return limit == null ? chart : chart.limit(limit.rate(), "2/λ_max");
    }
}
