package dev.descent.cli;

import dev.descent.study.Condition;
import dev.descent.study.Diagnosis;
import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Says what is the matter with a run.
@CommandLine.Command(name = "diagnose",
        description = "Say what is the matter with a run: one verdict, the evidence, how "
                + "sure it is, and one thing to do. Repeats the run's last updates and tries other rates from there; changes "
                + "nothing.")
final class DiagnoseCommand extends Command {

    private static final int WIDTH = 100;

    @Parameters(paramLabel = "RUN", description = "A run's id, its folder, or last.")
    String id = "";

    @Override
    int run(Terminal terminal) {
        RunFolder run = terminal.runs().find(id);
        DataFile data = DataFile.again(run.source());
        Diagnosis diagnosis = Diagnosis.of(run, data.data());
        String next = next(diagnosis, run);
        String line = terminal.hint(next + (next.startsWith("inspect") ? "" : terminal.runsDirOption()));
        terminal.result(run.id() + ": " + terminal.bold(diagnosis.condition().word()) + ", "
                + diagnosis.condition().sentence());
        diagnosis.evidence().forEach(sentence -> Wrap.lines(sentence, terminal.columns(WIDTH) - 2)
                .forEach(part -> terminal.result("  " + part)));
        terminal.result("confidence " + diagnosis.confidence().name().toLowerCase(Locale.ROOT));
        if (diagnosis.condition() != Condition.HEALTHY) {
            terminal.result("fix   " + diagnosis.fix().words());
        }
        terminal.result("try   " + line);
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.putAll(diagnosis.json());
        event.put("command", next);
        terminal.event(event);
        return 0;
    }

    private static String next(Diagnosis diagnosis, RunFolder run) {
        String file = Hints.quoted(RecipeLine.file(run.source()));
        Recipe changed = diagnosis.fix().recipe();
        if (changed != null) {
            return RecipeLine.of(changed, run.source(), diagnosis.fix().findRate());
        }
        return diagnosis.condition() == Condition.HEALTHY ? "predict " + run.id() + " " + file
                : "inspect " + file;
    }
}
