package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.report.HtmlReport;
import dev.descent.report.Numbers;
import dev.descent.report.TextChart;
import dev.descent.study.ComparisonJson;
import dev.descent.study.ComparisonResult;
import dev.descent.study.StudyFolder;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a comparison leaves: words in the terminal, a page and a picture in the study's folder, JSON.
final class ComparisonOutput {

    private static final int WIDTH = 98;
    private static final int CHART = 78;
    /// Where no terminal says how wide it is, the table need not be cut.
    private static final int TABLE = 1000;

    private final Terminal terminal;
    private final ComparisonResult result;
    private final ComparisonCharts charts;
    private final DataFile data;
    private final StudyStart started;
    private final Optional<TrainedRun> winner;
    private final String trainLine;

    /// @param winner    the kept run of the winner, if there is one
    /// @param trainLine the command that trains it again
    ComparisonOutput(Terminal terminal, ComparisonResult result, StudyStart started, DataFile data,
            Optional<TrainedRun> winner, String trainLine) {
        this.terminal = terminal;
        this.result = result;
        this.started = started;
        this.data = data;
        this.winner = winner;
        this.trainLine = trainLine;
        charts = new ComparisonCharts(result, started.tuned());
    }

    /// Table, verdicts, curves, the winner.
    void people() {
        if (result.interrupted()) {
            terminal.result("interrupted: ranked are the " + result.seeds().size() + " seeds that were complete");
        }
        charts.table().within(terminal.columns(TABLE)).stream().map(table -> table.text(terminal.unicode()))
                .collect(Collectors.joining("\n\n")).lines().forEach(terminal::result);
        wrapped(charts.legend()).forEach(terminal::note);
        terminal.result("");
        charts.answer().forEach(sentence -> wrapped(sentence).forEach(terminal::result));
        terminal.result("");
        terminal.result("each at its best rate, median over the seeds:");
        TextChart.of("update", ComparisonCharts.LOSS).series(charts.atBest()).size(terminal.columns(CHART), 14)
                .unicode(terminal.unicode())
                .color(terminal.colorsResults()).text().lines().forEach(terminal::result);
        winner.ifPresentOrElse(run -> {
            terminal.result("");
            terminal.result(
                    "winner: " + result.winner().orElseThrow().candidate().label() + ", on rows that chose nothing:");
            TrainingReport.metrics(run.metrics(), run.measuredOn(), run.baseline().metrics(), run.baseline().rule())
                    .forEach(terminal::result);
            terminal.result("run    " + id(run) + "  saved in " + terminal.shown(folder(run)));
            terminal.result("again  " + trainLine);
            terminal.result("use    " + terminal.hint("predict " + id(run) + " FILE" + terminal.runsDirOption()));
        }, () -> {
            if (result.winner().isEmpty()) {
                terminal.say("error: every run diverged; try smaller rates, such as --lr 0.00001,0.0001,0.001");
            }
        });
    }

    /// What it took, beside what was announced.
    void cost() {
        terminal.note(cost(result.runs(), result.seconds(), result.announced(), result.interrupted()));
    }

    /// What a study took, in words.
    static String cost(int runs, double seconds, double announced, boolean interrupted) {
        return Numbers.count(runs) + " runs took " + Numbers.seconds(seconds)
                + (interrupted ? "" : "; announced were " + Numbers.seconds(announced));
    }

    /// A long sentence as lines of at most the table's usual width, or the terminal's.
    private List<String> wrapped(String sentence) {
        return Wrap.lines(sentence, terminal.columns(WIDTH));
    }

    /// `report.html`, `loss.svg` and `study.json`, and copies where the person wants them.
    void files(StudyFolder folder, @Nullable Path reportCopy, @Nullable Path pictureCopy) {
        HtmlReport page = new ComparisonPage(result, charts, data, winner, trainLine)
                .page(Json.pretty(started.definition()));
        write(page, folder.report());
        picture(folder.picture());
        if (reportCopy != null) {
            write(page, reportCopy);
        }
        if (pictureCopy != null) {
            picture(pictureCopy.resolveSibling(pictureCopy.getFileName() + ".svg"));
        }
        folder.save(study(folder));
        terminal.result("report " + terminal.shown(reportCopy == null ? folder.report() : reportCopy));
    }

    private void write(HtmlReport page, Path file) {
        terminal.writing(file);
        page.write(file);
    }

    private void picture(Path file) {
        terminal.writing(file);
        charts.lossChart("Each at its best rate", charts.atBest()).writeSvg(file);
    }

    private Map<String, @Nullable Object> study(StudyFolder folder) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(started.json(folder));
        json.put("ranking", ComparisonJson.ranking(result));
        json.put("verdicts", ComparisonJson.verdicts(result));
        json.put("targetLoss", result.target());
        json.put("status", result.interrupted() ? "interrupted" : "finished");
        json.put("interrupted", result.interrupted());
        json.put("runs", ComparisonJson.runs(result));
        json.put("winner", winner.map(ComparisonOutput::id).orElse(null));
        return json;
    }

    /// The last line of `compare --json`.
    ///
    /// @param required what must hold of the winner
    /// @return the exit code
    int machines(StudyFolder folder, List<RequireOptions.Condition> required) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("ranking", ComparisonJson.ranking(result));
        event.put("verdicts", ComparisonJson.verdicts(result));
        event.put("targetLoss", result.target());
        event.put("diverged", result.winner().isEmpty());
        event.put("interrupted", result.interrupted());
        event.put("seeds", result.seeds());
        event.put("runs", result.runs());
        event.put("announcedSeconds", result.announced());
        event.put("seconds", result.seconds());
        winner.ifPresent(run -> event.put("metrics", run.metrics().json()));
        event.put("run", winner.map(ComparisonOutput::id).orElse(null));
        event.put("model", winner.map(run -> folder(run).resolve("model.descent").toString()).orElse(null));
        event.put("train", trainLine);
        event.put("study", folder.id());
        event.put("report", folder.report().toString());
        event.put("picture", folder.picture().toString());
        int code = winner.map(run -> RequireOptions.judge(required, run.metrics().values(),
                result.winner().orElseThrow().best().median(), terminal, event))
                .orElse(result.interrupted() ? CtrlC.EXIT_CODE : DescentException.Kind.DIVERGED.exitCode());
        terminal.event(event);
        return code;
    }

    private static Path folder(TrainedRun run) {
        Path folder = run.folder();
        if (folder == null) {
            throw new IllegalStateException("the winner's run was not kept");
        }
        return folder;
    }

    private static String id(TrainedRun run) {
        return String.valueOf(folder(run).getFileName());
    }
}
