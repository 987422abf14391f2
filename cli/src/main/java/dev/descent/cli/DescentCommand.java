package dev.descent.cli;

import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The command without a subcommand: three lines to try.
@CommandLine.Command(name = "descent", versionProvider = DescentCommand.Version.class,
        description = "Gradient descent on your own table: train, compare optimizers, look inside an update.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CompareCommand.class, TrainCommand.class, PredictCommand.class, EvaluateCommand.class,
                ResumeCommand.class,
                InspectCommand.class, WalkCommand.class, TraceCommand.class, BenchCommand.class, ExplainCommand.class,
                OptimizersCommand.class})
final class DescentCommand implements Runnable {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show Descent's version and the JVM's.")
    boolean version;

    private final Program program;

    DescentCommand(Program program) {
        this.program = program;
    }

    Program program() {
        return program;
    }

    @Override
    public void run() {
        program.out().println("Descent: gradient descent on your own table. Three lines to try:");
        for (String hint : Hints.FIRST_STEPS) {
            program.out().println("  " + Hints.line(program, hint));
        }
        program.out().println("All commands: " + Hints.line(program, "--help"));
    }

    /// Reads the version that the build wrote into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Program.class.getPackage().getImplementationVersion();
            return new String[] {"descent " + (version == null ? "(not from a jar)" : version) + ", Java "
                    + Runtime.version()};
        }
    }
}
