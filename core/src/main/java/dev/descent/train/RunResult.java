package dev.descent.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a run as JSON, and its place in the run's folder.
final class RunResult {

    private RunResult() {
    }

    /// Saves the model and closes `run.json` with the result.
    static void conclude(RunFolder folder, TrainedRun run) {
        run.model().save(folder.disk(), folder.model());
        folder.conclude(switch (run.stopReason()) {
            case BUDGET, EARLY -> "finished";
            case DIVERGED -> "diverged";
            case INTERRUPTED -> "interrupted";
        }, json(run));
    }

    static Map<String, @Nullable Object> json(TrainedRun run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("task", run.model().target().task().option());
        json.put("stopped", run.stopReason().name().toLowerCase(Locale.ROOT));
        json.put("metrics", run.metrics().json());
        json.put("measuredOn", run.measuredOn());
        json.put("baseline", RecipeJson.object("rule", run.baseline().rule(), "metrics",
                run.baseline().metrics().json()));
        json.put("bestLoss", run.bestLoss());
        json.put("bestUpdate", run.bestUpdate());
        json.put("updates", run.updates());
        json.put("epochs", run.epochs());
        json.put("seconds", run.seconds());
        Divergence divergence = run.divergence();
        if (divergence != null) {
            json.put("divergence",
                    RecipeJson.object("update", divergence.update(), "epoch", divergence.epoch(), "where",
                            divergence.where(), "losses", divergence.losses(), "lr", divergence.lr(), "stableRate",
                            divergence.stableRate(), "message", divergence.message()));
        }
        return json;
    }
}
