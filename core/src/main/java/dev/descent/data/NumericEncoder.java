package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A numeric column as (x − center)/scale, a missing cell as the median, with an indicator beside it.
///
/// The median stays where outliers move the mean; the indicator lets a network undo the guess, for that a cell is
/// missing often means something.
///
/// @param column  the input column
/// @param missing how many training cells were missing
/// @param median  what a missing cell counts as, in the column's unit
/// @param center  what is subtracted, in the column's unit
/// @param scale   what the difference is divided by, in the column's unit, above 0
record NumericEncoder(String column, int missing, double median, double center, double scale) implements Encoder {

    static final String TYPE = "numeric";

    /// Fits an encoder to training rows, of which at least one has a value.
    static NumericEncoder fit(Column.Numeric column, int[] trainRows, Scale scale) {
        Numbers numbers = Numbers.of(column.select(trainRows).values());
        double spread = switch (scale) {
            case NONE -> 1;
            case STANDARD -> numbers.sigma();
            case MINMAX -> numbers.max() - numbers.min();
            // more than half of the cells may share one value, as zeros do; σ is then the spread that is left
            case ROBUST -> numbers.q3() > numbers.q1() ? numbers.q3() - numbers.q1() : numbers.sigma();
        };
        double center = switch (scale) {
            case NONE -> 0;
            case STANDARD -> numbers.mean();
            case MINMAX -> numbers.min();
            case ROBUST -> numbers.median();
        };
        return new NumericEncoder(column.name(), trainRows.length - numbers.count(), numbers.median(), center,
                spread > 0 ? spread : 1);
    }

    @Override
    public List<String> featureNames() {
        return missing > 0 ? List.of(column, Encoder.indicatorName(column)) : List.of(column);
    }

    @Override
    public void encode(Table table, Column input, int[] rows, float[] x, int stride, int at, List<String> notes) {
        Column.Numeric numbers = Cells.numeric(table, input);
        int filled = 0;
        for (int i = 0; i < rows.length; i++) {
            double value = Cells.checked(table, numbers, rows[i]);
            boolean empty = Double.isNaN(value);
            float scaled = (float) (((empty ? median : value) - center) / scale);
            if (!Float.isFinite(scaled)) {
                throw DescentException.data(String.format(Locale.ROOT, "%s, row %d, column \"%s\": %s is %.3g times "
                        + "the training rows' spread away from them; scaled, it leaves the range of 32-bit floats. "
                        + "Correct the cell or leave it empty", table.name(), rows[i] + 1, column,
                        Words.number(value), Math.abs((value - center) / scale)));
            }
            x[i * stride + at] = scaled;
            if (empty && missing > 0) {
                x[i * stride + at + 1] = 1;
            }
            filled += empty ? 1 : 0;
        }
        if (filled > 0 && missing == 0) {
            notes.add("\"" + column + "\" is missing in " + Words.count(filled, "row") + ", in training it never was: "
                    + "filled with the median " + Words.number(median));
        }
    }

    @Override
    public String report() {
        return missing == 0 ? "" : "\"" + column + "\": missing in " + Words.count(missing, "training row")
                + ": filled with the median " + Words.number(median) + " and added the feature \""
                + Encoder.indicatorName(column) + "\"";
    }

    @Override
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("column", column);
        json.put("type", TYPE);
        json.put("missing", (double) missing);
        json.put("median", median);
        json.put("center", center);
        json.put("scale", scale);
        return json;
    }

    static NumericEncoder fromJson(String column, int missing, Map<String, @Nullable Object> json, String where) {
        double scale = Json.number(json.get("scale"), where + ", \"scale\"");
        if (!(scale > 0)) {
            throw DescentException.data(where + ", \"scale\": found " + scale + ", expected a number above 0");
        }
        return new NumericEncoder(column, missing, Json.number(json.get("median"), where + ", \"median\""),
                Json.number(json.get("center"), where + ", \"center\""), scale);
    }
}
