package dev.descent.cli;

import dev.descent.common.DescentException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/// One start of the command and what it was given by the world outside; tests give it another world.
///
/// @param name             what it was started as; printed hints repeat it
/// @param out              for results
/// @param err              for progress, warnings and errors
/// @param environment      the environment's variables
/// @param stdoutIsTerminal whether `out` can show colours
/// @param stderrIsTerminal whether `err` can show a live line
/// @param unicode          whether both can show more than ASCII
record Program(String name, PrintStream out, PrintStream err, Map<String, String> environment,
        boolean stdoutIsTerminal, boolean stderrIsTerminal, boolean unicode) {

    private static final int INTERNAL_ERROR = 1;

    /// The world of this process. Where the locale's encoding is not UTF-8, text is written in ASCII spelling.
    static Program ofProcess() {
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
        boolean unicode = charset.equals(StandardCharsets.UTF_8);
        return new Program(System.getProperty("descent.name", "descent"),
                stream(new StandardOutput(new FileOutputStream(FileDescriptor.out)), unicode),
                stream(new FileOutputStream(FileDescriptor.err), unicode), System.getenv(), Descriptors.isTerminal(1),
                Descriptors.isTerminal(2),
                unicode);
    }

    private static PrintStream stream(OutputStream to, boolean unicode) {
        return unicode ? new PrintStream(to, true, StandardCharsets.UTF_8) : new AsciiStream(to);
    }

    /// Runs the command that the arguments name, and says how it ended.
    ///
    /// @return the exit code
    int run(String... arguments) {
        CommandLine line = commandLine(arguments);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return outOfMemory();
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// The commands and their options, as far as these arguments can mean them: where they begin with the name of a
    /// subcommand, that one alone. To look at the options of all takes a cold JVM a tenth of a second.
    CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new DescentCommand(this)).setCommandName(name);
        DescentCommand.SUBCOMMANDS.forEach((command, type) -> {
            if (arguments.length == 0 || !DescentCommand.SUBCOMMANDS.containsKey(arguments[0])
                    || command.equals(arguments[0])) {
                line.addSubcommand(command, type);
            }
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((e, _) -> UsageErrors.report(this, e));
        line.setExecutionStrategy(this::execute);
        line.setExecutionExceptionHandler((e, command, _) -> report(e, command));
        return line;
    }

    /// Runs what was parsed. Help and version are printed here, before the handler of failures is asked; only stdout can
    /// fail then.
    private int execute(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (DescentException e) {
            err.println("error: " + e.getMessage());
            return e.kind().exitCode();
        }
    }

    /// The one place where a failure becomes a message and an exit code.
    private int report(Exception e, CommandLine command) {
        boolean verbose = command.getCommand() instanceof Command c && c.verbose();
        if (e instanceof DescentException known) {
            err.println("error: " + known.getMessage());
            if (verbose) {
                known.printStackTrace(err);
            }
            return known.kind().exitCode();
        }
        if (hasOutOfMemory(e)) {
            return outOfMemory();
        }
        err.println("error: something went wrong inside Descent: " + e);
        if (verbose) {
            e.printStackTrace(err);
        } else {
            err.println("Please report it with the stack trace that --verbose prints.");
        }
        return INTERNAL_ERROR;
    }

    private static boolean hasOutOfMemory(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private int outOfMemory() {
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        err.println("error: out of memory: the limit is " + limit + " MB. Give more with DESCENT_JAVA_OPTS=-Xmx"
                + 2 * limit + "m, or use fewer rows or a smaller network.");
        return DescentException.Kind.OUT_OF_MEMORY.exitCode();
    }
}
