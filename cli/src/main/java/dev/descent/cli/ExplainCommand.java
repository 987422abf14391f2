package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.optim.Explanation;
import dev.descent.optim.Optimizer;
import dev.descent.optim.RuleCheck;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(names = "--check", order = 14,
            description = "Also try the contract of a rule on it: it finds a bowl's minimum, zero, tiny and huge "
                    + "gradients do no harm, float follows double; states that only grow are told. Exit code 5 where "
                    + "it is not met.")
    boolean check;

    @Override
    int run(Terminal terminal) {
        Optimizer optimizer = settings.optimizer(rule);
        Explanation explanation = Explanation.of(optimizer);
        explanation.text(terminal.unicode()).lines().forEach(terminal::result);
        terminal.event(explanation.event());
        if (check) {
            RuleCheck result = RuleCheck.of(optimizer);
            terminal.result("");
            terminal.result("Check");
            result.lines().forEach(line -> terminal.result("  " + line));
            terminal.event(result.event());
            return result.passed() ? 0 : DescentException.Kind.REQUIREMENT.exitCode();
        }
        return 0;
    }
}
