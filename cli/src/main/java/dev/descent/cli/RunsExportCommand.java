package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import dev.descent.study.KeptFilter;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes runs as a table for other programs.
@CommandLine.Command(name = "export", description = "Write runs as CSV: a row for each run, or with --points for each "
        + "measurement; a study's id stands for its runs.")
final class RunsExportCommand extends Command {

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "Ids of runs and studies, or terms as in the "
            + "list (default: all runs).")
    List<String> filter = List.of();

    @Option(names = "--points", order = 9, description = "A row for each measurement: update, losses, rate.")
    boolean points;

    @Option(names = "--out", paramLabel = "NAME", order = 10, description = "Write there instead of to stdout.")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Kept kept : chosen(Archive.of(terminal.runs(), terminal.home()))) {
            if (!kept.isRun()) {
                rows.addAll(ofStudy(kept));
            } else if (points) {
                rows.addAll(measurements(kept));
            } else {
                rows.add(row(kept));
            }
        }
        if (terminal.json()) {
            rows.forEach(terminal::event);
            return 0;
        }
        try (CsvOutput csv = out == null ? CsvOutput.lines(terminal::result) : CsvOutput.file(out, terminal)) {
            write(rows, csv);
        }
        return 0;
    }

    /// Ids name what they name; everything else filters the runs.
    private List<Kept> chosen(Archive archive) {
        List<Kept> all = archive.list();
        Set<String> ids = new LinkedHashSet<>(filter);
        if (!filter.isEmpty() && all.stream().map(Kept::id).toList().containsAll(ids)) {
            return all.stream().filter(kept -> ids.contains(kept.id())).toList();
        }
        KeptFilter wanted = KeptFilter.parse(filter, all);
        return all.stream().filter(Kept::isRun).filter(wanted).toList();
    }

    private static void write(List<Map<String, @Nullable Object>> rows, CsvOutput csv) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        columns.forEach(csv::cell);
        csv.endLine();
        for (Map<String, @Nullable Object> row : rows) {
            columns.forEach(column -> csv.cell(cell(row.get(column))));
            csv.endLine();
        }
        csv.complete();
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> {
                String text = Json.write(value);
                yield text.equals("null") ? "" : text;
            }
        };
    }

    private static Map<String, @Nullable Object> row(Kept run) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        run.names().forEach(name -> row.put(name, run.value(name)));
        return row;
    }

    private static List<Map<String, @Nullable Object>> measurements(Kept run) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (MetricsLog.Entry entry : MetricsLog.read(run.path().resolve("metrics.bin"))) {
            EpochPoint point = entry.point();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("run", run.id());
            row.put("epoch", point.epoch());
            row.put("update", point.update());
            row.put("trainLoss", point.trainLoss());
            row.put("validationLoss", point.validationLoss());
            row.put("lr", point.lr());
            row.put("seconds", point.seconds());
            rows.add(row);
        }
        return rows;
    }

    /// The runs of a study; their histories only where points are asked for.
    private List<Map<String, @Nullable Object>> ofStudy(Kept study) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<@Nullable Object> runs = Json.array(study.json().getOrDefault("runs", List.of()), study.id() + ", runs");
        for (int i = 0; i < runs.size(); i++) {
            Map<String, @Nullable Object> run = new LinkedHashMap<>(Json.object(runs.get(i), study.id() + ", run"));
            if (run.remove("settings") instanceof Map<?, ?> settings) {
                settings.forEach((name, value) -> run.put(String.valueOf(name), value));
            }
            Object updates = run.remove("update");
            Object losses = run.remove("loss");
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("study", study.id());
            row.put("run", i + 1);
            row.putAll(run);
            if (!points) {
                rows.add(row);
            } else if (updates instanceof List<?> at && losses instanceof List<?> loss) {
                for (int k = 0; k < Math.min(at.size(), loss.size()); k++) {
                    Map<String, @Nullable Object> point = new LinkedHashMap<>(row);
                    point.put("update", at.get(k));
                    point.put("loss", loss.get(k));
                    rows.add(point);
                }
            }
        }
        return rows;
    }
}
