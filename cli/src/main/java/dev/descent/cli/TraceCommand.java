package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizer;
import dev.descent.readers.Csv;
import dev.descent.readers.CsvOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Applies a rule to gradients from a file, so that anyone can check it against another system.
@CommandLine.Command(name = "trace",
        description = "Apply a rule to the gradients of a CSV file (columns g0, g1, …), in float64; print θ as CSV.")
final class TraceCommand extends Command {

    @Parameters(index = "0", paramLabel = "OPTIMIZER",
            description = "A name from `optimizers`, an equation, or a .rule file.")
    String rule = "";

    @Parameters(index = "1", paramLabel = "FILE",
            description = "Gradients: a row per update, columns g0 to gk; other columns and # lines are ignored.")
    Path file = Path.of("");

    @Option(names = "--start", paramLabel = "POINT", required = true, order = 10,
            description = "The parameters at the beginning: 1,-2,0.5,3.")
    String start = "";

    @Option(names = "--lr", paramLabel = "RATE", order = 11, description = "Learning rate η (default: the rule's).")
    @Nullable
    Double lr;

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Override
    int run(Terminal terminal) {
        Optimizer optimizer = settings.optimizer(rule);
        if (lr != null) {
            optimizer = optimizer.withLr(lr);
        }
        double[] theta = Numbers.list("--start", start);
        Table table = Csv.read(file, CsvOptions.DEFAULT.withComments(true).withFloatRange(false)).table();
        List<double[]> columns = gradients(table, theta.length);
        DoubleState state = DoubleState.of(optimizer, theta.length);
        StringJoiner header = new StringJoiner(",", "step,", "");
        for (int i = 0; i < theta.length; i++) {
            header.add("theta" + i);
        }
        terminal.result(header.toString());
        double[] gradient = new double[theta.length];
        for (int step = 1; step <= table.rows(); step++) {
            for (int i = 0; i < theta.length; i++) {
                gradient[i] = columns.get(i)[step - 1];
            }
            state.update(optimizer.lr(), theta, gradient);
            print(terminal, step, theta);
        }
        return 0;
    }

    private static void print(Terminal terminal, int step, double[] theta) {
        StringJoiner line = new StringJoiner(",");
        line.add(Integer.toString(step));
        for (double value : theta) {
            line.add(Double.toString(value));
        }
        terminal.result(line.toString());
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "update");
        event.put("step", step);
        event.put("theta", theta);
        terminal.event(event);
    }

    private List<double[]> gradients(Table table, int count) {
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "g" + i;
            Column column = table.find(name).orElseThrow(() -> DescentException.data(file + ": no column \"" + name
                    + "\", but --start has " + count + (count == 1 ? " number" : " numbers")
                    + ". Columns: " + String.join(", ", table.names())));
            if (!(column instanceof Column.Numeric numeric) || column.missing() > 0) {
                throw DescentException.data(file + ": the column \"" + name + "\" has cells that are no numbers");
            }
            columns.add(numeric.values());
        }
        return columns;
    }
}
