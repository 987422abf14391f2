package dev.descent.cli;

import dev.descent.data.Task;
import dev.descent.nn.Dense;
import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import dev.descent.train.Divergence;
import dev.descent.train.Metrics;
import dev.descent.train.StopReason;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a training, in words and as JSON.
final class TrainingReport {

    private TrainingReport() {
    }

    /// What a person sees.
    static List<String> lines(TrainedRun run, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        var recipe = run.recipe().training();
        lines.add(shape(run) + " · " + recipe.optimizer().label() + " lr " + Numbers.shown(recipe.optimizer().lr())
                + " · batch " + recipe.batch() + (recipe.accumulate() == 1 ? "" : " × " + recipe.accumulate())
                + " · seed "
                + recipe.seed());
        if (!recipe.schedule().isConstant()) {
            lines.add("rate  " + recipe.schedule().text());
        }
        recipe.groups().settings().forEach((part, values) -> values.forEach(
                (option, value) -> lines.add("part  " + part + ": " + option + " " + Numbers.shown(value))));
        lines.add(stopped(run));
        if (!run.diverged()) {
            lines.addAll(metrics(run.metrics(), run.measuredOn(), run.baseline().metrics(), run.baseline().rule()));
        }
        Path folder = run.folder();
        if (folder != null) {
            lines.add("run   " + folder.getFileName() + "  saved in " + terminal.shown(folder));
        }
        return lines;
    }

    /// A table of metrics with the baseline beneath, and for classes the recall of each.
    static List<String> metrics(Metrics metrics, String measuredOn, @Nullable Metrics baseline, String rule) {
        List<String> columns = new ArrayList<>(List.of(measuredOn + " (" + Numbers.count(metrics.rows()) + " rows)"));
        columns.addAll(metrics.values().keySet());
        TextTable table = TextTable.of(columns.toArray(String[]::new)).row(cells("model", metrics));
        if (baseline != null) {
            table = table.row(cells("baseline: " + rule, baseline));
        }
        List<String> lines = new ArrayList<>(List.of(table.text().split("\n")));
        if (metrics instanceof Metrics.Classes classes && classes.classes().size() <= 20) {
            StringBuilder recalls = new StringBuilder("recall");
            for (int k = 0; k < classes.recall().length; k++) {
                recalls.append(k == 0 ? " " : ", ").append(classes.classes().get(k)).append(' ')
                        .append(Numbers.shown(classes.recall()[k]));
            }
            lines.add(recalls.toString());
        }
        return lines;
    }

    private static String[] cells(String name, Metrics metrics) {
        List<String> cells = new ArrayList<>(List.of(name));
        metrics.values().values().forEach(value -> cells.add(Numbers.shown(value)));
        return cells.toArray(String[]::new);
    }

    private static String shape(TrainedRun run) {
        var network = run.model().network();
        StringBuilder shape = new StringBuilder(Integer.toString(network.inputs()));
        for (Dense layer : network.layers()) {
            shape.append('-').append(layer.outputs());
        }
        return "network " + shape + " (" + Numbers.count(network.count()) + " parameters)";
    }

    private static String stopped(TrainedRun run) {
        String where = Numbers.counted(run.epochs()) + " epochs, " + Numbers.count(run.updates()) + " updates, "
                + Numbers.seconds(run.seconds());
        return switch (run.stopReason()) {
            case BUDGET -> "done: " + where;
            case EARLY -> "stopped early: " + where + "; validation was best after update "
                    + Numbers.count(run.bestUpdate());
            case INTERRUPTED -> "interrupted: " + where;
            case DIVERGED -> "diverged: " + where;
        };
    }

    /// The last line of `train --json`.
    static Map<String, @Nullable Object> done(TrainedRun run) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        Task task = run.model().target().task();
        event.put("task", task.option());
        event.put("diverged", run.diverged());
        event.put("interrupted", run.stopReason() == StopReason.INTERRUPTED);
        event.put("stopped", run.stopReason().name().toLowerCase(Locale.ROOT));
        event.put("metrics", run.metrics().json());
        event.put("measuredOn", run.measuredOn());
        event.put("baseline", run.baseline().main());
        event.put("baselineMetrics", run.baseline().metrics().json());
        event.put("bestLoss", run.bestLoss());
        event.put("bestUpdate", run.bestUpdate());
        event.put("updates", run.updates());
        event.put("epochs", run.epochs());
        event.put("seconds", run.seconds());
        Path folder = run.folder();
        event.put("run", folder == null ? null : String.valueOf(folder.getFileName()));
        event.put("model", folder == null ? null : folder.resolve("model.descent").toString());
        Divergence divergence = run.divergence();
        if (divergence != null) {
            Map<String, @Nullable Object> how = new LinkedHashMap<>();
            how.put("update", divergence.update());
            how.put("epoch", divergence.epoch());
            how.put("where", divergence.where());
            how.put("lr", divergence.lr());
            how.put("stableRate", divergence.stableRate());
            how.put("message", divergence.message());
            event.put("divergence", how);
        }
        return event;
    }
}
