package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.data.Shuffle;
import dev.descent.train.MetricsLog;
import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is the matter with a run: one verdict, what speaks for it, how sure it is, and one thing to do.
///
/// ```java
/// Diagnosis diagnosis = Diagnosis.of(runs.find("last"), table);
/// System.out.println(diagnosis.condition().sentence());
/// ```
/// The evidence comes from the run's folder and its data: the curve, the last updates repeated, experiments from where it
/// ended, the curvature there, and a look at the data that has nothing to do with the run. Nothing in the folder is
/// changed. The same run and data give the same diagnosis.
///
/// @param run        the run's id
/// @param condition  the verdict
/// @param confidence how sure: `docs/diagnosis.md` says how often each was right
/// @param evidence   sentences with the numbers that decided
/// @param fix        what to do
public record Diagnosis(String run, Condition condition, Confidence confidence, List<String> evidence, Fix fix) {

    /// How far the weakest part of the evidence lies beyond its threshold.
    public enum Confidence {
        /// Twice the threshold or more.
        HIGH,
        /// A quarter beyond it.
        MEDIUM,
        /// Just beyond it.
        LOW;

        static Confidence of(double strength) {
            return strength >= 2 ? HIGH : strength >= 1.25 ? MEDIUM : LOW;
        }
    }

    public Diagnosis {
        evidence = List.copyOf(evidence);
    }

    /// Examines a run.
    ///
    /// @param data the data that the run began with
    /// @throws DescentException (data) where there is nothing to examine yet, or they are other data
    public static Diagnosis of(RunFolder run, Dataset data) {
        Recipe recipe = run.recipe();
        Prepared prepared = Prepared.of(data, recipe.data().preparation(), recipe.training().seed(),
                recipe.data().validation(), recipe.data().holdOut());
        boolean diverged = run.status().equals("diverged");
        long updates = updates(run);
        DataEvidence ofData = DataEvidence.of(data, recipe, prepared);
        RunEvidence ofRun = diverged ? RunEvidence.ofCurve(run, updates, recipe.training().optimizer().lr())
                : RunEvidence.of(run, prepared, updates);
        Judgement judgement = Judgement.of(diverged, recipe.training().shuffle() != Shuffle.OFF, ofData, ofRun);
        return new Diagnosis(run.id(), judgement.condition(), Confidence.of(judgement.strength()),
                diverged ? withMessage(run, judgement.evidence()) : judgement.evidence(),
                Fix.of(judgement.condition(), recipe, stableRate(run), ofData, ofRun));
    }

    private static long updates(RunFolder run) {
        Map<String, @Nullable Object> result = result(run);
        if (result.get("updates") != null) {
            return Json.integer(result.get("updates"), "updates", 0, 1L << 53);
        }
        List<MetricsLog.Entry> measured = run.measurements();
        if (measured.isEmpty()) {
            throw DescentException.data("The run " + run.id() + " has measured nothing yet: it is " + run.status()
                    + ", and there is nothing to diagnose.");
        }
        return measured.getLast().point().update();
    }

    private static Map<String, @Nullable Object> result(RunFolder run) {
        Object result = run.json().get("result");
        return result == null ? Map.of() : Json.object(result, "result");
    }

    private static double stableRate(RunFolder run) {
        Object divergence = result(run).get("divergence");
        Object rate = divergence == null ? null : Json.object(divergence, "divergence").get("stableRate");
        return rate == null ? Double.NaN : Json.number(rate, "stableRate");
    }

    private static List<String> withMessage(RunFolder run, List<String> evidence) {
        Object divergence = result(run).get("divergence");
        if (divergence == null) {
            return evidence;
        }
        List<String> all = new ArrayList<>();
        all.add(Json.string(Json.object(divergence, "divergence").get("message"), "message"));
        all.addAll(evidence);
        return all;
    }

    /// As a JSON object, without the command line of the fix.
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", run);
        json.put("verdict", condition.word());
        json.put("text", condition.sentence());
        json.put("confidence", confidence.name().toLowerCase(Locale.ROOT));
        json.put("evidence", evidence);
        json.put("fix", fix.words());
        return json;
    }
}
