package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.report.Chart;
import dev.descent.report.HtmlReport;
import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.RateChart;
import dev.descent.report.Series;
import dev.descent.report.TextTable;
import dev.descent.study.Kept;
import dev.descent.study.StudyRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A study in a report, from its file alone: its answer, its curves, its tables, every run.
final class StudyPart implements ReportPart {

    /// More curves than this cannot be told apart; the best are drawn.
    private static final int CURVES = 12;
    /// Points of a curve in the page; a picture is hardly wider in pixels.
    private static final double WIDTH = 760;

    private final Kept study;
    private final List<StudyRun> runs;

    StudyPart(Kept study) {
        this.study = study;
        runs = StudyRun.of(study);
    }

    @Override
    public String title() {
        return study.id() + " on " + Objects.toString(study.value("data"), "unknown data");
    }

    @Override
    public String name() {
        return study.id();
    }

    @Override
    public HtmlReport addTo(HtmlReport page) {
        HtmlReport filled = page.paragraph(Numbers.count(runs.size()) + " runs, "
                + Numbers.count(runs.stream().map(StudyRun::seed).distinct().count()) + " seeds; the study is "
                + study.state() + ".").verdicts(study.answer());
        for (Map.Entry<String, Object> member : study.json().entrySet().stream()
                .filter(entry -> entry.getValue() != null && !entry.getKey().equals("runs")
                        && !entry.getKey().equals("verdicts"))
                .toList()) {
            if (member.getValue() instanceof List<?> rows && !rows.isEmpty()
                    && rows.stream().allMatch(row -> row instanceof Map<?, ?>)) {
                filled = filled.table(objects(rows), member.getKey() + ", as the study keeps it.");
            }
        }
        Map<String, Chart> charts = pictures();
        if (charts.get("loss") instanceof Chart chart) {
            filled = filled.figure(chart, "Best loss so far of each at its best settings: median over the seeds, band "
                    + "from the best to the worst.");
        }
        if (charts.get("rates") instanceof Chart chart) {
            filled = filled.figure(chart, "Median over the seeds at each learning rate, other settings at their best; "
                    + "✕: half of the runs or more diverged.");
        }
        return filled.table(runs(), "Every run, in the order of the study.")
                .folded("Everything that decided it", Json.pretty(decisions()))
                .json("study", Json.write(withoutCurves()));
    }

