package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What a person would complain about first: words cut off at the picture's edge, words on top of each other.
/// Extents are measured with the font that draws them.
class LayoutTest {

    @Test
    void scene_anyLineChart_keepsItsWordsInsideAndApart() {
        check(Scenes::losses, 120);
    }

    @Test
    void scene_anyRateChart_keepsItsWordsInsideAndApart() {
        check(Scenes::rates, 60);
    }

    @Test
    void scene_anyContourChart_keepsItsWordsInsideAndApart() {
        check(Scenes::contour, 40);
    }

    @Test
    void scene_everyCurve_hasItsName() {
        Random random = new Random(5);
        LineChart chart = LineChart.of("Loss", "update", "loss");
        List<String> names = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "lion");
        for (String name : names) {
            chart = chart.series(Scenes.falling(name, 30, 0.1, random));
        }
        assertThat(Scenes.texts(chart.scene()).stream().map(Mark.Text::text)).containsAll(names);
    }

    @Test
    void scene_divergedRun_endsInACrossOrAnArrowAndSaysWhen() {
        double[] x = {0, 1, 2, 3};
        Series inside = Series.of("sgd", x, new double[] {1, 2, 3, 4}).diverged("diverged at update 4");
        Series outside = Series.of("adam", x, new double[] {1, 1e3, 1e9, 1e30}).diverged("diverged at update 4");
        Scene scene = LineChart.of("Loss", "update", "loss").series(inside).series(outside).scene();
        List<Mark> marks = Scenes.flat(scene.marks());
        assertThat(marks).filteredOn(m -> m instanceof Mark.Symbol s && s.shape() == Mark.Shape.CROSS).hasSize(1);
        assertThat(marks).filteredOn(m -> m instanceof Mark.Area a && a.opacity() == 1).hasSize(1);
        assertThat(Scenes.texts(scene)).filteredOn(t -> t.text().contains("diverged at update 4")).hasSize(2);
    }

    @Test
    void scene_rawLine_isPaleAndStretchesNoAxis() {
        double[] x = {0, 1, 2, 3};
        Series smooth = Series.of("sgd", x, new double[] {1, 0.8, 0.5, 0.4});
        LineChart plain = LineChart.of("Loss", "update", "loss");
        Scene without = plain.series(smooth).scene();
        Scene with = plain.series(smooth.over(new double[] {1, 9, 0.5, 7})).scene();
        assertThat(Scenes.texts(with).stream().map(Mark.Text::text))
                .isEqualTo(Scenes.texts(without).stream().map(Mark.Text::text).toList());
        List<Mark> added = Scenes.flat(with.marks());
        assertThat(added).hasSize(Scenes.flat(without.marks()).size() + 1)
                .filteredOn(m -> m instanceof Mark.Line line && line.stroke().opacity() == 0.35).hasSize(1);
    }

    @Test
    void scene_chartsSideBySide_haveTheSameAxes() {
        List<Series> low = List.of(Series.of("sgd", new double[] {0, 10}, new double[] {1, 0.2}));
        List<Series> high = List.of(Series.of("adam", new double[] {0, 50}, new double[] {30, 5}));
        LineChart chart = LineChart.of("Loss", "update", "loss");
        assertThat(ticks(chart.series(low).axesFor(high))).isEqualTo(ticks(chart.series(high).axesFor(low)))
                .isNotEqualTo(ticks(chart.series(low)));
    }

    private static List<String> ticks(LineChart chart) {
        return Scenes.texts(chart.scene()).stream().map(Mark.Text::text).filter(t -> Character.isDigit(t.charAt(0)))
                .toList();
    }

    @Test
    void scene_pathsThatEndTogether_sayTheUpdateOnce() {
        double[][] path = Scenes.walk(-4, 1, 0.05, 100);
        Relief relief = Relief.of(Scenes.RAVINE, new Window(-5, 5, -3, 3), 81, 61);
        ContourChart both = ContourChart.of("Ravine", "x", "y", relief)
                .path("sgd", path[0], path[1]).path("adam", path[1], path[0]);
        assertThat(Scenes.texts(both.scene())).extracting(Mark.Text::text).contains("sgd", "adam")
                .filteredOn(t -> t.contains("100")).containsExactly("all end at update 100; a dot every 10 updates");
        assertThat(Scenes.texts(both.path("lion", new double[] {1, 2}, new double[] {1, 2}).scene()))
                .extracting(Mark.Text::text).contains("lion, update 1").anyMatch(t -> t.startsWith("a dot every"));
    }

    @Test
    void scene_oddData_isDrawnAllTheSame() {
        double[] none = {};
        double[] x = {0, 1, 2};
        List<Series> odd = List.of(Series.of("nothing", none, none),
                Series.of("nan", x, new double[] {Double.NaN, Double.NaN, Double.NaN}),
                Series.of("zeros", x, new double[3]), Series.of("negative", x, new double[] {-1, -2, -3}),
                Series.of("one", new double[] {5}, new double[] {2}),
                Series.of("huge", x, new double[] {1e300, 1e308, Double.POSITIVE_INFINITY}),
                Series.of("tiny", x, new double[] {4.9e-324, 1e-300, 1e-310}),
                Series.of("gap", x, new double[] {1, Double.NaN, 0.5}), Series.of("价格", x, new double[] {1, 2, 1}));
        for (Series series : odd) {
            LineChart chart = LineChart.of("Odd", "update", "loss").series(series);
            for (LineChart each : List.of(chart, chart.logX(true), chart.logY(false), chart.yCap(1))) {
                assertThat(each.svg()).as(series.name()).doesNotContain("NaN").doesNotContain("Infinity");
                assertThat(each.png()).as(series.name()).hasSizeGreaterThan(1000);
            }
            assertThat(RateChart.of("Odd", "loss").series(series, Double.NaN, Double.NaN, "").svg()).as(series.name())
                    .doesNotContain("NaN").doesNotContain("Infinity");
            assertThat(TextChart.of("update", "loss").series(series).text().lines().count()).isEqualTo(14);
        }
        Window window = new Window(-1, 1, -1, 1);
        for (Relief relief : List.of(Relief.of((_, _) -> 3, window, 9, 9),
                Relief.of((_, _) -> Double.NaN, window, 9, 9),
                Relief.of((a, b) -> Math.log(a + b), window, 9, 9), Relief.of((a, b) -> 1e305 * a * b, window, 9, 9))) {
            assertThat(ContourChart.of("Odd", "a", "b", relief).path("sgd", none, none)
                    .path("adam", new double[] {0, 1e200, 1e308}, new double[] {0, -1e200, Double.NaN}).diverged(3)
                    .svg())
                    .doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    private static void check(Function<Random, Chart> charts, int trials) {
        for (int seed = 0; seed < trials; seed++) {
            Scene scene = charts.apply(new Random(seed)).scene();
            Box page = new Box(0, 0, scene.width(), scene.height());
            List<Mark.Text> texts = Scenes.texts(scene);
            for (int i = 0; i < texts.size(); i++) {
                Box box = box(texts.get(i));
                assertThat(page.holds(box)).as("seed %d: %s at %s leaves the page", seed, texts.get(i).text(), box)
                        .isTrue();
                for (int j = 0; j < i; j++) {
                    assertThat(box.overlaps(box(texts.get(j)))).as("seed %d: \"%s\" on \"%s\"", seed,
                            texts.get(i).text(), texts.get(j).text()).isFalse();
                }
            }
        }
    }

    private static Box box(Mark.Text text) {
        return text.angle() == 0 ? Box.of(text) : ReliefDrawing.around(text);
    }
}
