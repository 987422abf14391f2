package dev.descent.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The command without a subcommand: three lines to try.
@CommandLine.Command(name = "descent", versionProvider = DescentCommand.Version.class,
        description = "Gradient descent on your own table: train, compare optimizers, look inside an update.",
        synopsisSubcommandLabel = "COMMAND")
final class DescentCommand implements Runnable {

    /// The subcommands by name, in the order of the help.
    static final Map<String, Class<? extends Command>> SUBCOMMANDS = subcommands();

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

    private static Map<String, Class<? extends Command>> subcommands() {
        Map<String, Class<? extends Command>> all = new LinkedHashMap<>();
        all.put("compare", CompareCommand.class);
        all.put("train", TrainCommand.class);
        all.put("lr-find", LrFindCommand.class);
        all.put("batch-find", BatchFindCommand.class);
        all.put("tune", TuneCommand.class);
        all.put("diagnose", DiagnoseCommand.class);
        all.put("plane", PlaneCommand.class);
        all.put("predict", PredictCommand.class);
        all.put("evaluate", EvaluateCommand.class);
        all.put("resume", ResumeCommand.class);
        all.put("runs", RunsCommand.class);
        all.put("report", ReportCommand.class);
        all.put("inspect", InspectCommand.class);
        all.put("walk", WalkCommand.class);
        all.put("taylor", TaylorCommand.class);
        all.put("basins", BasinsCommand.class);
        all.put("trace", TraceCommand.class);
        all.put("practice", PracticeCommand.class);
        all.put("bench", BenchCommand.class);
        all.put("explain", ExplainCommand.class);
        all.put("optimizers", OptimizersCommand.class);
        all.put("lab", LabCommand.class);
        return all;
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
