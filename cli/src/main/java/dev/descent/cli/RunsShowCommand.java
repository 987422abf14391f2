package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.report.Series;
import dev.descent.report.TextChart;
import dev.descent.report.TextTable;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Shows everything about one run or study.
@CommandLine.Command(name = "show", description = "Show a run or a study: what decided it, what came of it.")
final class RunsShowCommand extends Command {

    private static final int CHART = 78;
    private static final int LONGEST = 120;

    @Parameters(paramLabel = "RUN", description = "An id, a folder, or last.")
    String id = "";

    @Override
    int run(Terminal terminal) {
        Kept kept = Archive.of(terminal.runs(), terminal.home()).find(id);
        terminal.result(kept.kind() + " " + kept.id() + ", " + kept.state() + ", in " + terminal.shown(kept.path()));
        table("setting", kept.settings()).text().lines().forEach(terminal::result);
        terminal.result("");
        table("result", kept.results()).text().lines().forEach(terminal::result);
        kept.answer().forEach(terminal::result);
        List<EpochPoint> points = kept.isRun() ? points(kept) : List.of();
        if (!points.isEmpty()) {
            terminal.result("");
            TextChart.of("update", "loss").series(curves(points)).size(terminal.columns(CHART), 14)
                    .unicode(terminal.unicode()).color(terminal.colorsResults()).text().lines()
                    .forEach(terminal::result);
        }
        hints(kept, terminal);
        Map<String, @Nullable Object> event = ListingCommand.event(kept);
        if (kept.isRun()) {
            event.put("update", points.stream().map(EpochPoint::update).toList());
            event.put("trainLoss", points.stream().map(EpochPoint::trainLoss).toList());
            event.put("validationLoss", points.stream().map(EpochPoint::validationLoss).toList());
        } else {
            event.put("study", kept.json());
        }
        terminal.event(event);
        return 0;
    }

    private static void hints(Kept kept, Terminal terminal) {
        if (kept.isRun() && (kept.state().equals("interrupted") || kept.state().equals("killed"))) {
            terminal.result("again  " + terminal.hint("resume " + kept.id() + terminal.runsDirOption()));
        }
    }

    private static List<EpochPoint> points(Kept run) {
        return MetricsLog.read(run.path().resolve("metrics.bin")).stream().filter(MetricsLog.Entry::epochEnd)
                .map(MetricsLog.Entry::point).toList();
    }

    /// Training and validation loss over updates.
    static List<Series> curves(List<EpochPoint> points) {
        List<Series> curves = new ArrayList<>(List.of(curve("training", points, EpochPoint::trainLoss)));
        if (points.stream().anyMatch(point -> Double.isFinite(point.validationLoss()))) {
            curves.addFirst(curve("validation", points, EpochPoint::validationLoss));
        }
        return curves;
    }

    private static Series curve(String name, List<EpochPoint> points, ToDoubleFunction<EpochPoint> loss) {
        return Series.of(name, points.stream().mapToDouble(EpochPoint::update).toArray(),
                points.stream().mapToDouble(loss).toArray());
    }

    /// Names and values, one row each; what is not set is left out.
    static TextTable table(String what, Map<String, @Nullable Object> values) {
        TextTable table = TextTable.of(what, "value");
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, text(value)));
        for (Map.Entry<String, String> entry : shown.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                table = table.row(entry.getKey(), entry.getValue());
            }
        }
        return table;
    }

    /// A value as people read it; nothing for null and for empty texts.
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> Numbers.found(number);
            case String text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
            default -> String.valueOf(value);
        };
    }
}
