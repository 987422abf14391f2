package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import dev.descent.study.LossPlane;
import dev.descent.study.LossPlane.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A loss plane in words and numbers.
final class PlaneText {

    /// Rows of the table, of all markers.
    private static final int SHOWN = 12;

    private final String run;
    private final LossPlane plane;

    PlaneText(String run, LossPlane plane) {
        this.run = run;
        this.plane = plane;
    }

    /// Some of the places with both losses, for people.
    List<String> lines() {
        List<Marker> markers = plane.markers();
        TextTable table = TextTable.of("update", "true loss", "on the plane", "off by");
        int rows = Math.min(SHOWN, markers.size());
        for (int k : IntStream.range(0, rows).map(k -> rows == 1 ? 0 : k * (markers.size() - 1) / (rows - 1))
                .toArray()) {
            Marker marker = markers.get(k);
            table = table.row(Numbers.count(marker.update()), Numbers.shown(marker.loss()),
                    Numbers.shown(marker.planeLoss()), BasinText.percent(marker.gap()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(run + ": " + markers.size() + " places on the way of " + Numbers.count(markers.getLast().update())
                + " updates, losses of " + Numbers.count(plane.rows()) + " training rows");
        lines.add("");
        lines.addAll(table.text().lines().toList());
        lines.add("");
        return lines;
    }

    /// For programs.
    ///
    /// @param grid as [LossPlane#grid] gives it
    Map<String, @Nullable Object> event(String name, double[][] grid) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", name);
        event.put("run", run);
        event.put("firstShare", plane.plane().firstShare());
        event.put("secondShare", plane.plane().secondShare());
        event.put("rows", plane.rows());
        event.put("window", new double[] {plane.window().xLow(), plane.window().xHigh(), plane.window().yLow(),
                plane.window().yHigh()});
        event.put("markers", plane.markers().stream().map(PlaneText::marker).toList());
        event.put("grid", grid.length);
        event.put("losses", Arrays.stream(grid).flatMapToDouble(Arrays::stream)
                .mapToObj(loss -> Double.isFinite(loss) ? loss : null).toList());
        event.put("answer", plane.answer());
        return event;
    }

    private static Map<String, @Nullable Object> marker(Marker marker) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("update", marker.update());
        json.put("x", marker.x());
        json.put("y", marker.y());
        json.put("loss", marker.loss());
        json.put("planeLoss", Double.isFinite(marker.planeLoss()) ? marker.planeLoss() : null);
        json.put("off", marker.isOff());
        return json;
    }
}
