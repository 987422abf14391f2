package dev.descent.cli;

import dev.descent.optim.Explanation;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.report.TextTable;
import picocli.CommandLine;

/// Lists the catalogue.
@CommandLine.Command(name = "optimizers", description = "List the optimizers: default rate, memory, what they do.")
final class OptimizersCommand extends Command {

    @Override
    int run(Terminal terminal) {
        TextTable table = TextTable.of("optimizer", "year", "lr", "bytes kept", "variants", "what it does");
        for (Optimizer optimizer : Optimizers.all()) {
            Explanation explanation = Explanation.of(optimizer);
            table = table.row(optimizer.name(), Integer.toString(optimizer.entry().year()),
                    Double.toString(optimizer.lr()), Integer.toString(explanation.bytesKept()),
                    String.join(", ", optimizer.entry().variants()), optimizer.entry().summary());
            terminal.event(explanation.event());
        }
        table.text().lines().forEach(terminal::result);
        terminal.result("more  " + terminal.hint("explain " + Optimizers.names().getLast()));
        return 0;
    }
}
