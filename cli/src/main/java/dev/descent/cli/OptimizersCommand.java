package dev.descent.cli;

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
            table = table.row(optimizer.name(), Integer.toString(optimizer.entry().year()),
                    Double.toString(optimizer.lr()), Integer.toString(4 * optimizer.rule().states().size()),
                    String.join(", ", optimizer.entry().variants()), optimizer.entry().summary());
            terminal.event(new Explanation(optimizer).event());
        }
        table.text().lines().forEach(terminal::result);
        terminal.result("more  " + terminal.hint("explain " + Optimizers.names().getLast()));
        return 0;
    }
}
