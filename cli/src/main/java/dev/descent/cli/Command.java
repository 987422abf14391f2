package dev.descent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    final boolean verbose() {
        return output.verbose;
    }
}
