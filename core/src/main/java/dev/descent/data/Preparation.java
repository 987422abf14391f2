package dev.descent.data;

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
    /// @throws dev.descent.common.DescentException of kind DATA: missing columns, cells that cannot be used
    Transformed transform(Dataset data, int[] rows);

    /// Prepares rows with their targets; every row must have one.
    ///
    /// @throws dev.descent.common.DescentException of kind DATA: missing columns, unknown classes
    Transformed transformLabelled(Dataset data, int[] rows);

    /// This preparation as a JSON object.
    Map<String, @Nullable Object> toJson();

    /// Fits a preparation.
    ///
    /// @param target    what was decided about the target
    /// @param trainRows the rows that may be looked at
    /// @throws dev.descent.common.DescentException of kind DATA where no feature is usable
    static Preparation fit(Dataset data, Target target, int[] trainRows, PreparationOptions options) {
        throw new UnsupportedOperationException("being written");
    }

    /// A preparation from what [#toJson] gave, checked.
    ///
    /// @param where the file, for messages
    /// @throws dev.descent.common.DescentException of kind DATA
    static Preparation fromJson(@Nullable Object json, String where) {
        throw new UnsupportedOperationException("being written");
    }
}
