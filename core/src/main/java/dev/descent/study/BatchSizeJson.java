package dev.descent.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A search for a batch size as JSON. What is not finite, or was not reached, becomes null when it is written.
public final class BatchSizeJson {

    private BatchSizeJson() {
    }

    /// Target, points, critical batch, noise scale, answer.
    public static Map<String, @Nullable Object> result(BatchSizeResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("targetLoss", result.target());
        json.put("fastest", result.fastest().map(BatchSizePoint::batch).orElse(null));
        json.put("batches", result.points().stream().map(point -> point(result, point)).toList());
        CriticalBatch critical = result.critical();
        if (critical != null) {
            Map<String, @Nullable Object> fit = new LinkedHashMap<>();
            fit.put("rows", critical.rows());
            fit.put("low", critical.low());
            fit.put("high", critical.high());
            fit.put("leastUpdates", critical.leastUpdates());
            json.put("criticalBatch", fit);
        }
        json.put("noiseScale", result.noise().stream().map(scale -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("update", scale.update());
            one.put("rows", scale.value());
            one.put("low", scale.low());
            one.put("high", scale.high());
            one.put("gradientNorm", scale.gradient());
            return one;
        }).toList());
        json.put("seeds", result.plan().seedList());
        json.put("interrupted", result.interrupted());
        json.put("announcedSeconds", result.announced());
        json.put("seconds", result.seconds());
        json.put("answer", result.answer());
        return json;
    }

    private static Map<String, @Nullable Object> point(BatchSizeResult result, BatchSizePoint point) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("batch", point.batch());
        json.put("lr", point.lr());
        json.put("updatesToTarget", point.medianUpdates());
        json.put("updates", point.updates());
        json.put("secondsToTarget", point.medianSeconds());
        json.put("rowsPerSecond", point.speed());
        json.put("rowsPerSecondOfRepeats", point.rowsPerSecond());
        json.put("qualityLr", point.qualityLr());
        json.put("bestLoss", point.medianLoss());
        json.put("losses", point.losses());
        CriticalBatch critical = result.critical();
        json.put("regime", critical == null ? null : critical.regime(point.batch()).option());
        return json;
    }

    /// Every run with its history: those of the search, then those that count.
    public static List<Map<String, @Nullable Object>> runs(BatchSizeResult result) {
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (BatchSizePoint point : result.points()) {
            Stream.concat(point.search().stream().flatMap(setting -> setting.runs().stream()), point.runs().stream())
                    .forEach(run -> {
                        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                        entry.put("label", "batch " + point.batch());
                        entry.put("batch", point.batch());
                        entry.put("lr", run.trial().lr());
                        ComparisonJson.outcome(run, entry);
                        runs.add(entry);
                    });
        }
        return runs;
    }
}
