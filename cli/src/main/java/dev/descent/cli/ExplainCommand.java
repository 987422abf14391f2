package dev.descent.cli;

import dev.descent.optim.Explanation;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows what an optimizer is: its equation, settings, memory traffic, and where it comes from.
@CommandLine.Command(name = "explain",
        description = "Show an optimizer's equation, settings, memory traffic, compiled loop and paper.")
final class ExplainCommand extends Command {

    @Parameters(paramLabel = "OPTIMIZER", description = "A name from `optimizers`, adam/torch for another form of it, "
            + "an equation, or a .rule file.")
    String rule = "";

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Override
    int run(Terminal terminal) {
        Explanation explanation = Explanation.of(settings.optimizer(rule));
        explanation.text(terminal.unicode()).lines().forEach(terminal::result);
        terminal.event(explanation.event());
        return 0;
    }
}
