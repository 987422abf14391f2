package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.common.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The preparation of a table: an encoder per used column, in the table's order.
///
/// @param target   what is predicted
/// @param scale    how numeric columns are scaled
/// @param encoders at least one
/// @param dropped  columns that training had but did not use
record TablePreparation(TargetInfo target, Scale scale, List<Encoder> encoders, List<Dropped> dropped)
        implements
            Preparation {

    static final String KIND = "table";

    /// A column that is not used, and why.
    ///
    /// @param column its name
    /// @param reason as in `always 3`; empty where the person asked for it
    record Dropped(String column, String reason) {
    }

    /// Copies the lists.
    TablePreparation {
        encoders = List.copyOf(encoders);
        dropped = List.copyOf(dropped);
    }

    @Override
    public int features() {
        return encoders.stream().mapToInt(encoder -> encoder.featureNames().size()).sum();
    }

    @Override
    public List<String> featureNames() {
        return encoders.stream().flatMap(encoder -> encoder.featureNames().stream()).toList();
    }

    @Override
    public List<String> requiredColumns() {
        return encoders.stream().map(Encoder::column).toList();
    }

    @Override
    public List<String> categoricalColumns() {
        return encoders.stream().filter(encoder -> encoder instanceof CategoricalEncoder).map(Encoder::column).toList();
    }

    @Override
    public List<String> report() {
        List<String> report = new ArrayList<>();
        List<Dropped> useless = dropped.stream().filter(column -> !column.reason.isEmpty()).toList();
        if (!useless.isEmpty()) {
            report.add("dropped " + Words.list(useless.stream().map(c -> "\"" + c.column + "\" (" + c.reason + ")")
                    .toList(), 10) + "; --keep " + String.join(",",
                            useless.stream().map(Dropped::column).limit(10)
                                    .toList())
                    + " uses " + (useless.size() == 1 ? "it" : "them") + " all the same");
        }
        encoders.stream().map(Encoder::report).filter(sentence -> !sentence.isEmpty()).forEach(report::add);
        report.add(Words.count(features(), "feature") + " from " + Words.count(encoders.size(), "column")
                + switch (scale) {
                    case NONE -> "; not scaled";
                    case STANDARD -> "; numbers scaled to mean 0 and standard deviation 1";
                    case MINMAX -> "; numbers scaled to 0 … 1";
                    case ROBUST -> "; numbers scaled to median 0 and interquartile range 1";
                });
        return report;
    }

    @Override
    public int[] labelledRows(Dataset data) {
        return Target.present(table(data).column(target.name()));
    }

    @Override
    public Transformed transform(Dataset data, int[] rows) {
        return transform(table(data), rows, new float[0]);
    }

    @Override
    public Transformed transformLabelled(Dataset data, int[] rows) {
        Table table = table(data);
        Column column = table.column(target.name());
        float[] targets = new float[rows.length];
        switch (target.task()) {
            case REGRESSION -> {
                Column.Numeric numbers = Cells.numeric(table, column);
                for (int i = 0; i < rows.length; i++) {
                    targets[i] = (float) target.scaled(Cells.checked(table, numbers, rows[i]));
                }
            }
            case CLASSIFICATION -> {
                Map<String, Integer> classes = new HashMap<>();
                target.classes().forEach(name -> classes.put(name, classes.size()));
                for (int i = 0; i < rows.length; i++) {
                    Integer label = classes.get(column.text(rows[i]));
                    if (label == null) {
                        throw DescentException.data(table.name() + ", row " + (rows[i] + 1) + ", column \""
                                + target.name() + "\": \"" + column.text(rows[i]) + "\" is no class of this model."
                                + Nearest.hint(column.text(rows[i]), target.classes()) + " Classes: "
                                + Words.list(target.classes(), 20));
                    }
                    targets[i] = label;
                }
            }
        }
        return transform(table, rows, targets);
    }

    private Transformed transform(Table table, int[] rows, float[] targets) {
        List<String> missing = requiredColumns().stream().filter(name -> table.find(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw DescentException
                    .data(table.name() + " lacks " + (missing.size() == 1 ? "the column " : "the columns ")
                            + Words.list(missing, 20) + ", which the model was trained on." + (missing.size() == 1
                                    ? Nearest.hint(missing.getFirst(), table.names())
                                    : "")
                            + " Columns: " + Words.list(table.names(), 20));
        }
        List<String> notes = new ArrayList<>();
        Set<String> known = new HashSet<>(requiredColumns());
        known.add(target.name());
        dropped.forEach(column -> known.add(column.column));
        List<String> extra = table.names().stream().filter(name -> !known.contains(name)).toList();
        if (!extra.isEmpty()) {
            notes.add("ignored " + Words.count(extra.size(), "column") + " of " + table.name()
                    + " that the model was not trained on: " + Words.list(extra, 10));
        }
        int features = features();
        if ((long) rows.length * features > Integer.MAX_VALUE - 16) {
            throw new DescentException(DescentException.Kind.OUT_OF_MEMORY, Words.count(rows.length, "row") + " of "
                    + Words.count(features, "feature") + " are more than the 2³¹ numbers that one array holds. "
                    + "Use fewer rows, or leave out columns with --drop");
        }
        float[] x = new float[rows.length * features];
        int at = 0;
        for (Encoder encoder : encoders) {
            encoder.encode(table, table.column(encoder.column()), rows, x, features, at, notes);
            at += encoder.featureNames().size();
        }
        return new Transformed(new Examples(rows.length, features, x, targets), notes);
    }

    private static Table table(Dataset data) {
        if (data instanceof Table table) {
            return table;
        }
        throw DescentException.data(data.name() + " holds images, the model was trained on a table of columns");
    }

    @Override
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", KIND);
        json.put("target", target.toJson());
        json.put("scale", scale.option());
        json.put("columns", encoders.stream().map(Encoder::toJson).toList());
        json.put("dropped", dropped.stream().map(column -> Map.of("column", column.column, "reason", column.reason))
                .toList());
        return json;
    }

    static TablePreparation fromJson(Map<String, @Nullable Object> json, String where) {
        List<Encoder> encoders = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (@Nullable
        Object encoder : Json.array(json.get("columns"), where + ", \"columns\"")) {
            encoders.add(Encoder.fromJson(encoder, where + ", \"columns\"[" + encoders.size() + "]"));
            if (!names.add(encoders.getLast().column())) {
                throw DescentException.data(where + ", \"columns\": \"" + encoders.getLast().column()
                        + "\" occurs twice");
            }
        }
        if (encoders.isEmpty()) {
            throw DescentException.data(where + ", \"columns\": expected at least one column");
        }
        List<Dropped> dropped = new ArrayList<>();
        for (@Nullable
        Object value : Json.array(json.get("dropped"), where + ", \"dropped\"")) {
            String what = where + ", \"dropped\"[" + dropped.size() + "]";
            Map<String, @Nullable Object> column = Json.object(value, what);
            dropped.add(new Dropped(Json.string(column.get("column"), what + ", \"column\""),
                    Json.string(column.get("reason"), what + ", \"reason\"")));
        }
        return new TablePreparation(TargetInfo.fromJson(json.get("target"), where + ", \"target\""),
                Scale.of(Json.string(json.get("scale"), where + ", \"scale\"")), encoders, dropped);
    }
}
