package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What picocli cannot make sense of, in one or two lines: what was typed, what it probably meant, where help is.
final class UsageErrors {

    private UsageErrors() {
    }

    /// @return the exit code
    static int report(Program program, ParameterException e) {
        CommandLine command = e.getCommandLine();
        program.err().println("error: " + message(e, command));
        String subcommand = "";
        for (CommandLine at = command; at.getParent() != null; at = at.getParent()) {
            subcommand = at.getCommandName() + " " + subcommand;
        }
        program.err().println("help:  " + Hints.line(program, subcommand + "--help"));
        return DescentException.Kind.USAGE.exitCode();
    }

    private static String message(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            if (given.startsWith("-")) {
                String name = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
                return "unknown option " + name + "." + didYouMean(name, optionNames(command));
            }
            if (command.getParent() == null) {
                return "unknown command " + given + "." + didYouMean(given, commands(command));
            }
            return "unexpected argument \"" + given + "\".";
        }
        if (e instanceof MissingParameterException missing) {
            if (String.valueOf(e.getMessage()).startsWith("Missing required parameter for option")) {
                CommandLine.Model.ArgSpec option = missing.getMissing().getFirst();
                return nameOf(option) + " needs a value: " + nameOf(option) + " " + option.paramLabel() + ".";
            }
            String names = String.join(", ", missing.getMissing().stream().map(UsageErrors::nameOf).toList());
            return "missing " + names + ".";
        }
        String text = String.valueOf(e.getMessage()).replace(" is not an int", " is not a whole number")
                .replace(" is not a long", " is not a whole number").replace(" is not a double", " is not a number");
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static String nameOf(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String didYouMean(String given, List<String> known) {
        return Nearest.to(given, known).map(name -> " Did you mean " + name + "?").orElse("");
    }

    private static List<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream().flatMap(option -> List.of(option.names()).stream())
                .filter(name -> name.startsWith("--")).toList();
    }

    private static List<String> commands(CommandLine command) {
        return List.copyOf(command.getSubcommands().keySet());
    }
}
