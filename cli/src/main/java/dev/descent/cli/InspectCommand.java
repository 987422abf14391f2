package dev.descent.cli;

import dev.descent.data.ColumnSummary;
import dev.descent.data.Dataset;
import dev.descent.data.Images;
import dev.descent.data.Table;
import dev.descent.data.TableSummary;
import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what a file holds.
@CommandLine.Command(name = "inspect",
        description = "Show the columns of a table: type, missing cells, range, mean, σ, "
                + "distinct values, and how different their scales are.")
final class InspectCommand extends Command {

    @Parameters(paramLabel = "FILE", description = "CSV, TSV or IDX, plain or gzip; or bundled data: rooms, line, "
            + "moons, spirals, digits.")
    String file = "";

    @Option(names = "--categorical", paramLabel = "COLUMNS", split = ",", hideParamSyntax = true, order = 25,
            description = "Columns of numbers that are names of categories.")
    List<String> categorical = List.of();

    @Override
    int run(Terminal terminal) {
        DataFile read = DataFile.read(file, null, Set.copyOf(categorical), null);
        read.notes().forEach(terminal::note);
        Dataset data = read.data();
        switch (data) {
            case Table table -> table(terminal, TableSummary.of(table));
            case Images images -> images(terminal, images);
        }
        return 0;
    }

    private void table(Terminal terminal, TableSummary summary) {
        terminal.result(summary.name() + ": " + Numbers.count(summary.rows()) + " rows, " + summary.columns().size()
                + " columns");
        TextTable table = TextTable.of("column", "type", "missing", "min", "max", "mean", "σ", "distinct", "");
        for (ColumnSummary column : summary.columns()) {
            table = table.row(column.name(), word(column.kind()), Numbers.count(column.missing()),
                    Numbers.found(column.min()), Numbers.found(column.max()), Numbers.shown(column.mean()),
                    Numbers.shown(column.sigma()), Numbers.count(column.distinct()), remark(column));
            terminal.event(event(column));
        }
        terminal.result(table.text());
        if (Double.isFinite(summary.scaleRatio())) {
            terminal.result("scales: σ of " + summary.widest() + " is " + Numbers.shown(summary.scaleRatio())
                    + " times that of " + summary.narrowest());
        }
        if (!summary.targets().isEmpty()) {
            terminal.result("try   " + terminal.hint("train " + Hints.quoted(file) + " --target "
                    + Hints.quoted(summary.targets().getFirst())));
        }
        Map<String, @Nullable Object> done = new LinkedHashMap<>();
        done.put("event", "done");
        done.put("rows", summary.rows());
        done.put("columns", summary.columns().size());
        done.put("scaleRatio", summary.scaleRatio());
        done.put("targets", summary.targets());
        terminal.event(done);
    }

    private static void images(Terminal terminal, Images images) {
        terminal.result(images.name() + ": " + Numbers.count(images.rows()) + " images of " + images.width() + "×"
                + images.height() + " grey pixels, " + Numbers.shown(images.density()) + " of them not background");
        terminal.result(images.labels() == null ? "no labels" : "classes: " + String.join(", ", images.classes()));
        Map<String, @Nullable Object> done = new LinkedHashMap<>();
        done.put("event", "done");
        done.put("rows", images.rows());
        done.put("width", images.width());
        done.put("height", images.height());
        done.put("density", images.density());
        done.put("classes", images.classes());
        terminal.event(done);
    }

    private static String word(ColumnSummary.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// What is special about the column; for texts the most frequent values.
    private static String remark(ColumnSummary column) {
        String flags = column.flags().stream().map(flag -> switch (flag) {
            case CONSTANT -> "constant";
            case EMPTY -> "empty";
            case ID_LIKE -> "looks like an id";
        }).collect(Collectors.joining(", "));
        boolean words = column.kind() == ColumnSummary.Kind.TEXT || column.kind() == ColumnSummary.Kind.BOOLEAN;
        return words && flags.isEmpty()
                ? column.top().stream().limit(3).map(ColumnSummary.Frequency::value).collect(Collectors.joining(", "))
                : flags;
    }

    private static Map<String, @Nullable Object> event(ColumnSummary column) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "column");
        event.put("name", column.name());
        event.put("type", word(column.kind()));
        event.put("rows", column.rows());
        event.put("missing", column.missing());
        event.put("distinct", column.distinct());
        event.put("min", column.min());
        event.put("max", column.max());
        event.put("mean", column.mean());
        event.put("sigma", column.sigma());
        event.put("quartiles", column.quartiles());
        event.put("top", column.top().stream()
                .map(frequency -> Map.of("value", frequency.value(), "count", frequency.count())).toList());
        event.put("flags", column.flags().stream().map(flag -> flag.name().toLowerCase(Locale.ROOT)).toList());
        return event;
    }
}
