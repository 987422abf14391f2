package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns one input column into one or more features.
sealed interface Encoder permits NumericEncoder, CategoricalEncoder {

    /// The input column.
    String column();

    /// How many cells were missing in the training rows; where there were any, an indicator is a feature of its own.
    int missing();

    /// The features' names.
    List<String> featureNames();

    /// Writes the features of these rows.
    ///
    /// @param table  where the column comes from, for messages
    /// @param column the column of this name
    /// @param rows   which rows, in the order of the result
    /// @param x      (rows, stride) row-major; columns `at` to `at` + features − 1 are overwritten, which were 0
    /// @param notes  takes sentences about what training had not seen
    /// @throws DescentException of kind DATA where a cell cannot be used
    void encode(Table table, Column column, int[] rows, float[] x, int stride, int at, List<String> notes);

    /// What was done to the column, as a sentence, where it was more than scaling; empty otherwise.
    String report();

    /// As a JSON object.
    Map<String, @Nullable Object> toJson();

    /// Back from JSON.
    ///
    /// @throws DescentException of kind DATA
    static Encoder fromJson(@Nullable Object value, String where) {
        Map<String, @Nullable Object> json = Json.object(value, where);
        String column = Json.string(json.get("column"), where + ", \"column\"");
        String type = Json.string(json.get("type"), where + ", \"type\"");
        int missing = (int) Json.integer(json.get("missing"), where + ", \"missing\"", 0, Integer.MAX_VALUE);
        return switch (type) {
            case NumericEncoder.TYPE -> NumericEncoder.fromJson(column, missing, json, where);
            case CategoricalEncoder.TYPE -> CategoricalEncoder.fromJson(column, missing, json, where);
            default -> throw DescentException.data(where + ", \"type\": found \"" + type + "\", expected "
                    + NumericEncoder.TYPE + " or " + CategoricalEncoder.TYPE);
        };
    }

    /// The name of the indicator's feature.
    static String indicatorName(String column) {
        return column + " is missing";
    }
}
