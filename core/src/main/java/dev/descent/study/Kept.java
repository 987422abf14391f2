package dev.descent.study;

import dev.descent.common.Json;
import dev.descent.train.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run or a study that is kept on disk, as lists, filters and comparisons see it: names with values, no levels. An
/// option has the same word everywhere, so the levels of `run.json` say nothing that the names do not.
///
/// @param kind     `run`, or the kind of study: `compare`
/// @param id       the folder's name
/// @param path     the folder
/// @param state    `running`, `finished`, `diverged`, `interrupted`; `killed` where its process is gone; `damaged` where
///                 its file cannot be read
/// @param settings what decided it, under the words of the options
/// @param results  what came of it; `updatesDone` and `epochsDone` beside the budgets `updates` and `epochs`
/// @param json     the whole file
public record Kept(String kind, String id, Path path, String state, Map<String, @Nullable Object> settings,
        Map<String, @Nullable Object> results, Map<String, @Nullable Object> json) {

    /// Whether it is a single run.
    public boolean isRun() {
        return kind.equals("run");
    }

    /// A value by name: `state`, a result or a setting; null where it has none.
    public @Nullable Object value(String name) {
        return switch (name) {
            case "id" -> id;
            case "kind" -> kind;
            case "state" -> state;
            default -> results.containsKey(name) ? results.get(name) : settings.get(name);
        };
    }

    /// Every name that [#value] knows here.
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of("id", "kind", "state"));
        names.addAll(results.keySet());
        names.addAll(settings.keySet());
        return names;
    }

    /// The settings that are not the same in two of them, in the order of the recipe.
    public static List<String> differences(Kept a, Kept b) {
        Set<String> names = new LinkedHashSet<>(a.settings.keySet());
        names.addAll(b.settings.keySet());
        // Another rule says it all: that its equation is another one too is no news.
        boolean otherRule = !Objects.equals(a.settings.get("optimizer"), b.settings.get("optimizer"));
        return names.stream().filter(name -> !Objects.equals(a.settings.get(name), b.settings.get(name)))
                .filter(name -> !otherRule || !name.equals("rule")).toList();
    }

    /// A run.
    public static Kept of(RunFolder run) {
        Map<String, @Nullable Object> json = run.json();
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("data", at(json, "source", "options") instanceof Map<?, ?> options
                && options.get("called") instanceof String called ? called : shortName(at(json, "source", "name")));
        settings.put("sha256", at(json, "source", "sha256"));
        flatten(at(json, "recipe"), settings);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("created", at(json, "provenance", "created"));
        results.put("bestLoss", at(json, "result", "bestLoss"));
        results.put("bestUpdate", at(json, "result", "bestUpdate"));
        results.put("updatesDone", at(json, "result", "updates"));
        results.put("epochsDone", at(json, "result", "epochs"));
        results.put("seconds", at(json, "result", "seconds"));
        String measuredOn = Objects.toString(at(json, "result", "measuredOn"), "test");
        if (at(json, "result", "metrics") instanceof Map<?, ?> metrics) {
            metrics.forEach((name, value) -> {
                if (value instanceof Double || value == null) {
                    // The recipe has a loss too: a function. This one is measured.
                    results.put(name.equals("loss") ? measuredOn + "Loss" : String.valueOf(name), value);
                }
            });
            results.put("measuredOn", measuredOn);
        }
        for (String name : List.of("descent", "java", "os", "lanes", "threads")) {
            results.put(name, at(json, "provenance", name));
        }
        return new Kept("run", run.id(), run.path(), run.state(), settings, results, json);
    }

    static Kept of(StudyFolder study, Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("data", json.get("data"));
        settings.put("sha256", json.get("sha256"));
        flatten(json.get("recipe"), settings);
        if (json.get("plan") instanceof Map<?, ?> plan) {
            flatten(plan, settings);
        }
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("created", json.get("created"));
        results.put("runs", json.get("runs") instanceof List<?> runs ? (double) runs.size() : null);
        results.put("targetLoss", json.get("targetLoss"));
        results.put("winner", json.get("winner"));
        results.put("seconds", json.get("seconds"));
        String kind = Objects.toString(json.get("kind"), "study");
        String state = Objects.toString(json.get("status"),
                Objects.equals(json.get("interrupted"), true) ? "interrupted" : "finished");
        return new Kept(kind, study.id(), study.path(), state, settings, results, json);
    }

    /// One whose file cannot be read: it is listed and can be removed.
    static Kept damaged(Path folder, String kind, @Nullable String why) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("damage", why);
        return new Kept(kind, String.valueOf(folder.getFileName()), folder, "damaged", Map.of(), results, Map.of());
    }

    /// What a study says in sentences.
    public List<String> answer() {
        List<String> sentences = new ArrayList<>();
        if (json.get("answer") instanceof List<?> answer) {
            answer.forEach(sentence -> sentences.add(String.valueOf(sentence)));
        } else if (json.get("verdicts") instanceof List<?> verdicts) {
            verdicts.forEach(verdict -> sentences.add(Objects.toString(at(verdict, "text"), "")));
        }
        return sentences;
    }

    /// The value at the end of a path through objects; null where the path ends early.
    static @Nullable Object at(@Nullable Object json, String... path) {
        @Nullable
        Object value = json;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    /// Puts the leaves of an object into a flat map. An optimizer is its name and its settings; lists are one value.
    private static void flatten(@Nullable Object json, Map<String, @Nullable Object> flat) {
        if (!(json instanceof Map<?, ?> object)) {
            return;
        }
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            switch (value) {
                case Map<?, ?> optimizer when name.equals("optimizer") -> {
                    flat.put("optimizer", at(optimizer, "name"));
                    flat.put("variant", at(optimizer, "variant"));
                    flatten(at(optimizer, "settings"), flat);
                    flat.put("rule", Objects.toString(at(optimizer, "rule"), "").replace("\n", "; "));
                }
                case Map<?, ?> groups when name.equals("groups") ->
                    flat.put(name, groups.isEmpty() ? "" : Json.write(groups));
                case Map<?, ?> nested -> flatten(nested, flat);
                case List<?> list -> flat.put(name, list.stream().allMatch(each -> each instanceof Map<?, ?>)
                        && !list.isEmpty() ? Json.write(list) : joined(list));
                case null, default -> flat.put(name, value);
            }
        });
    }

    private static String joined(List<?> list) {
        return String.join(",", list.stream().map(each -> each instanceof String text ? text
                : String.valueOf(Json.write(each))).toList());
    }

    private static String shortName(@Nullable Object name) {
        return Objects.toString(Path.of(Objects.toString(name, "")).getFileName(), "");
    }
}
