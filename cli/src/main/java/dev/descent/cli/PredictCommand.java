package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Dataset;
import dev.descent.data.Table;
import dev.descent.data.Task;
import dev.descent.train.Model;
import dev.descent.train.Predictions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Predicts new rows.
@CommandLine.Command(name = "predict", description = "Predict new rows, in the target's own units, as CSV.")
final class PredictCommand extends Command {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model's file, a run's id or folder, or last.")
    String model = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows with the columns of the training; a target is "
            + "not needed, other columns are ignored.")
    String file = "";

    @Option(names = "--out", paramLabel = "NAME", order = 10, description = "Write there instead of to stdout.")
    @Nullable
    Path out;

    @Option(names = "--proba", order = 11, description = "Also the probability of each class.")
    boolean probabilities;

    @Option(names = "--append", order = 12, description = "Also the columns of the input, first.")
    boolean append;

    @Override
    int run(Terminal terminal) {
        Model loaded = Model.load(terminal.runs().findModel(model));
        boolean classes = loaded.target().task() == Task.CLASSIFICATION;
        if (probabilities && !classes) {
            throw DescentException.usage("--proba is for classes, but this model predicts the number "
                    + loaded.target().name());
        }
        Dataset data = ModelData.read(loaded, file, null, false, terminal);
        if (append && !(data instanceof Table)) {
            throw DescentException.usage("--append is for tables, but " + file + " holds images");
        }
        Predictions predictions = loaded.predict(data);
        predictions.notes().forEach(terminal::note);
        write(terminal, data, predictions);
        return 0;
    }

    private void write(Terminal terminal, Dataset data, Predictions predictions) {
        List<Column> columns = append ? ((Table) data).columns() : List.of();
        List<String> classes = probabilities ? predictions.target().classes() : List.of();
        try (CsvOutput csv = out == null ? CsvOutput.lines(terminal::result) : CsvOutput.file(out, terminal)) {
            columns.forEach(column -> csv.cell(column.name()));
            csv.cell(name("prediction", columns));
            classes.forEach(label -> csv.cell(name("probability " + label, columns)));
            csv.endLine();
            for (int row = 0; row < predictions.rows(); row++) {
                for (Column column : columns) {
                    csv.cell(column.text(row));
                }
                csv.cell(predictions.label(row));
                for (int k = 0; k < classes.size(); k++) {
                    csv.cell(Double.toString(predictions.probability(row, k)));
                }
                csv.endLine();
                if (terminal.json()) {
                    terminal.event(event(predictions, row));
                }
            }
            csv.complete();
        }
        Map<String, @Nullable Object> done = new LinkedHashMap<>();
        done.put("event", "done");
        done.put("rows", predictions.rows());
        done.put("out", out == null ? null : out.toString());
        terminal.event(done);
    }

    private Map<String, @Nullable Object> event(Predictions predictions, int row) {
        boolean classes = predictions.target().task() == Task.CLASSIFICATION;
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "prediction");
        event.put("row", row + 1);
        event.put("prediction", classes ? predictions.label(row) : predictions.values()[row]);
        if (probabilities) {
            Map<String, Double> each = new LinkedHashMap<>();
            List<String> names = predictions.target().classes();
            for (int k = 0; k < names.size(); k++) {
                each.put(names.get(k), predictions.probability(row, k));
            }
            event.put("probabilities", each);
        }
        return event;
    }

    /// A heading that the input does not have already.
    private static String name(String wanted, List<Column> columns) {
        String name = wanted;
        List<String> taken = columns.stream().map(Column::name).toList();
        while (taken.contains(name)) {
            name = name + "_";
        }
        return name;
    }
}
