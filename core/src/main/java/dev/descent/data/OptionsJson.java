package dev.descent.data;

import dev.descent.common.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads [PreparationOptions] back.
final class OptionsJson {

    private OptionsJson() {
    }

    static PreparationOptions options(@Nullable Object value, String where) {
        Map<String, @Nullable Object> json = Json.object(value, where);
        @Nullable
        Object task = json.get("task");
        @Nullable
        Object target = json.get("target");
        @Nullable
        Object scale = json.get("scale");
        @Nullable
        Object scaleTarget = json.get("scaleTarget");
        return new PreparationOptions(
                target == null ? null : Json.string(target, where + ", \"target\""),
                task == null ? null : Task.of(Json.string(task, where + ", \"task\"")),
                strings(json, "features", where), strings(json, "drop", where), strings(json, "keep", where),
                strings(json, "categorical", where),
                scale == null ? Scale.STANDARD : Scale.of(Json.string(scale, where + ", \"scale\"")),
                scaleTarget == null || Json.bool(scaleTarget, where + ", \"scaleTarget\""));
    }

    static List<String> strings(Map<String, @Nullable Object> json, String key, String where) {
        @Nullable
        Object value = json.get(key);
        String what = where + ", \"" + key + "\"";
        return value == null ? List.of()
                : Json.array(value, what).stream().map(element -> Json.string(element, what)).toList();
    }
}
