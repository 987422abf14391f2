package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Shows what an optimizer is: its equation, settings, memory, and where it comes from.
@CommandLine.Command(name = "explain", description = "Show an optimizer's equation, settings, memory and paper.")
final class ExplainCommand extends Command {

    @Parameters(paramLabel = "OPTIMIZER", description = "A name from `optimizers`, an equation, or a .rule file.")
    String optimizer = "";

    @Override
    int run(Terminal terminal) {
        Optimizer rule = Optimizers.parse(optimizer);
        terminal.result(terminal.unicode() ? Printer.unicode(rule.rule()) : Printer.ascii(rule.rule()));
        return 0;
    }
}
