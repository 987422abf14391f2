package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.Symbols;
import dev.descent.optim.Explanation;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// Lists the catalogue.
@CommandLine.Command(name = "optimizers",
        description = "List the optimizers: states, memory, forms, and when to use them.")
final class OptimizersCommand extends Command {

    @Override
    int run(Terminal terminal) {
        TextTable table = TextTable.of("optimizer", "year", "lr", "states", "bytes", "variants", "when to use it");
        for (Optimizer optimizer : Optimizers.all()) {
            Explanation explanation = Explanation.of(optimizer);
            table = table.row(optimizer.name(), Integer.toString(optimizer.entry().year()),
                    Printer.number(optimizer.lr()), states(explanation.program(), terminal.unicode()),
                    Integer.toString(explanation.bytesKept()), String.join(", ", optimizer.entry().variants()),
                    optimizer.entry().use());
            terminal.event(explanation.event());
        }
        table.text().lines().forEach(terminal::result);
        terminal.result(
                "bytes  of state per parameter; [r] is one number per row or column of a weight matrix, (d) one "
                        + "for all");
        terminal.result("more   " + terminal.hint("explain adam"));
        return 0;
    }

    /// What the rule remembers; numbers that are one for a row or column of a weight matrix stand in brackets, those that
    /// are one for all parameters in parentheses.
    private static String states(RuleProgram program, boolean unicode) {
        List<String> all = new ArrayList<>(program.states());
        program.rows().states().forEach(name -> all.add("[" + name + "]"));
        program.columns().states().forEach(name -> all.add("[" + name + "]"));
        program.scalarStates().forEach(name -> all.add("(" + name + ")"));
        return all.isEmpty() ? "–" : String.join(" ", all.stream()
                .map(name -> unicode ? name : Symbols.ascii(name)).toList());
    }
}
