package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is predicted, and how a network's numbers become what people read.
///
/// @param name    the target column
/// @param task    what kind of prediction
/// @param classes the classes' names, in the order of their numbers; empty for a regression
/// @param mean    what is subtracted from a regression's target before training, in its unit; 0 otherwise
/// @param scale   what the difference is divided by, in its unit, above 0; 1 otherwise
public record TargetInfo(String name, Task task, List<String> classes, double mean, double scale) {

    /// Checks that the parts agree.
    public TargetInfo {
        classes = List.copyOf(classes);
        boolean regression = task == Task.REGRESSION;
        if (regression != classes.isEmpty() || !(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException("target " + name + ": " + task + " with " + classes.size()
                    + " classes, mean " + mean + ", scale " + scale);
        }
    }

    /// The target of a classification.
    public static TargetInfo classification(String name, List<String> classes) {
        return new TargetInfo(name, Task.CLASSIFICATION, classes, 0, 1);
    }

    /// The target of a regression.
    public static TargetInfo regression(String name, double mean, double scale) {
        return new TargetInfo(name, Task.REGRESSION, List.of(), mean, scale);
    }

    /// A number in the target's unit as the network sees it.
    public double scaled(double original) {
        return (original - mean) / scale;
    }

    /// A network's number in the target's unit.
    public double original(double scaled) {
        return scaled * scale + mean;
    }

    /// As a JSON object.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("task", task.option());
        json.put("classes", classes);
        json.put("mean", mean);
        json.put("scale", scale);
        return json;
    }

    /// A target from what [#toJson] gave, checked.
    ///
    /// @param where the file, for messages
    /// @throws DescentException of kind DATA
    public static TargetInfo fromJson(@Nullable Object value, String where) {
        Map<String, @Nullable Object> json = Json.object(value, where);
        String name = Json.string(json.get("name"), where + ", \"name\"");
        String task = Json.string(json.get("task"), where + ", \"task\"");
        List<String> classes = OptionsJson.strings(json, "classes", where);
        if (task.equals(Task.CLASSIFICATION.option())) {
            if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
                throw DescentException.data(where + ", \"classes\": expected two or more different texts");
            }
            return classification(name, classes);
        }
        double scale = Json.number(json.get("scale"), where + ", \"scale\"");
        if (!task.equals(Task.REGRESSION.option()) || !classes.isEmpty() || !(scale > 0)) {
            throw DescentException.data(where + ": expected the task classification with classes, or regression with "
                    + "a scale above 0 and no classes");
        }
        return regression(name, Json.number(json.get("mean"), where + ", \"mean\""), scale);
    }
}
