package dev.descent.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A search for a recipe as JSON. What is not finite becomes null when it is written.
public final class TuningJson {

    private TuningJson() {
    }

    /// The best setting, its contrasts, the numbers that repeat the search.
    public static Map<String, @Nullable Object> result(TuningResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("trials", result.trials());
        json.put("seeds", result.seeds());
        json.put("best", ComparisonJson.setting(result.best().variation()));
        json.put("bestOptimizer", result.best().variation().optimizer().name());
        json.put("bestLossOfSearch", result.best().median());
        json.put("bestLossesOfSeeds", result.bestSeeds());
        json.put("contrasts", result.contrasts().stream().map(contrast -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("what", contrast.what());
            one.put("chosen", contrast.chosen());
            one.put("instead", contrast.instead());
            one.put("difference", contrast.mean());
            one.put("low", contrast.low());
            one.put("high", contrast.high());
            one.put("decided", contrast.decided());
            one.put("text", contrast.text());
            return one;
        }).toList());
        json.put("chosen", ComparisonJson.setting(result.chosen()));
        json.put("chosenOptimizer", result.chosen().optimizer().name());
        json.put("interrupted", result.interrupted());
        json.put("answer", result.answer());
        return json;
    }

    /// Every run of the search with its history, in trial order.
    public static List<Map<String, @Nullable Object>> runs(TuningResult result) {
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (int k = 0; k < result.tried().size(); k++) {
            for (TrialResult run : result.tried().get(k).runs()) {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("trial", k + 1);
                entry.put("optimizer", run.trial().optimizer().name());
                entry.put("lr", run.trial().lr());
                entry.put("settings", ComparisonJson.setting(run.trial().variation()));
                entry.put("share", run.trial().share());
                ComparisonJson.outcome(run, entry);
                runs.add(entry);
            }
        }
        return runs;
    }
}
