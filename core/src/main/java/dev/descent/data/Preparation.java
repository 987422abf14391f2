package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns rows as people have them into numbers as networks want them. Fitted on training rows only and stored in the
/// model, so that a prediction treats a new row exactly as training treated the old ones.
public sealed interface Preparation permits TablePreparation, ImagePreparation {

    /// What is predicted.
    TargetInfo target();

    /// D, how many numbers a row becomes.
    int features();

    /// The D features' names: `rooms`, `rooms is missing`, `city = Rome`.
    List<String> featureNames();

    /// The input columns that a data set must have.
    List<String> requiredColumns();

    /// Columns that are to be read as text even where all cells look like numbers.
    List<String> categoricalColumns();

    /// Whether rows are images.
    default boolean images() {
        return this instanceof ImagePreparation;
    }

    /// What was done, a sentence each, for people.
    List<String> report();

    /// Prepares rows for a prediction; targets stay empty.
    ///
    /// @param rows which rows of the data set, in the order of the result
    /// @throws DescentException of kind DATA: missing columns, cells that cannot be used
    Transformed transform(Dataset data, int[] rows);

    /// Prepares rows with their targets; every row must have one.
    ///
    /// @throws DescentException of kind DATA: missing columns, unknown classes
    Transformed transformLabelled(Dataset data, int[] rows);

    /// The rows that have a target, ascending: those that [#transformLabelled] takes.
    ///
    /// @throws DescentException of kind DATA where the data has no such column or no labels
    int[] labelledRows(Dataset data);

    /// This preparation as a JSON object.
    Map<String, @Nullable Object> toJson();

    /// Fits a preparation.
    ///
    /// @param target    what was decided about the target
    /// @param trainRows the rows that may be looked at
    /// @throws DescentException of kind DATA where no feature is usable
    static Preparation fit(Dataset data, Target target, int[] trainRows, PreparationOptions options) {
        return switch (data) {
            case Table table -> TableFit.fit(table, target, trainRows, options);
            case Images images -> ImagePreparation.fit(images, target, options);
        };
    }

    /// A preparation from what [#toJson] gave, checked.
    ///
    /// @param where the file, for messages
    /// @throws DescentException of kind DATA
    static Preparation fromJson(@Nullable Object json, String where) {
        Map<String, @Nullable Object> object = Json.object(json, where);
        String kind = Json.string(object.get("kind"), where + ", \"kind\"");
        return switch (kind) {
            case TablePreparation.KIND -> TablePreparation.fromJson(object, where);
            case ImagePreparation.KIND -> ImagePreparation.fromJson(object, where);
            default -> throw DescentException.data(where + ", \"kind\": found \"" + kind + "\", expected "
                    + TablePreparation.KIND + " or " + ImagePreparation.KIND);
        };
    }
}
