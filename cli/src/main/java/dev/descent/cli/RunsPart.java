package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.report.Chart;
import dev.descent.report.HtmlReport;
import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.Series;
import dev.descent.report.TextTable;
import dev.descent.study.Kept;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Single runs in a report: one with its training and validation loss, or several beside each other.
final class RunsPart implements ReportPart {

    /// More curves than this cannot be told apart; the best are drawn.
    private static final int CURVES = 12;

    private final List<Kept> runs;
    private final Map<Kept, List<EpochPoint>> points = new LinkedHashMap<>();

    RunsPart(List<Kept> runs) {
        this.runs = runs;
        runs.forEach(run -> points.put(run, MetricsLog.read(run.path().resolve("metrics.bin")).stream()
                .filter(MetricsLog.Entry::epochEnd).map(MetricsLog.Entry::point).toList()));
    }

    @Override
    public String title() {
        return runs.size() == 1 ? runs.getFirst().id() + " on " + text(runs.getFirst(), "data")
                : runs.size() + " runs on " + String.join(", ", runs.stream().map(run -> text(run, "data")).distinct()
                        .toList());
    }

    @Override
    public String name() {
        return runs.size() == 1 ? runs.getFirst().id() : "runs";
    }

    @Override
    public HtmlReport addTo(HtmlReport page) {
        HtmlReport filled = page.verdicts(answer());
        Chart chart = pictures().get("loss");
        if (chart != null) {
            filled = filled.figure(chart, runs.size() == 1
                    ? "Mean loss of each epoch's batches, and loss of the validation rows at its end."
                    : "Loss of the validation rows at the end of each epoch"
                            + (runs.size() > CURVES ? "; the " + CURVES + " best runs." : "."));
        }
        filled = filled.table(results(), "What came of " + (runs.size() == 1 ? "it." : "them."));
        List<String> differing = differing();
        if (runs.size() > 1 && !differing.isEmpty()) {
            filled = filled.table(settings(differing), "The settings that differ.");
        }
        for (Kept run : runs) {
            filled = filled.folded("Everything that decided " + run.id(), Json.pretty(run.json().get("recipe")));
        }
        return filled.json("runs", Json.write(runs.stream().map(ListingCommand::event).toList()));
    }

    @Override
    public Map<String, Chart> pictures() {
        List<Series> curves = runs.size() == 1 ? single(runs.getFirst()) : several();
        return curves.isEmpty() ? Map.of() : Map.of("loss", LineChart.of(title(), "update",
                runs.size() == 1 ? "loss" : "validation loss").series(curves));
    }

    private List<Series> single(Kept run) {
        List<EpochPoint> measured = of(run);
        return measured.isEmpty() ? List.of()
                : RunsShowCommand.curves(measured).stream().map(curve -> ended(curve, run)).toList();
    }

    private List<Series> several() {
        return runs.stream().filter(run -> !of(run).isEmpty()).sorted(Comparator.comparingDouble(RunsPart::bestLoss))
                .limit(CURVES).map(run -> ended(Series.of(name(run),
                        of(run).stream().mapToDouble(EpochPoint::update).toArray(),
                        of(run).stream().mapToDouble(EpochPoint::steeringLoss).toArray()), run))
                .toList();
    }

    /// The optimizer first: it decides the colour.
    private static String name(Kept run) {
        return text(run, "optimizer") + " (" + run.id() + ")";
    }

    private static Series ended(Series curve, Kept run) {
        return run.state().equals("diverged") ? curve.diverged("diverged") : curve;
    }

    private List<EpochPoint> of(Kept run) {
        return Objects.requireNonNull(points.get(run));
    }

    private List<String> answer() {
        List<String> sentences = new ArrayList<>();
        for (Kept run : runs.stream().sorted(Comparator.comparingDouble(RunsPart::bestLoss)).limit(3).toList()) {
            String main = run.value("rmse") instanceof Double ? "rmse" : "accuracy";
            String baseline = run.json().get("result") instanceof Map<?, ?> result
                    && result.get("baseline") instanceof Map<?, ?> rule && rule.get("metrics") instanceof Map<?, ?> of
                    && of.get(main) instanceof Double value
                            ? "; the baseline (" + rule.get("rule") + ") has " + Numbers.shown(value) : "";
            sentences.add(run.value(main) instanceof Double value && !run.state().equals("diverged")
                    ? run.id() + ": " + main + " " + Numbers.shown(value) + " on " + text(run, "measuredOn") + " rows"
                            + baseline + "."
                    : run.id() + " is " + run.state() + ".");
        }
        return sentences;
    }

    private TextTable results() {
        Set<String> names = new LinkedHashSet<>(List.of("state"));
        runs.forEach(run -> run.results().forEach((name, value) -> {
            if (value instanceof Double && !name.equals("threads")) {
                names.add(name);
            }
        }));
        return table("run", new ArrayList<>(names));
    }

    private TextTable settings(List<String> names) {
        return table("run", names);
    }

    private TextTable table(String first, List<String> names) {
        List<String> columns = new ArrayList<>(List.of(first));
        columns.addAll(names);
        TextTable table = TextTable.of(columns.toArray(String[]::new));
        for (Kept run : runs) {
            List<String> cells = new ArrayList<>(List.of(run.id()));
            names.forEach(name -> cells.add(cell(run.value(name))));
            table = table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private List<String> differing() {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(Kept.differences(runs.getFirst(), run)));
        return new ArrayList<>(names);
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "–";
            case Double number -> Numbers.shown(number);
            default -> RunsShowCommand.text(value);
        };
    }

    private static String text(Kept run, String name) {
        return Objects.toString(run.value(name), "");
    }

    private static double bestLoss(Kept run) {
        return run.value("bestLoss") instanceof Double loss && !run.state().equals("diverged") ? loss
                : Double.POSITIVE_INFINITY;
    }
}