    @Override
    public Map<String, Chart> pictures() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        List<Series> curves = StudyRun.best(runs).stream()
                .filter(group -> group.runs().stream().anyMatch(run -> run.update().length > 0)).limit(CURVES)
                .map(StudyPart::curve).toList();
        if (!curves.isEmpty()) {
            charts.put("loss", LineChart.of(title(), "update", "best validation loss so far").series(curves)
                    .size(WIDTH, 420));
        }
        RateChart rates = RateChart.of("Loss against learning rate", "best validation loss, median over seeds");
        int drawn = 0;
        for (StudyRun.Group best : StudyRun.best(runs).stream().limit(CURVES).toList()) {
            List<StudyRun.Group> along = alongRates(best);
            if (along.size() > 1) {
                drawn++;
                rates = rates.series(rateCurve(best.label(), along), Double.NaN, Double.NaN, "");
            }
        }
        if (drawn > 0) {
            charts.put("rates", rates);
        }
        return charts;
    }

    /// The groups that differ from the best one of their label in the learning rate alone, ascending.
    private List<StudyRun.Group> alongRates(StudyRun.Group best) {
        return StudyRun.groups(runs.stream().filter(StudyRun::counts).toList()).stream()
                .filter(group -> group.label().equals(best.label()))
                .filter(group -> without(group.settings()).equals(without(best.settings())))
                .filter(group -> group.settings().get("lr") instanceof Double)
                .sorted(Comparator.comparingDouble(group -> (Double) group.settings().get("lr"))).toList();
    }

    private static Map<String, Object> without(Map<String, Object> settings) {
        return settings.entrySet().stream().filter(entry -> !entry.getKey().equals("lr"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Series rateCurve(String label, List<StudyRun.Group> groups) {
        double[] x = groups.stream().mapToDouble(group -> (Double) group.settings().get("lr")).toArray();
        double[] y = groups.stream().mapToDouble(StudyRun.Group::median).map(StudyPart::finite).toArray();
        double[] low = groups.stream().mapToDouble(group -> group.runs().stream().mapToDouble(StudyRun::bestLoss).min()
                .orElse(Double.NaN)).map(StudyPart::finite).toArray();
        double[] high = groups.stream().mapToDouble(group -> group.runs().stream().mapToDouble(StudyRun::bestLoss)
                .filter(Double::isFinite).max().orElse(Double.NaN)).toArray();
        return Series.banded(label, x, y, low, high);
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /// The best loss so far over the updates of all seeds together.
    private static Series curve(StudyRun.Group group) {
        Set<Double> all = new TreeSet<>();
        group.runs().forEach(run -> Arrays.stream(run.update()).forEach(all::add));
        double[] x = all.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] best = new double[group.runs().size()][];
        for (int i = 0; i < best.length; i++) {
            best[i] = bestSoFar(group.runs().get(i), x);
        }
        Series curve = Series.overSeeds(group.label(), x, best);
        return 2 * group.diverged() < group.runs().size() ? curve : curve.diverged("diverged");
    }

    private static double[] bestSoFar(StudyRun run, double[] x) {
        double[] best = new double[x.length];
        double lowest = Double.NaN;
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            for (; at < run.update().length && run.update()[at] <= x[i]; at++) {
                lowest = run.loss()[at] >= lowest ? lowest : run.loss()[at];
            }
            best[i] = lowest;
        }
        return best;
    }

    private TextTable runs() {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.settings().keySet()));
        // What no run of a label varied is told with everything that decided the study.
        names.removeIf(name -> runs.stream().map(run -> run.label() + " " + cell(run.settings().get(name))).distinct()
                .count() == runs.stream().map(StudyRun::label).distinct().count());
        List<String> columns = new ArrayList<>(List.of(""));
        columns.addAll(names);
        columns.addAll(List.of("seed", "stopped", "best loss", "updates"));
        List<List<String>> rows = new ArrayList<>();
        for (StudyRun run : runs) {
            List<String> cells = new ArrayList<>(List.of(run.label()));
            names.forEach(name -> cells.add(cell(run.settings().get(name))));
            cells.addAll(List.of(run.seed(), run.stop(), Double.isFinite(run.bestLoss())
                    ? Numbers.shown(run.bestLoss()) : "–", Numbers.count(run.updates())));
            rows.add(cells);
        }
        return new TextTable(columns, rows);
    }

    /// Objects with the same members as a table; members that are themselves objects, or nowhere known, are left out.
    private static TextTable objects(List<?> objects) {
        Set<String> columns = new LinkedHashSet<>();
        objects.forEach(object -> ((Map<?, ?>) object).keySet().forEach(name -> columns.add(String.valueOf(name))));
        columns.removeIf(column -> objects.stream().map(object -> ((Map<?, ?>) object).get(column))
                .allMatch(value -> value == null || value instanceof Map<?, ?> || value instanceof List<?>));
        List<List<String>> rows = new ArrayList<>();
        for (Object object : objects) {
            rows.add(columns.stream().map(column -> cell(((Map<?, ?>) object).get(column))).toList());
        }
        return new TextTable(new ArrayList<>(columns), rows);
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "–";
            case Double number -> Numbers.setting(number);
            case String text -> text;
            default -> Json.write(value);
        };
    }

    private Map<String, Object> decisions() {
        return study.json().entrySet().stream().filter(entry -> Set.of("data", "sha256", "plan", "recipe", "budget")
                .contains(entry.getKey()) && entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }

    /// What the page keeps for programs: everything but the histories, which are in the picture.
    private Map<String, Object> withoutCurves() {
        Map<String, Object> small = new LinkedHashMap<>();
        study.json().forEach((name, value) -> {
            if (value != null) {
                small.put(name, value);
            }
        });
        small.put("runs", Json.array(study.json().getOrDefault("runs", List.of()), "runs").stream().map(run -> {
            Map<String, Object> one = new LinkedHashMap<>(Json.object(run, "run"));
            one.keySet().removeAll(Set.of("update", "loss"));
            return one;
        }).toList());
        return small;
    }
}
