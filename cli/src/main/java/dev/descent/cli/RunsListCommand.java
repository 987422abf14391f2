package dev.descent.cli;

import picocli.CommandLine;

/// The list under its own name.
@CommandLine.Command(name = "list", description = "List the runs and studies that are kept.")
final class RunsListCommand extends ListingCommand {
}
