package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.report.TextChart;
import dev.descent.report.TextTable;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import dev.descent.study.KeptFilter;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// Lists the runs and studies that are kept: `runs` alone, and `runs list`.
abstract class ListingCommand extends Command {

    private static final int CURVE = 8;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "Which ones; all terms must hold: "
            + "optimizer:adam 'lr<0.01' state:diverged data:houses.csv. Names are those of options and of --json.")
    List<String> filter = List.of();

    @Override
    int run(Terminal terminal) {
        List<Kept> all = Archive.of(terminal.runs(), terminal.home()).list();
        KeptFilter wanted = KeptFilter.parse(filter, all);
        List<Kept> runs = all.stream().filter(Kept::isRun).filter(wanted).toList();
        List<Kept> studies = all.stream().filter(kept -> !kept.isRun()).filter(wanted).toList();
        if (all.isEmpty()) {
            terminal.result("no runs yet in " + terminal.shown(terminal.runs().folder()));
            terminal.result("try   " + terminal.hint("train rooms" + terminal.runsDirOption()));
        } else if (runs.isEmpty() && studies.isEmpty()) {
            terminal.result("none of " + all.size() + " runs and studies fit " + String.join(" ", filter));
        }
        if (!runs.isEmpty()) {
            terminal.result(runs(runs, terminal.unicode()).text());
        }
        if (!studies.isEmpty()) {
            terminal.result((runs.isEmpty() ? "" : "\n") + studies(studies).text());
        }
        all.stream().filter(kept -> kept.value("damage") != null)
                .forEach(kept -> terminal.warning(Objects.toString(kept.value("damage"))));
        runs.forEach(run -> terminal.event(event(run)));
        studies.forEach(study -> terminal.event(event(study)));
        Map<String, @Nullable Object> done = new LinkedHashMap<>();
        done.put("event", "done");
        done.put("runs", runs.size());
        done.put("studies", studies.size());
        terminal.event(done);
        return 0;
    }

    private static TextTable runs(List<Kept> runs, boolean unicode) {
        TextTable table = TextTable.of("run", "state", "optimizer", "lr", "batch", "best loss", "last", "curve",
                "updates", "data");
        for (Kept run : runs) {
            double[] losses = losses(run);
            table = table.row(run.id(), run.state(), word(run, "optimizer"), number(run, "lr"),
                    number(run, "batch"), measured(run.value("bestLoss")),
                    losses.length == 0 ? "–" : Numbers.shown(losses[losses.length - 1]),
                    TextChart.sparkline(losses, CURVE, unicode), counted(run, "updatesDone"), word(run, "data"));
        }
        return table;
    }

    private static TextTable studies(List<Kept> studies) {
        TextTable table = TextTable.of("study", "state", "runs", "winner", "data");
        for (Kept study : studies) {
            table = table.row(study.id(), study.state(), counted(study, "runs"), word(study, "winner"),
                    word(study, "data"));
        }
        return table;
    }

    /// The steering losses at the ends of epochs; those of a run that goes on, so far.
    private static double[] losses(Kept run) {
        return run.state().equals("damaged") ? new double[0]
                : MetricsLog.read(run.path().resolve("metrics.bin")).stream().filter(MetricsLog.Entry::epochEnd)
                        .map(MetricsLog.Entry::point).mapToDouble(EpochPoint::steeringLoss).toArray();
    }

    private static String word(Kept kept, String name) {
        return Objects.toString(kept.value(name), "–");
    }

    private static String number(Kept kept, String name) {
        return kept.value(name) instanceof Double value ? Numbers.setting(value) : "–";
    }

    private static String counted(Kept kept, String name) {
        return kept.value(name) instanceof Double value ? Numbers.counted(value) : "–";
    }

    private static String measured(@Nullable Object value) {
        return value instanceof Double number ? Numbers.shown(number) : "–";
    }

    /// A run or study as one object.
    static Map<String, @Nullable Object> event(Kept kept) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", kept.isRun() ? "run" : "study");
        event.put("id", kept.id());
        event.put("kind", kept.kind());
        event.put("state", kept.state());
        event.put("path", kept.path().toString());
        event.put("settings", kept.settings());
        event.put("results", kept.results());
        return event;
    }
}
