package dev.descent.cli;

import dev.descent.objective.BasinMap;
import dev.descent.objective.Formula;
import dev.descent.objective.Minimum;
import dev.descent.report.BasinChart;
import dev.descent.report.Numbers;
import dev.descent.report.Relief;
import dev.descent.report.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The picture of a map.
final class BasinPicture {

    private BasinPicture() {
    }

    static BasinChart of(BasinMap map) {
        Formula formula = map.surface().formula();
        Window window = new Window(map.window().xLow(), map.window().xHigh(), map.window().yLow(),
                map.window().yHigh());
        List<Integer> ends = new ArrayList<>(map.reached());
        for (int nowhere : new int[] {BasinMap.ELSEWHERE, BasinMap.DIVERGED}) {
            if (map.share(nowhere) > 0) {
                ends.add(nowhere);
            }
        }
        BasinChart chart = BasinChart.of(map.optimizer().label() + ", η = " + Numbers.setting(map.optimizer().lr())
                + ": which start ends where", formula.coordinates().get(0), formula.coordinates().get(1),
                Relief.of((x, y) -> formula.value(x, y), window),
                Arrays.stream(map.ends()).map(ends::indexOf).toArray(), map.needed());
        for (int end : ends) {
            chart = switch (end) {
                case BasinMap.ELSEWHERE -> chart.nowhere("no known minimum: " + percent(map, end), false);
                case BasinMap.DIVERGED -> chart.nowhere("diverged: " + percent(map, end), true);
                default -> {
                    Minimum at = map.surface().minima().get(end);
                    yield chart.minimum(BasinText.letter(end), at.point()[0], at.point()[1],
                            "value " + BasinText.value(at) + ": " + percent(map, end));
                }
            };
        }
        return chart;
    }

    private static String percent(BasinMap map, int end) {
        return BasinText.percent(map.share(end));
    }
}
