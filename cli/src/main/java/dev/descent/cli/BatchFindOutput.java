package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.report.HtmlReport;
import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.Series;
import dev.descent.report.TextChart;
import dev.descent.report.TextTable;
import dev.descent.study.BatchSizeJson;
import dev.descent.study.BatchSizePoint;
import dev.descent.study.BatchSizeResult;
import dev.descent.study.CriticalBatch;
import dev.descent.study.StudyFolder;
import dev.descent.train.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a search for a batch size leaves: words in the terminal, a page and a picture in the study's folder, JSON.
final class BatchFindOutput {

    private static final int CHART = 78;
    private static final double WIDTH = 530;
    private static final double HEIGHT = 380;

    private final Terminal terminal;
    private final BatchSizeResult result;
    private final Recipe recipe;
    private final DataFile data;

    BatchFindOutput(Terminal terminal, BatchSizeResult result, Recipe recipe, DataFile data) {
        this.terminal = terminal;
        this.result = result;
        this.recipe = recipe;
        this.data = data;
    }

    /// What it took, beside what was announced.
    void cost() {
        terminal.note(ComparisonOutput.cost(result.runs(), result.seconds(), result.announced(),
                result.interrupted()));
    }

    /// Table, answer, curve.
    void people() {
        table().text().lines().forEach(terminal::result);
        terminal.note(legend());
        terminal.result("");
        result.answer().forEach(terminal::sentence);
        terminal.result("");
        terminal.result("updates to the loss " + Numbers.shown(result.target()) + ":");
        TextChart.of("batch size", "updates").series(updates()).logX(true).size(terminal.columns(CHART), 14)
                .unicode(terminal.unicode()).color(terminal.colorsResults()).text().lines().forEach(terminal::result);
    }

    private TextTable table() {
        TextTable table = TextTable.of("batch", "rate", "updates", "rows/s", "seconds", "lowest loss", "regime");
        CriticalBatch critical = result.critical();
        for (BatchSizePoint point : result.points()) {
            table = table.row(Numbers.count(point.batch()), Numbers.setting(point.lr()),
                    range(point.medianUpdates(), point.updates(), Numbers::counted),
                    point.rowsPerSecond().length == 0 ? "–"
                            : range(point.speed(), point.rowsPerSecond(), value -> Numbers.shown(value)),
                    point.rowsPerSecond().length == 0 ? "–"
                            : range(point.medianSeconds(), point.seconds(), value -> Numbers.shown(value)),
                    range(point.medianLoss(), point.losses(), value -> Numbers.shown(value)),
                    critical == null ? "–" : critical.regime(point.batch()).option());
        }
        return table;
    }

    private static String range(double median, double[] values, Function<Double, String> shown) {
        if (!Double.isFinite(median)) {
            return "not reached";
        }
        String middle = shown.apply(median);
        return values.length < 2 ? middle : middle + " ["
                + shown.apply(Arrays.stream(values).min().orElse(Double.NaN)) + ", "
                + shown.apply(Arrays.stream(values).max().orElse(Double.NaN)) + "]";
    }

    private String legend() {
        return "updates and seconds: until the validation loss is " + Numbers.shown(result.target())
                + " or lower at the end of an epoch, median [min, max] over " + result.plan().seeds()
                + " seeds, at the rate that gets there in the fewest updates; rows/s: median [min, max] of repeats, timed "
                + "alone; lowest loss: at the rate where it is lowest; regime: what twice the rows bring";
    }

    private List<Series> updates() {
        List<Series> series = new ArrayList<>(List.of(banded("measured", BatchSizePoint::medianUpdates,
                BatchSizePoint::updates)));
        CriticalBatch critical = result.critical();
        if (critical != null) {
            double[] x = batches();
            series.add(Series.of("curve of the critical batch", x,
                    Arrays.stream(x).map(critical::updates).toArray()));
        }
        return series;
    }

    private double[] batches() {
        return result.points().stream().mapToDouble(BatchSizePoint::batch).toArray();
    }

    private Series banded(String name, Function<BatchSizePoint, Double> middle,
            Function<BatchSizePoint, double[]> values) {
        List<BatchSizePoint> points = result.points();
        return Series.banded(name, batches(), points.stream().mapToDouble(middle::apply).map(BatchFindOutput::finite)
                .toArray(),
                points.stream().mapToDouble(point -> finite(Arrays.stream(values.apply(point)).min()
                        .orElse(Double.NaN))).toArray(),
                points.stream().mapToDouble(point -> finite(Arrays.stream(values.apply(point)).max()
                        .orElse(Double.NaN))).toArray());
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private LineChart chart(String title, String y, List<Series> series) {
        return LineChart.of(title, "batch size", y).logX(true).yCap(Double.MAX_VALUE).size(WIDTH, HEIGHT)
                .series(series);
    }

    private LineChart picture() {
        return chart("Updates to the loss " + Numbers.shown(result.target()), "updates", updates());
    }

    /// `report.html`, `loss.svg` and `study.json`, and copies where the person wants them.
    void files(StudyFolder folder, @Nullable Path reportCopy, @Nullable Path pictureCopy) {
        HtmlReport page = page();
        write(page, folder.report());
        picture(folder.picture());
        if (reportCopy != null) {
            write(page, reportCopy);
        }
        if (pictureCopy != null) {
            picture(pictureCopy.resolveSibling(pictureCopy.getFileName() + ".svg"));
        }
        Map<String, @Nullable Object> study = new LinkedHashMap<>();
        study.put("format", StudyFolder.FORMAT);
        study.put("id", folder.id());
        study.put("kind", "batch-find");
        study.put("data", data.data().name());
        study.put("sha256", data.source().sha256());
        study.put("recipe", recipe.toJson());
        study.putAll(BatchSizeJson.result(result));
        study.put("runs", BatchSizeJson.runs(result));
        folder.save(study);
        terminal.result("report " + terminal.shown(reportCopy == null ? folder.report() : reportCopy));
    }

    private void write(HtmlReport page, Path file) {
        terminal.writing(file);
        page.write(file);
    }

    private void picture(Path file) {
        terminal.writing(file);
        picture().writeSvg(file);
    }

    private HtmlReport page() {
        HtmlReport page = HtmlReport.of("Batch sizes on " + data.data().name()).verdicts(result.answer())
                .table(table(), legend() + ".");
        String curve = "Median over the seeds, band from the fewest to the most. The second line is what a critical batch "
                + "expects: half the updates for twice the rows on the left, as many on the right.";
        page = result.timed()
                ? page.figures(picture(), curve,
                        chart("Seconds to the loss " + Numbers.shown(result.target()), "seconds",
                                List.of(banded("measured", BatchSizePoint::medianSeconds, BatchSizePoint::seconds))),
                        "The same updates at the speed of each batch size, measured alone on the machine.")
                : page.figure(picture(), curve);
        page = page.figure(chart("What each batch size reaches", "lowest validation loss",
                List.of(banded("measured", BatchSizePoint::medianLoss, BatchSizePoint::losses))),
                "At the best rate of each; median and range over the seeds, the same budget of epochs, in which large "
                        + "batches get up to 500 updates.");
        return page.folded("Recipe", Json.pretty(recipe.toJson())).json("batch-find",
                Json.write(BatchSizeJson.result(result)));
    }

    /// The last line of `batch-find --json`.
    void machines(StudyFolder folder) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.putAll(BatchSizeJson.result(result));
        event.put("study", folder.id());
        event.put("report", folder.report().toString());
        event.put("picture", folder.picture().toString());
        terminal.event(event);
    }
}
