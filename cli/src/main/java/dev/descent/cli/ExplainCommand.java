package dev.descent.cli;

import dev.descent.optim.Optimizer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows what an optimizer is: its equation, settings, memory traffic, and where it comes from.
@CommandLine.Command(name = "explain",
        description = "Show an optimizer's equation, settings, memory traffic and paper; "
                + "with --verbose also what its compiled loop computes.")
final class ExplainCommand extends Command {

    @Parameters(paramLabel = "OPTIMIZER", description = "A name from `optimizers`, adam/torch for another form of it, "
            + "an equation, or a .rule file.")
    String rule = "";

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Override
    int run(Terminal terminal) {
        Optimizer optimizer = settings.optimizer(rule);
        Explanation explanation = new Explanation(optimizer);
        explanation.lines(terminal.unicode()).forEach(terminal::result);
        if (output.verbose) {
            explanation.loops().forEach(terminal::result);
        }
        terminal.event(explanation.event());
        return 0;
    }
}
