package dev.descent.cli;

import dev.descent.common.DescentException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all subcommands share: the options of their output, and the way to the outside world.
@CommandLine.Command(sortOptions = false, abbreviateSynopsis = true, descriptionHeading = "%n",
        parameterListHeading = "%n", optionListHeading = "%n", usageHelpWidth = 100)
abstract class Command implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = {"-h", "--help"}, usageHelp = true, order = 1000, description = "Show this help.")
    boolean help;

    @Override
    public final Integer call() {
        if (spec.parent() != null && spec.parent().userObject() instanceof Command above) {
            above.refuseOptions(spec.name());
        }
        Program program = ((DescentCommand) spec.root().userObject()).program();
        try (Terminal terminal = new Terminal(program, output)) {
            JdkCheck.warnings(program.environment()).forEach(terminal::warning);
            return run(terminal);
        }
    }

    /// Does the command's work.
    ///
    /// @return the exit code
    abstract int run(Terminal terminal);

    /// Options between a command and its subcommand would have no effect, so they are not taken.
    private void refuseOptions(String subcommand) {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            throw DescentException.usage(option.longestName() + " stands before " + subcommand
                    + ": expected options after it.");
        }
    }

    final boolean verbose() {
        return output.verbose;
    }
}
