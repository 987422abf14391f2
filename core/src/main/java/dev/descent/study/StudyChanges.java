package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a study can go on as it is asked to: what decides its runs must be what it was, or its numbers would not
/// belong together. More seeds and more optimizers only add runs.
public final class StudyChanges {

    private final List<String> changes = new ArrayList<>();

    private StudyChanges() {
    }

    /// Refuses to go on with another recipe.
    ///
    /// @param then `study.json`: its `sha256`, `recipe` and `plan`
    /// @param now  the same of what is asked for
    /// @throws DescentException (usage) naming every difference
    public static void refuse(String id, Map<String, @Nullable Object> then, Map<String, @Nullable Object> now) {
        StudyChanges changes = new StudyChanges();
        Map<String, @Nullable Object> asked = Json.parseObject(Json.write(now), "the study");
        changes.compare("data", "".equals(then.get("sha256")) ? then.get("data") : then.get("sha256"),
                "".equals(asked.get("sha256")) ? asked.get("data") : asked.get("sha256"));
        changes.compare("recipe", then.get("recipe"), asked.get("recipe"));
        changes.plans(Json.object(then.get("plan"), id + ", plan"), Json.object(asked.get("plan"), "plan"));
        if (!changes.changes.isEmpty()) {
            throw DescentException.usage(id + " was begun otherwise: " + String.join("; ", changes.changes)
                    + ". Its runs would not compare with new ones: leave the changed options out, or begin a study of "
                    + "its own without --continue.");
        }
    }

    private void plans(Map<String, @Nullable Object> then, Map<String, @Nullable Object> now) {
        compare("rungs", then.get("rungs"), now.get("rungs"));
        List<@Nullable Object> before = Json.array(then.get("seeds"), "seeds");
        List<@Nullable Object> after = Json.array(now.get("seeds"), "seeds");
        if (!Objects.equals(before.getFirst(), after.getFirst())) {
            compare("seed", before.getFirst(), after.getFirst());
        } else if (after.size() < before.size()) {
            changes.add("seeds: " + before.size() + " then, only " + after.size() + " now");
        }
        Map<String, Map<String, @Nullable Object>> asked = candidates(now);
        candidates(then).forEach((label, candidate) -> {
            Map<String, @Nullable Object> same = asked.get(label);
            if (same == null) {
                changes.add("optimizer: " + label + " then, not now");
            } else if (!candidate.equals(same)) {
                int settings = Json.array(candidate.get("settings"), "settings").size();
                int wanted = Json.array(same.get("settings"), "settings").size();
                changes.add(label + " was tried at " + settings + " settings then, at "
                        + (settings == wanted ? "others" : String.valueOf(wanted)) + " now");
            }
        });
    }

    private static Map<String, Map<String, @Nullable Object>> candidates(Map<String, @Nullable Object> plan) {
        Map<String, Map<String, @Nullable Object>> candidates = new LinkedHashMap<>();
        for (Object value : Json.array(plan.get("candidates"), "candidates")) {
            Map<String, @Nullable Object> candidate = Json.object(value, "candidate");
            candidates.put(Json.string(candidate.get("optimizer"), "optimizer"), candidate);
        }
        return candidates;
    }

    private void compare(String name, @Nullable Object then, @Nullable Object now) {
        if (then instanceof Map<?, ?> && now instanceof Map<?, ?>) {
            Map<String, @Nullable Object> before = Json.object(then, name);
            Map<String, @Nullable Object> after = Json.object(now, name);
            Set<String> keys = new LinkedHashSet<>(before.keySet());
            keys.addAll(after.keySet());
            keys.forEach(key -> compare(key, before.get(key), after.get(key)));
        } else if (!Objects.equals(then, now)) {
            changes.add(name + ": " + shown(then) + " then, " + shown(now) + " now");
        }
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string ? string : value == null ? "by default" : Json.write(value);
        return text.length() > 60 ? text.substring(0, 12) + "…" : text;
    }
}
