package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.report.HtmlReport;
import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.Series;
import dev.descent.report.TextTable;
import dev.descent.study.Contrast;
import dev.descent.study.SettingResult;
import dev.descent.study.StudyFolder;
import dev.descent.study.TuningJson;
import dev.descent.study.TuningResult;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a search for a recipe leaves: words in the terminal, a page in the study's folder, JSON.
final class TuneOutput {

    private static final int SHOWN = 10;

    private final Terminal terminal;
    private final TuningResult result;
    private final Recipe recipe;
    private final DataFile data;
    private final TrainedRun model;
    private final String again;

    /// @param model the kept run of the chosen setting
    /// @param again the command that has the same result without a clock
    TuneOutput(Terminal terminal, TuningResult result, Recipe recipe, DataFile data, TrainedRun model, String again) {
        this.terminal = terminal;
        this.result = result;
        this.recipe = recipe;
        this.data = data;
        this.model = model;
        this.again = again;
    }

    /// How it was found, what mattered, the model.
    void people() {
        if (result.interrupted()) {
            terminal.result("interrupted: what was finished counts");
        }
        tried().text().lines().forEach(terminal::result);
        terminal.result("");
        result.answer().forEach(terminal::sentence);
        if (result.seeds() > 0) {
            terminal.note(contrastLegend());
        } else {
            terminal.note("no time was left to say what each choice is worth: give more (--budget)");
        }
        terminal.result("");
        TrainingReport.lines(model, terminal).forEach(terminal::result);
        terminal.result("again  " + again);
        terminal.result("use    " + terminal.hint("predict " + id() + " FILE" + terminal.runsDirOption()));
    }

    private String contrastLegend() {
        return "each line: the best setting against the same with that choice alone made otherwise, in pairs over "
                + result.seeds() + " fresh seeds; for the optimizer, against the best trial of another";
    }

    /// The best trials that ran their whole budget.
    private TextTable tried() {
        TextTable table = TextTable.of("trial", "setting", "validation loss", "seeds");
        List<SettingResult> whole = result.tried().stream().filter(SettingResult::whole)
                .sorted(Comparator.<SettingResult>comparingInt(setting -> -setting.runs().size())
                        .thenComparingDouble(SettingResult::median))
                .limit(SHOWN).toList();
        for (SettingResult setting : whole) {
            table = table.row(Integer.toString(result.tried().indexOf(setting) + 1),
                    TuningResult.describe(setting.variation()),
                    setting.runs().size() == 1 ? Numbers.shown(setting.median())
                            : Numbers.range(setting.median(), setting.min(), setting.max()),
                    Integer.toString(setting.runs().size()));
        }
        return table;
    }

    private TextTable contrasts() {
        TextTable table = TextTable.of("choice", "best setting", "instead", "loss more by", "95% low", "95% high");
        for (Contrast contrast : result.contrasts()) {
            table = table.row(contrast.what(), contrast.chosen(), contrast.instead(), Numbers.shown(contrast.mean()),
                    Numbers.shown(contrast.low()), Numbers.shown(contrast.high()));
        }
        return table;
    }

    /// The lowest loss so far of the trials that went all the way, over each trial's own.
    private LineChart progress() {
        double[] x = new double[result.tried().size()];
        double[] each = new double[x.length];
        double[] best = new double[x.length];
        double lowest = Double.NaN;
        for (int k = 0; k < x.length; k++) {
            SettingResult trial = result.tried().get(k);
            x[k] = k + 1;
            each[k] = Double.isFinite(trial.median()) ? trial.median() : Double.NaN;
            if (trial.finished() && Double.isFinite(trial.median()) && !(trial.median() >= lowest)) {
                lowest = trial.median();
            }
            best[k] = lowest;
        }
        return LineChart.of("The search", "trial", "validation loss").series(Series.of("best so far", x, best)
                .over(each));
    }

    /// `report.html`, `loss.svg` and `study.json`, and a copy where the person wants one.
    void files(StudyFolder folder, @Nullable Path reportCopy, double seconds) {
        HtmlReport page = page();
        terminal.writing(folder.report());
        page.write(folder.report());
        terminal.writing(folder.picture());
        progress().writeSvg(folder.picture());
        if (reportCopy != null) {
            terminal.writing(reportCopy);
            page.write(reportCopy);
        }
        Map<String, @Nullable Object> study = new LinkedHashMap<>();
        study.put("format", StudyFolder.FORMAT);
        study.put("id", folder.id());
        study.put("kind", "tune");
        study.put("data", data.data().name());
        study.put("sha256", data.source().sha256());
        study.put("recipe", recipe.toJson());
        study.putAll(TuningJson.result(result));
        study.put("seconds", seconds);
        study.put("winner", id());
        study.put("again", again);
        study.put("runs", TuningJson.runs(result));
        folder.save(study);
        terminal.result("report " + terminal.shown(reportCopy == null ? folder.report() : reportCopy));
    }

    private HtmlReport page() {
        HtmlReport page = HtmlReport.of("The best recipe for " + data.data().name()).verdicts(result.answer())
                .figure(progress(),
                        "Bold: the lowest validation loss so far, of trials that went through all rungs; thin: each "
                                + "trial's own, those that were out early included.")
                .table(tried(), "The best trials.");
        if (!result.contrasts().isEmpty()) {
            page = page.heading("What mattered").table(contrasts(), contrastLegend() + ".");
        }
        page = page.heading("The model").table(ComparisonPage.metrics(model), "On the " + model.measuredOn()
                + " rows, which chose nothing; the baseline is the " + model.baseline().rule() + ".");
        return page.listing(again).folded("Recipe", Json.pretty(model.recipe().toJson())).json("tune",
                Json.write(TuningJson.result(result)));
    }

    /// The last line of `tune --json`.
    ///
    /// @return the exit code
    int machines(StudyFolder folder, List<RequireOptions.Condition> required, double seconds) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.putAll(TuningJson.result(result));
        event.put("seconds", seconds);
        event.put("metrics", model.metrics().json());
        event.put("baseline", model.baseline().main());
        event.put("bestLoss", model.bestLoss());
        event.put("run", id());
        event.put("model", Objects.requireNonNull(model.folder()).resolve("model.descent").toString());
        event.put("again", again);
        event.put("study", folder.id());
        event.put("report", folder.report().toString());
        int code = RequireOptions.judge(required, model.metrics().values(), model.bestLoss(), terminal, event);
        terminal.event(event);
        return code;
    }

    private String id() {
        return String.valueOf(Objects.requireNonNull(model.folder()).getFileName());
    }
}
