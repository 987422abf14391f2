package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A column of categories as one feature per category, 1 where the row has it (one-hot); a missing cell as the most
/// frequent category, with an indicator beside it; an unknown category as none of them.
///
/// @param column     the input column
/// @param missing    how many training cells were missing
/// @param categories the known categories, in order
/// @param usual      which category a missing cell counts as
/// @param rare       how many further categories the training rows had, treated like unknown ones
record CategoricalEncoder(String column, int missing, List<String> categories, int usual, int rare)
        implements
            Encoder {

    static final String TYPE = "categorical";
    /// More categories than this are kept by frequency: each is a column of weights.
    static final int MOST_CATEGORIES = 100;

    /// Copies the categories.
    CategoricalEncoder {
        categories = List.copyOf(categories);
    }

    /// Fits an encoder to training rows, of which at least one has a value.
    static CategoricalEncoder fit(Column column, int[] trainRows) {
        List<ColumnSummary.Frequency> frequencies = Frequencies.of(column, trainRows);
        List<String> kept = frequencies.stream().limit(MOST_CATEGORIES).map(ColumnSummary.Frequency::value).toList();
        List<String> sorted = kept.stream().sorted(Target.BY_NUMBER_THEN_TEXT).toList();
        int present = frequencies.stream().mapToInt(ColumnSummary.Frequency::count).sum();
        return new CategoricalEncoder(column.name(), trainRows.length - present, sorted,
                sorted.indexOf(kept.getFirst()), frequencies.size() - kept.size());
    }

    @Override
    public List<String> featureNames() {
        List<String> names = new ArrayList<>();
        for (String category : categories) {
            names.add(column + " = " + category);
        }
        if (missing > 0) {
            names.add(Encoder.indicatorName(column));
        }
        return names;
    }

    @Override
    public void encode(Table table, Column input, int[] rows, float[] x, int stride, int at, List<String> notes) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String category : categories) {
            numbers.put(category, numbers.size());
        }
        int filled = 0;
        int unknown = 0;
        TreeSet<String> unknowns = new TreeSet<>();
        for (int i = 0; i < rows.length; i++) {
            boolean empty = input.missing(rows[i]);
            Integer category = empty ? Integer.valueOf(usual) : numbers.get(input.text(rows[i]));
            if (category != null) {
                x[i * stride + at + category] = 1;
            } else {
                unknown++;
                unknowns.add(input.text(rows[i]));
            }
            if (empty && missing > 0) {
                x[i * stride + at + categories.size()] = 1;
            }
            filled += empty ? 1 : 0;
        }
        if (unknown > 0 && rare == 0) {
            notes.add("\"" + column + "\" holds " + (unknowns.size() == 1 ? "a value" : unknowns.size() + " values")
                    + " that training did not see, in " + Words.count(unknown, "row") + " ("
                    + Words.list(List.copyOf(unknowns), 5) + "): treated as none of the known");
        }
        if (filled > 0 && missing == 0) {
            notes.add("\"" + column + "\" is missing in " + Words.count(filled, "row") + ", in training it never was: "
                    + "filled with the most frequent value " + categories.get(usual));
        }
    }

    @Override
    public String report() {
        String what = "\"" + column + "\": one feature for each of " + Words.count(categories.size(), "value")
                + (rare > 0 ? ", the most frequent ones; " + Words.n(rare) + " others count as none of them" : "");
        return missing == 0 ? what : what + "; missing in " + Words.count(missing, "training row")
                + ": filled with the most frequent, " + categories.get(usual) + ", and added the feature \""
                + Encoder.indicatorName(column) + "\"";
    }

    @Override
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("column", column);
        json.put("type", TYPE);
        json.put("missing", (double) missing);
        json.put("categories", categories);
        json.put("usual", (double) usual);
        json.put("rare", (double) rare);
        return json;
    }

    static CategoricalEncoder fromJson(String column, int missing, Map<String, @Nullable Object> json, String where) {
        List<String> categories = OptionsJson.strings(json, "categories", where);
        if (categories.isEmpty() || new HashSet<>(categories).size() < categories.size()) {
            throw DescentException.data(where + ", \"categories\": expected one or more different texts");
        }
        return new CategoricalEncoder(column, missing, categories,
                (int) Json.integer(json.get("usual"), where + ", \"usual\"", 0, categories.size() - 1),
                (int) Json.integer(json.get("rare"), where + ", \"rare\"", 0, Integer.MAX_VALUE));
    }
}
