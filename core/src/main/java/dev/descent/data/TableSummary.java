package dev.descent.data;

import dev.descent.data.ColumnSummary.Flag;
import dev.descent.data.ColumnSummary.Frequency;
import dev.descent.data.ColumnSummary.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// What a table holds, for `descent inspect`.
///
/// @param name         the table
/// @param rows         N
/// @param columns      one summary per column
/// @param scaleRatio   the largest σ of a numeric column divided by the smallest above 0; NaN with fewer than two
/// @param widest       the column with the largest σ; empty where there is none
/// @param narrowest    the column with the smallest σ above 0; empty where there is none
/// @param targets      columns that could be predicted, the likeliest first
public record TableSummary(String name, int rows, List<ColumnSummary> columns, double scaleRatio, String widest,
        String narrowest, List<String> targets) {

    /// So many of the most frequent values are told.
    private static final int TOP = 10;

    /// Names that people give to what they want to predict.
    private static final Set<String> TARGET_NAMES = Set.of("target", "label", "class", "y", "price", "outcome",
            "value", "species", "survived", "quality");

    private static final Set<String> YES_AND_NO = Set.of("true", "false", "yes", "no");

    /// Copies the lists.
    public TableSummary {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
    }

    /// Looks at every cell.
    public static TableSummary of(Table table) {
        int[] all = IntStream.range(0, table.rows()).toArray();
        List<ColumnSummary> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(summary(column, all, columns.isEmpty()));
        }
        List<ColumnSummary> spread = columns.stream().filter(column -> column.sigma() > 0)
                .sorted(Comparator.comparingDouble(ColumnSummary::sigma)).toList();
        String narrowest = spread.isEmpty() ? "" : spread.getFirst().name();
        String widest = spread.isEmpty() ? "" : spread.getLast().name();
        double ratio = spread.size() < 2 ? Double.NaN : spread.getLast().sigma() / spread.getFirst().sigma();
        return new TableSummary(table.name(), table.rows(), columns, ratio, widest, narrowest, targets(columns));
    }

    private static ColumnSummary summary(Column column, int[] all, boolean first) {
        int present = all.length - column.missing();
        List<Frequency> values = Frequencies.of(column, all);
        Numbers numbers = column instanceof Column.Numeric numeric ? Numbers.of(numeric.values())
                : Numbers.of(new double[0]);
        List<Flag> flags = new ArrayList<>();
        if (present == 0) {
            flags.add(Flag.EMPTY);
        } else if (values.size() == 1 && present == all.length) {
            flags.add(Flag.CONSTANT);
        } else if (Usefulness.isIdLike(column, all, present, first)) {
            flags.add(Flag.ID_LIKE);
        }
        return new ColumnSummary(column.name(), kind(column, numbers, values), all.length, column.missing(),
                values.size(),
                numbers.min(), numbers.max(), numbers.mean(), numbers.sigma(), List.of(numbers.q1(), numbers.median(),
                        numbers.q3()),
                values.subList(0, Math.min(TOP, values.size())), flags);
    }

    private static Kind kind(Column column, Numbers numbers, List<Frequency> values) {
        if (column instanceof Column.Numeric) {
            return numbers.whole() ? Kind.INTEGER : Kind.NUMBER;
        }
        boolean yesOrNo = !values.isEmpty() && values.stream()
                .allMatch(value -> YES_AND_NO.contains(value.value().toLowerCase(Locale.ROOT)));
        return yesOrNo ? Kind.BOOLEAN : Kind.TEXT;
    }

    /// Columns by how likely a person wants to predict them: those named so, the last one, which is where files tend to
    /// keep it, then the rest from the right. Columns that tell nothing, or nothing but texts without repetition, are
    /// left out.
    private static List<String> targets(List<ColumnSummary> columns) {
        List<ColumnSummary> usable = columns.stream().filter(column -> column.flags().isEmpty()).toList().reversed();
        return usable.stream().sorted(Comparator.comparing((ColumnSummary column) -> !namesTarget(column)))
                .map(ColumnSummary::name).limit(3).toList();
    }

    private static boolean namesTarget(ColumnSummary column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        return TARGET_NAMES.stream().anyMatch(word -> name.equals(word) || name.endsWith("_" + word));
    }
}
