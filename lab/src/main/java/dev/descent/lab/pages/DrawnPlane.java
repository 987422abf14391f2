package dev.descent.lab.pages;

import dev.descent.common.Json;
import dev.descent.lab.web.Answer;
import dev.descent.report.Relief;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command `plane` said about a run, as a page draws it.
final class DrawnPlane {

    private DrawnPlane() {
    }

    /// The ground (see [Ground]), the shares of the movement, what can be trusted in words, and per marker the blocks
    /// `points` (x, y), `updates`, `losses` and `planeLosses`, and which of them are off.
    static Answer of(Map<String, @Nullable Object> event) {
        int side = (int) Json.integer(event.get("grid"), "grid", 2, 1 << 12);
        List<@Nullable Object> window = Json.array(event.get("window"), "window");
        List<@Nullable Object> losses = Json.array(event.get("losses"), "losses");
        double[][] values = new double[side][side];
        for (int k = 0; k < side * side; k++) {
            values[k / side][k % side] = number(losses.get(k));
        }
        List<@Nullable Object> all = Json.array(event.get("markers"), "markers");
        double[] points = new double[2 * all.size()];
        double[] updates = new double[all.size()];
        double[] truth = new double[all.size()];
        double[] drawn = new double[all.size()];
        List<Boolean> off = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            Map<String, @Nullable Object> marker = Json.object(all.get(k), "marker");
            points[2 * k] = number(marker.get("x"));
            points[2 * k + 1] = number(marker.get("y"));
            updates[k] = number(marker.get("update"));
            truth[k] = number(marker.get("loss"));
            drawn[k] = number(marker.get("planeLoss"));
            off.add(Json.bool(marker.get("off"), "off"));
        }
        Answer answer = new Answer().fact("run", event.get("run")).fact("firstShare", event.get("firstShare"))
                .fact("secondShare", event.get("secondShare")).fact("trainingRows", event.get("rows"))
                .fact("answer", event.get("answer")).fact("off", off).doubles("points", points)
                .doubles("updates", updates).doubles("losses", truth).doubles("planeLosses", drawn);
        return Ground.add(answer, new Relief(even(window, 0, side), even(window, 2, side), values));
    }

    private static double[] even(List<@Nullable Object> window, int from, int count) {
        double low = number(window.get(from));
        double high = number(window.get(from + 1));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = low + (high - low) * i / (count - 1);
        }
        return values;
    }

    private static double number(@Nullable Object value) {
        return value == null ? Double.NaN : Json.number(value, "plane");
    }
}
