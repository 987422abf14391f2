package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.report.TextTable;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// What two runs, or two studies, do not have in common.
@CommandLine.Command(name = "diff", description = "The settings that differ between two runs or two studies, and what "
        + "came of it.")
final class RunsDiffCommand extends Command {

    /// Results that say where and when something ran: of no help in telling why two ended differently.
    private static final Set<String> INCIDENTAL = Set.of("created", "seconds", "measuredOn", "os", "lanes", "threads");

    @Parameters(index = "0", paramLabel = "A", description = "An id, a folder, or last.")
    String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "The other.")
    String second = "";

    @Override
    int run(Terminal terminal) {
        Archive archive = Archive.of(terminal.runs(), terminal.home());
        Kept a = archive.find(first);
        Kept b = archive.find(second);
        if (!a.kind().equals(b.kind())) {
            throw DescentException.usage(a.id() + " is a " + a.kind() + " and " + b.id() + " a " + b.kind()
                    + ": expected two runs, or two studies of one kind.");
        }
        List<String> settings = Kept.differences(a, b);
        if (settings.isEmpty()) {
            terminal.result("no setting differs: " + a.id() + " and " + b.id() + " have one recipe and one data set");
        } else {
            terminal.result(table("setting", a, b, settings).text());
        }
        Set<String> names = new LinkedHashSet<>(a.results().keySet());
        names.addAll(b.results().keySet());
        List<String> results = new ArrayList<>(names.stream().filter(name -> !INCIDENTAL.contains(name))
                .filter(name -> !Objects.equals(a.value(name), b.value(name))).toList());
        if (!a.state().equals(b.state())) {
            results.addFirst("state");
        }
        if (!results.isEmpty()) {
            terminal.result("\n" + table("result", a, b, results).text());
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "diff");
        event.put("a", a.id());
        event.put("b", b.id());
        event.put("settings", pairs(a, b, settings));
        event.put("results", pairs(a, b, results));
        terminal.event(event);
        return 0;
    }

    private static TextTable table(String what, Kept a, Kept b, List<String> names) {
        TextTable table = TextTable.of(what, a.id(), b.id());
        for (String name : names) {
            table = table.row(name, shown(value(a, name)), shown(value(b, name)));
        }
        return table;
    }

    private static Map<String, @Nullable Object> pairs(Kept a, Kept b, List<String> names) {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        for (String name : names) {
            Map<String, @Nullable Object> pair = new LinkedHashMap<>();
            pair.put("a", value(a, name));
            pair.put("b", value(b, name));
            pairs.put(name, pair);
        }
        return pairs;
    }

    private static @Nullable Object value(Kept kept, String name) {
        return kept.value(name);
    }

    private static String shown(@Nullable Object value) {
        String text = RunsShowCommand.text(value);
        return text.isEmpty() ? "–" : text;
    }
}
