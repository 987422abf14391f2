package dev.descent.cli;

import dev.descent.objective.Minimum;
import dev.descent.practice.Exhibit;
import dev.descent.report.ContourChart;
import dev.descent.report.HtmlReport;
import dev.descent.report.LineChart;
import dev.descent.report.Numbers;
import dev.descent.report.Relief;
import dev.descent.report.Series;
import dev.descent.report.TextChart;
import dev.descent.report.TextTable;
import dev.descent.report.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An exhibit of a practice in the terminal, on a page and as JSON.
final class ExhibitView {

    private static final int COLUMNS = 90;
    private static final int ROWS = 14;

    private final Exhibit exhibit;

    ExhibitView(Exhibit exhibit) {
        this.exhibit = exhibit;
    }

    String caption() {
        return exhibit.caption();
    }

    /// For the terminal; empty for pictures that only a page can show.
    List<String> lines(Terminal terminal) {
        return switch (exhibit) {
            case Exhibit.Updates updates -> {
                List<String> lines = new ArrayList<>();
                updates.updates().forEach(update -> lines.addAll(WalkText.worked(update)));
                yield lines;
            }
            case Exhibit.Grid grid -> table(grid).text(terminal.unicode()).lines().toList();
            case Exhibit.Curves curves -> TextChart.of(curves.x(), curves.y()).logX(curves.logX())
                    .series(series(curves))
                    .size(terminal.columns(COLUMNS), ROWS).unicode(terminal.unicode()).color(terminal.colorsResults())
                    .text().lines().toList();
            case Exhibit.Plane _ -> List.of();
            case Exhibit.Circle circle -> new TaylorText(circle.circle()).lines();
            case Exhibit.Basins basins -> new BasinText(List.of(basins.map())).lines();
        };
    }

    /// On a page, as picture where there is one.
    HtmlReport on(HtmlReport page) {
        return switch (exhibit) {
            case Exhibit.Updates updates -> {
                List<String> lines = new ArrayList<>();
                updates.updates().forEach(update -> lines.addAll(WalkText.worked(update)));
                yield page.heading(caption()).listing(String.join("\n", lines.subList(1, lines.size())));
            }
            case Exhibit.Grid grid -> page.table(table(grid), grid.caption());
            case Exhibit.Curves curves -> page.figure(LineChart.of(curves.caption(), curves.x(), curves.y())
                    .logX(curves.logX()).series(series(curves)),
                    curves.y() + " against " + curves.x());
            case Exhibit.Plane plane -> page.figure(plane(plane), "Lines of equal loss over " + plane.x() + " and "
                    + plane.y() + ", and the ways that were walked");
            case Exhibit.Circle circle -> {
                TaylorPicture picture = new TaylorPicture(circle.circle(), Numbers.setting(circle.circle().radius()));
                var errors = picture.errors();
                HtmlReport with = page
                        .figure(picture.circle(), "Lines of equal loss, solid, and of its linear model, dashed")
                        .listing(String.join("\n", new TaylorText(circle.circle()).lines()));
                yield errors == null ? with : with.figure(errors, "The largest error in ever smaller circles");
            }
            case Exhibit.Basins basins -> page.figure(BasinPicture.of(basins.map()), basins.caption());
        };
    }

    private static TextTable table(Exhibit.Grid grid) {
        TextTable table = TextTable.of(grid.columns().toArray(String[]::new));
        for (List<Object> row : grid.rows()) {
            String[] cells = new String[row.size()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(row.get(c), grid.kinds().get(c));
            }
            table = table.row(cells);
        }
        return table;
    }

    private static String cell(Object cell, Exhibit.Kind kind) {
        if (!(cell instanceof Number number)) {
            return cell.toString();
        }
        double value = number.doubleValue();
        return switch (kind) {
            case WORD, SETTING -> Numbers.setting(value);
            case COUNT -> Double.isInfinite(value) ? "never" : Numbers.counted(value);
            case MEASURED -> Numbers.shown(value);
            case SECONDS -> Numbers.seconds(value);
        };
    }

    private static List<Series> series(Exhibit.Curves curves) {
        return curves.curves().stream().map(curve -> {
            Series series = Series.of(curve.name(), curve.x(), curve.y());
            return curve.diverged() > 0 ? series.diverged("diverged at update " + Numbers.count(curve.diverged()))
                    : series;
        }).toList();
    }

    private static ContourChart plane(Exhibit.Plane plane) {
        Window window = new Window(plane.window().xLow(), plane.window().xHigh(), plane.window().yLow(),
                plane.window().yHigh());
        ContourChart chart = ContourChart.of(plane.caption(), plane.x(), plane.y(), Relief.of(plane.ground(), window));
        for (Exhibit.Path path : plane.paths()) {
            chart = chart.path(path.name(), path.x(), path.y());
            chart = path.diverged() > 0 ? chart.diverged(path.diverged()) : chart;
        }
        for (Minimum minimum : plane.minima()) {
            chart = chart.minimum(minimum.point()[0], minimum.point()[1], "minimum");
        }
        return chart;
    }

    /// For programs.
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("caption", caption());
        switch (exhibit) {
            case Exhibit.Updates updates -> {
                json.put("kind", "updates");
                json.put("updates", updates.updates().stream().map(update -> {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>();
                    one.put("update", update.update());
                    one.put("before", update.before());
                    one.put("value", update.value());
                    one.put("gradient", update.gradient());
                    one.put("after", update.after());
                    return one;
                }).toList());
            }
            case Exhibit.Grid grid -> {
                json.put("kind", "table");
                json.put("columns", grid.columns());
                json.put("rows", grid.rows());
            }
            case Exhibit.Curves curves -> {
                json.put("kind", "curves");
                json.put("x", curves.x());
                json.put("y", curves.y());
                json.put("curves", curves.curves().stream().map(curve -> {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>();
                    one.put("name", curve.name());
                    one.put("x", curve.x());
                    one.put("y", curve.y());
                    one.put("diverged", curve.diverged() > 0 ? curve.diverged() : null);
                    return one;
                }).toList());
            }
            case Exhibit.Plane plane -> {
                json.put("kind", "plane");
                json.put("paths", plane.paths().stream().map(path -> {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>();
                    one.put("name", path.name());
                    one.put("x", path.x());
                    one.put("y", path.y());
                    return one;
                }).toList());
            }
            case Exhibit.Circle circle -> {
                json.put("kind", "circle");
                json.putAll(new TaylorText(circle.circle()).numbers());
            }
            case Exhibit.Basins basins -> {
                json.put("kind", "basins");
                json.putAll(BasinText.numbers(basins.map()));
            }
        }
        return json;
    }
}
