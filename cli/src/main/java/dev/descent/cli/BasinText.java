package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.objective.BasinMap;
import dev.descent.objective.Minimum;
import dev.descent.objective.Surface;
import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Maps of one surface in words and numbers.
final class BasinText {

    /// Minima that have a row of their own in the table.
    private static final int NAMED = 8;
    private static final double ROUNDING = 1e-15;

    private final List<BasinMap> maps;
    private final Surface surface;

    BasinText(List<BasinMap> maps) {
        this.maps = List.copyOf(maps);
        surface = maps.getFirst().surface();
    }

    /// The letter of a minimum: A is the lowest; after Z come AA, AB, …
    static String letter(int minimum) {
        String last = Character.toString('A' + minimum % 26);
        return minimum < 26 ? last : letter(minimum / 26 - 1) + last;
    }

    /// The formula, its minima, and how many starts end where, for people.
    List<String> lines() {
        List<String> names = surface.formula().coordinates();
        BasinMap first = maps.getFirst();
        List<String> lines = new ArrayList<>();
        lines.add("L(" + String.join(", ", names) + ") = " + Printer.unicode(surface.formula().expression()));
        lines.add(Numbers.count((long) first.side() * first.side()) + " starts over " + names.get(0) + " from "
                + Numbers.setting(first.window().xLow()) + " to " + Numbers.setting(first.window().xHigh()) + ", "
                + names.get(1) + " from " + Numbers.setting(first.window().yLow()) + " to "
                + Numbers.setting(first.window().yHigh()) + "; " + Numbers.count(first.updates()) + " updates each");
        lines.add("");
        List<String> columns = new ArrayList<>(List.of("ends at", "value"));
        maps.forEach(map -> columns.add(name(map)));
        TextTable table = TextTable.of(columns.toArray(String[]::new));
        List<Integer> shown = shown();
        for (int minimum : shown) {
            Minimum at = surface.minima().get(minimum);
            table = row(table, letter(minimum) + "  " + dev.descent.objective.Numbers.vector(at.point(), 2),
                    value(at), map -> map.share(minimum));
        }
        if (reached().size() > shown.size()) {
            table = row(table, "other minima", "", map -> map.reached().stream().filter(m -> !shown.contains(m))
                    .mapToDouble(map::share).sum());
        }
        table = row(table, "no known minimum", "", map -> map.share(BasinMap.ELSEWHERE));
        table = row(table, "diverged", "", map -> map.share(BasinMap.DIVERGED));
        lines.addAll(table.text().lines().toList());
        lines.add("");
        return lines;
    }

    private TextTable row(TextTable table, String name, String value,
            ToDoubleFunction<BasinMap> share) {
        List<String> cells = new ArrayList<>(List.of(name, value));
        maps.forEach(map -> cells.add(percent(share.applyAsDouble(map))));
        return table.row(cells.toArray(String[]::new));
    }

    private TreeSet<Integer> reached() {
        TreeSet<Integer> reached = new TreeSet<>();
        maps.forEach(map -> reached.addAll(map.reached()));
        return reached;
    }

    private List<Integer> shown() {
        return reached().stream().limit(NAMED).toList();
    }

    /// The height of a minimum; what differs from 0 by rounding is 0.
    static String value(Minimum minimum) {
        return dev.descent.objective.Numbers.text(Math.abs(minimum.value()) < ROUNDING ? 0 : minimum.value());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String name(BasinMap map) {
        return map.optimizer().label() + ", η = " + Numbers.setting(map.optimizer().lr());
    }

    /// What the maps say, a sentence for each rule.
    List<String> answer() {
        List<String> answer = new ArrayList<>();
        long lowest = IntStream.range(0, surface.minima().size()).filter(maps.getFirst()::isLowest)
                .count();
        for (BasinMap map : maps) {
            double updates = map.medianUpdates();
            answer.add(name(map) + ": " + percent(map.lowestShare()) + " of the starts reach "
                    + (surface.minima().size() == 1 ? "the only known minimum"
                            : lowest == 1 ? "the lowest known minimum"
                                    : "one of the " + lowest + " equally low minima")
                    + (Double.isNaN(updates) ? "." : ", and those that arrive anywhere need " + Numbers.counted(updates)
                            + " updates (median)."));
        }
        return answer;
    }

    /// For programs; the caller adds the pictures.
    Map<String, @Nullable Object> event() {
        List<String> names = surface.formula().coordinates();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("formula", surface.formula().text());
        List<Map<String, Object>> minima = new ArrayList<>();
        for (int m = 0; m < surface.minima().size(); m++) {
            Minimum at = surface.minima().get(m);
            minima.add(Map.of("name", letter(m), "theta", WalkText.named(names, at.point()), "value", at.value(),
                    "lowest", maps.getFirst().isLowest(m)));
        }
        event.put("minima", minima);
        event.put("maps", maps.stream().map(BasinText::numbers).toList());
        event.put("answer", answer());
        return event;
    }

    /// One map for programs.
    static Map<String, @Nullable Object> numbers(BasinMap map) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("optimizer", map.optimizer().spec());
        event.put("lr", map.optimizer().lr());
        event.put("window", List.of(map.window().xLow(), map.window().xHigh(), map.window().yLow(),
                map.window().yHigh()));
        event.put("grid", map.side());
        event.put("updates", map.updates());
        Map<String, Double> shares = new LinkedHashMap<>();
        map.reached().forEach(m -> shares.put(letter(m), map.share(m)));
        event.put("shares", shares);
        event.put("elsewhere", map.share(BasinMap.ELSEWHERE));
        event.put("diverged", map.share(BasinMap.DIVERGED));
        event.put("lowestShare", map.lowestShare());
        event.put("medianUpdates", map.medianUpdates());
        return event;
    }
}
