package dev.descent.cli;

import dev.descent.study.Archive;
import dev.descent.study.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Deletes runs and studies.
@CommandLine.Command(name = "remove", description = "Delete runs and studies with all their files. Their ids are not "
        + "given again.")
final class RunsRemoveCommand extends Command {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of runs and studies.")
    List<String> ids = List.of();

    @Override
    int run(Terminal terminal) {
        Archive archive = Archive.of(terminal.runs(), terminal.home());
        // A wrong id among several is found before anything is gone.
        List<Kept> found = ids.stream().distinct().map(archive::find).toList();
        for (Kept kept : found) {
            archive.remove(kept);
            terminal.result("removed " + kept.id());
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put("event", "removed");
            event.put("id", kept.id());
            event.put("kind", kept.kind());
            terminal.event(event);
        }
        return 0;
    }
}
