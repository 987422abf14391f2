package dev.descent.cli;

import dev.descent.data.Dataset;
import dev.descent.train.Metrics;
import dev.descent.train.Model;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Judges a model on new labelled rows.
@CommandLine.Command(name = "evaluate", description = "Every metric of a model on new rows whose target is known.")
final class EvaluateCommand extends Command {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model's file, a run's id or folder, or last.")
    String model = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows with the target column.")
    String file = "";

    @Option(names = "--labels", paramLabel = "FILE", order = 28, description = "The labels of IDX images (default: "
            + "the file that belongs to the images by name).")
    @Nullable
    Path labels;

    @Mixin
    RequireOptions require = new RequireOptions();

    @Override
    int run(Terminal terminal) {
        Model loaded = Model.load(terminal.runs().findModel(model));
        List<RequireOptions.Condition> required = require.conditions(Metrics.names(loaded.target()));
        Dataset data = ModelData.labelled(loaded, ModelData.read(loaded, file, labels, true, terminal), terminal);
        Metrics metrics = loaded.evaluate(data);
        TrainingReport.metrics(metrics, data.name(), null, "").forEach(terminal::result);
        if (metrics instanceof Metrics.Classes classes && classes.classes().size() <= 20) {
            ConfusionTable.lines(classes).forEach(terminal::result);
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("task", loaded.target().task().option());
        event.put("metrics", metrics.json());
        event.put("rows", metrics.rows());
        // Every row is as new to the model as those that validate, so their loss is what was asked for.
        int code = RequireOptions.judge(required, metrics.values(), metrics.loss(), terminal, event);
        terminal.event(event);
        return code;
    }
}
