package dev.descent.cli;

import picocli.CommandLine;

/// What is kept: a list, and what can be done with its entries.
@CommandLine.Command(name = "runs", description = "List, filter, show, compare, remove and export the runs and studies "
        + "that are kept.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsDiffCommand.class,
                RunsRemoveCommand.class, RunsExportCommand.class})
final class RunsCommand extends ListingCommand {
}
