package dev.descent.study;

import dev.descent.optim.Optimizer;
import dev.descent.train.EpochPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison's result as JSON. What is not finite, or was not reached, becomes null when it is written.
public final class ComparisonJson {

    private static final List<String> NETWORK = List.of(Dimension.BATCH, Dimension.HIDDEN, Dimension.ACTIVATION);

    private ComparisonJson() {
    }

    /// The ranking, best first: an object for each candidate.
    public static List<Map<String, @Nullable Object>> ranking(ComparisonResult result) {
        List<Map<String, @Nullable Object>> ranking = new ArrayList<>();
        for (Standing standing : result.ranking()) {
            SettingResult best = standing.best();
            @Nullable
            GoodRange good = standing.goodRange().orElse(null);
            @Nullable
            TimedRuns timed = result.timed(standing.candidate().label()).orElse(null);
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("optimizer", standing.candidate().label());
            entry.put("lr", best.lr());
            entry.put("setting", setting(best.variation()));
            entry.put("median", best.median());
            entry.put("min", best.min());
            entry.put("max", best.max());
            entry.put("updatesToTarget", standing.updatesTo(result.target()));
            entry.put("secondsToTarget", timed == null ? null : timed.median());
            entry.put("secondsMin", timed == null ? null : timed.min());
            entry.put("secondsMax", timed == null ? null : timed.max());
            entry.put("goodDecades", good == null ? null : good.decades());
            entry.put("goodLow", good == null ? null : good.low());
            entry.put("goodHigh", good == null ? null : good.high());
            entry.put("goodSettings", standing.goodSettings());
            entry.put("settings", standing.search().size());
            entry.put("diverged", standing.diverged());
            entry.put("runs", standing.runs());
            ranking.add(entry);
        }
        return ranking;
    }

    /// What a variation sets, by option.
    static Map<String, Object> setting(Variation variation) {
        Map<String, Object> entry = new LinkedHashMap<>();
        Optimizer rule = variation.optimizer();
        rule.settings().stream().filter(setting -> rule.isSet(setting.option()))
                .forEach(setting -> entry.put(setting.option(), rule.get(setting.option())));
        for (String option : NETWORK) {
            if (!variation.value(option).isEmpty()) {
                entry.put(option, variation.value(option));
            }
        }
        return entry;
    }

    /// The verdicts.
    public static List<Map<String, Object>> verdicts(ComparisonResult result) {
        return result.verdicts().stream().map(verdict -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("a", verdict.a());
            entry.put("b", verdict.b());
            entry.put("metric", verdict.metric());
            entry.put("difference", verdict.difference());
            entry.put("low", verdict.low());
            entry.put("high", verdict.high());
            entry.put("level", verdict.level());
            entry.put("seeds", verdict.seeds());
            entry.put("decided", verdict.decided());
            entry.put("text", verdict.text());
            return entry;
        }).toList();
    }

    /// What was planned: candidates with their rates, seeds.
    public static Map<String, @Nullable Object> plan(ComparisonPlan plan) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("candidates", plan.candidates().stream().map(candidate -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("optimizer", candidate.label());
            one.put("spec", candidate.optimizer().spec());
            one.put("settings", candidate.settings().stream().map(ComparisonJson::setting).toList());
            return one;
        }).toList());
        entry.put("rungs", plan.halving().rungs().stream()
                .map(rung -> Map.of("share", rung.share(), "seed", rung.seed())).toList());
        entry.put("seeds", plan.seedList());
        entry.put("sameRate", plan.sameRate());
        entry.put("targetLoss", plan.targetLoss());
        return entry;
    }

    /// Every run with its history: those of the search, then of the finals, then of the same-rate view.
    public static List<Map<String, @Nullable Object>> runs(ComparisonResult result) {
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (Standing standing : result.ranking()) {
            Stream.of(standing.search().stream(), Stream.of(standing.best()),
                    Stream.ofNullable(standing.sameRate())).flatMap(settings -> settings)
                    .flatMap(setting -> setting.runs().stream()).distinct()
                    .forEach(run -> runs.add(run(standing, run)));
        }
        return runs;
    }

    /// One finished run.
    ///
    /// @param standing whose
    static Map<String, @Nullable Object> run(Standing standing, TrialResult run) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("optimizer", standing.candidate().label());
        entry.put("lr", run.trial().lr());
        for (String option : NETWORK) {
            if (!run.trial().variation().value(option).isEmpty()) {
                entry.put(option, run.trial().variation().value(option));
            }
        }
        if (run.trial().share() < 1) {
            entry.put("share", run.trial().share());
        }
        entry.put("settings", setting(run.trial().variation()));
        outcome(run, entry);
        return entry;
    }

    /// What a run was for, how it ended, and its history: the members that the runs of every kind of study have.
    static void outcome(TrialResult run, Map<String, @Nullable Object> entry) {
        entry.put("stage", run.trial().phase().name().toLowerCase(Locale.ROOT));
        entry.put("seed", run.trial().seed());
        entry.put("stop", run.stop().name().toLowerCase(Locale.ROOT));
        entry.put("bestLoss", run.bestLoss());
        entry.put("bestUpdate", run.bestUpdate());
        entry.put("updates", run.updates());
        entry.put("update", run.history().stream().map(EpochPoint::update).toList());
        entry.put("loss", run.history().stream().map(EpochPoint::steeringLoss).toList());
    }
}
