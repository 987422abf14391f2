package dev.descent.study;

import dev.descent.common.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of the runs that a study keeps in its file, as a report sees it.
///
/// @param label    what it is called beside others: the optimizer's label, or what the study compares
/// @param settings what else was chosen for it: learning rate, batch size; the seed is not among them
/// @param counts   whether it ran the whole budget, for itself and not only for a view of all at one rate
/// @param last     whether its seed chose nothing: a run of the best setting, after the search
/// @param seed     of split, initial weights and order
/// @param stop     why it ended: `budget`, `early`, `diverged`, `cut`
/// @param bestLoss the lowest steering loss; infinite where it diverged or none was measured
/// @param updates  updates done
/// @param update   when losses were measured
/// @param loss     the steering losses
public record StudyRun(String label, Map<String, Object> settings, boolean counts, boolean last, String seed,
        String stop, double bestLoss, long updates, double[] update, double[] loss) {

    /// Members that are no settings of their own. `stage` and `share` say what part a run had in its study.
    private static final Set<String> NOT_SETTINGS = Set.of("label", "optimizer", "seed", "stop", "bestLoss",
            "bestUpdate", "updates", "update", "loss", "seconds", "counts", "stage", "share", "trial", "settings");

    /// Several runs of one label and one choice of settings.
    ///
    /// @param label    whose
    /// @param settings which
    /// @param runs     over the seeds
    public record Group(String label, Map<String, Object> settings, List<StudyRun> runs) {

        /// The median of the best losses; infinite where half of the runs diverged.
        public double median() {
            return Statistics.median(runs.stream().mapToDouble(StudyRun::bestLoss).toArray());
        }

        /// How many diverged.
        public int diverged() {
            return (int) runs.stream().filter(StudyRun::diverged).count();
        }
    }

    /// Whether it left the finite numbers.
    public boolean diverged() {
        return stop.equals("diverged");
    }

    /// The runs of a study, in the order of its file; none where it keeps none.
    ///
    /// @throws dev.descent.common.DescentException (data) where the file was altered
    public static List<StudyRun> of(Kept study) {
        String where = study.path() + ", runs";
        List<StudyRun> runs = new ArrayList<>();
        for (Object value : Json.array(study.json().getOrDefault("runs", List.of()), where)) {
            Map<String, @Nullable Object> run = Json.object(value, where);
            Map<String, Object> settings = new LinkedHashMap<>();
            run.forEach((name, setting) -> {
                if (setting != null && !NOT_SETTINGS.contains(name) && !(setting instanceof List<?>)) {
                    settings.put(name, setting);
                }
            });
            if (run.get("settings") instanceof Map<?, ?> nested) {
                nested.forEach((name, setting) -> settings.put(String.valueOf(name),
                        Objects.requireNonNullElse(setting, "")));
            }
            boolean counts = !Objects.equals(run.get("counts"), false) && !"same_rate".equals(run.get("stage"))
                    && !(run.get("share") instanceof Double share && share < 1);
            String stop = Objects.toString(run.get("stop"), "");
            boolean measured = run.get("bestLoss") instanceof Double && !stop.equals("diverged");
            runs.add(new StudyRun(Objects.toString(run.get("label"), Objects.toString(run.get("optimizer"), "run")),
                    settings, counts, "final".equals(run.get("stage")), seed(run.get("seed")), stop,
                    measured ? Json.number(run.get("bestLoss"), where) : Double.POSITIVE_INFINITY,
                    run.get("updates") instanceof Double updates ? updates.longValue() : 0,
                    numbers(run.get("update")), numbers(run.get("loss"))));
        }
        return runs;
    }

    /// The runs by label and settings, labels in the order of their first run.
    public static List<Group> groups(List<StudyRun> runs) {
        Map<List<Object>, List<StudyRun>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(List.of(run.label, run.settings), _ -> new ArrayList<>()).add(run));
        return groups.values().stream().map(group -> new Group(group.getFirst().label, group.getFirst().settings,
                List.copyOf(group))).toList();
    }

    /// The best group of each label, best first. Where a label has runs on seeds that chose nothing, only these count: the
    /// lowest of many tries is lucky. Otherwise groups with more seeds count before others: what was tried again was chosen
    /// for it.
    public static List<Group> best(List<StudyRun> runs) {
        Map<String, Group> best = new LinkedHashMap<>();
        Comparator<Group> better = Comparator.<Group>comparingInt(group -> -group.runs.size())
                .thenComparingDouble(Group::median).thenComparingInt(Group::diverged);
        Set<String> decided = runs.stream().filter(StudyRun::last).map(StudyRun::label).collect(Collectors.toSet());
        groups(runs.stream().filter(StudyRun::counts).filter(run -> run.last || !decided.contains(run.label)).toList())
                .forEach(group -> best.merge(group.label, group,
                        (old, other) -> better.compare(other, old) < 0 ? other : old));
        return best.values().stream().sorted(Comparator.comparingDouble(Group::median)).toList();
    }

    private static String seed(@Nullable Object seed) {
        return seed instanceof Double number ? Long.toString(number.longValue()) : Objects.toString(seed, "");
    }

    /// A list of numbers; null is a loss that was not finite.
    private static double[] numbers(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().mapToDouble(value -> value instanceof Double number ? number : Double.NaN).toArray()
                : new double[0];
    }
}
