package dev.descent.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person decides about the preparation of data; everything else is found from the training rows.
///
/// @param target      the column to predict; null means the label of images
/// @param task        what kind of prediction; null means by the target's values
/// @param features    the only columns to use; empty means all but the target
/// @param drop        columns not to use
/// @param keep        columns to use even where they are constant or look like an id
/// @param categorical columns whose numbers are names of categories
/// @param scale       how numeric features are scaled
/// @param scaleTarget whether a regression's target is standardised for training
public record PreparationOptions(@Nullable String target, @Nullable Task task, List<String> features,
        List<String> drop, List<String> keep, List<String> categorical, Scale scale, boolean scaleTarget) {

    /// Copies the lists.
    public PreparationOptions {
        features = List.copyOf(features);
        drop = List.copyOf(drop);
        keep = List.copyOf(keep);
        categorical = List.copyOf(categorical);
    }

    /// The defaults: all columns, standardised, task by the target's values.
    ///
    /// @param target the column to predict
    public static PreparationOptions of(@Nullable String target) {
        return new PreparationOptions(target, null, List.of(), List.of(), List.of(), List.of(), Scale.STANDARD, true);
    }

    /// With another task; null means by the target's values.
    public PreparationOptions withTask(@Nullable Task other) {
        return new PreparationOptions(target, other, features, drop, keep, categorical, scale, scaleTarget);
    }

    /// With these columns only.
    public PreparationOptions withFeatures(List<String> names) {
        return new PreparationOptions(target, task, names, drop, keep, categorical, scale, scaleTarget);
    }

    /// Without these columns.
    public PreparationOptions withDrop(List<String> names) {
        return new PreparationOptions(target, task, features, names, keep, categorical, scale, scaleTarget);
    }

    /// With these columns even where they are constant or look like an id.
    public PreparationOptions withKeep(List<String> names) {
        return new PreparationOptions(target, task, features, drop, names, categorical, scale, scaleTarget);
    }

    /// With these columns read as categories.
    public PreparationOptions withCategorical(List<String> names) {
        return new PreparationOptions(target, task, features, drop, keep, names, scale, scaleTarget);
    }

    /// With another scaling of features.
    public PreparationOptions withScale(Scale other) {
        return new PreparationOptions(target, task, features, drop, keep, categorical, other, scaleTarget);
    }

    /// With or without scaling of a regression's target.
    public PreparationOptions withScaleTarget(boolean on) {
        return new PreparationOptions(target, task, features, drop, keep, categorical, scale, on);
    }

    /// These options as a JSON object, for a recipe.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("target", target);
        json.put("task", task == null ? null : task.option());
        json.put("features", features);
        json.put("drop", drop);
        json.put("keep", keep);
        json.put("categorical", categorical);
        json.put("scale", scale.option());
        json.put("scaleTarget", scaleTarget);
        return json;
    }

    /// Options from what [#toJson] gave; missing members mean the default.
    ///
    /// @param where the file, for messages
    /// @throws dev.descent.common.DescentException of kind DATA
    public static PreparationOptions fromJson(@Nullable Object json, String where) {
        return OptionsJson.options(json, where);
    }
}
