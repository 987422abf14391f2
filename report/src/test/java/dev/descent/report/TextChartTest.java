package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextChartTest {

    private static TextChart curves(int count) {
        Random random = new Random(9);
        TextChart chart = TextChart.of("update", "validation loss");
        String[] names = {"adam lr 0.003", "rmsprop", "momentum lr 0.08", "sgd", "adagrad"};
        for (int i = 0; i < count; i++) {
            chart = chart.series(Scenes.falling(names[i], 30 + i, 0.2 + 0.05 * i, random));
        }
        return chart;
    }

    @Test
    void text_anySize_staysInItsWidthAndHeight() {
        for (int columns : new int[] {10, 24, 40, 78, 100, 200}) {
            for (int rows : new int[] {4, 6, 10, 30}) {
                for (int count = 0; count <= 5; count++) {
                    for (boolean unicode : new boolean[] {true, false}) {
                        List<String> lines = curves(count).size(columns, rows).unicode(unicode).text().lines().toList();
                        assertThat(lines).hasSize(Math.max(6, rows));
                        assertThat(lines).allMatch(line -> Plain.cells(line) <= Math.max(24, columns));
                    }
                }
            }
        }
    }

    @Test
    void text_withoutUnicode_isAscii() {
        TextChart chart = curves(5).series(Series.of("η-rule", new double[] {0, 1000}, new double[] {1, 3})
                .diverged("diverged")).unicode(false);
        assertThat(chart.text().chars()).allMatch(c -> c == '\n' || c >= 32 && c < 127);
        assertThat(chart.text()).contains("f eta-rule x");
    }

    @Test
    void text_severalCurves_areToldApartByLettersAndNames() {
        String text = curves(3).text();
        assertThat(text).contains("a adam lr 0.003", "b rmsprop", "c momentum lr 0.08").doesNotContain("\u001b");
        for (String letter : List.of("a", "b", "c")) {
            assertThat(text.lines().skip(1).anyMatch(line -> line.matches(".*[⠀-⣿ ]" + letter + "[⠀-⣿ ].*"))).isTrue();
        }
    }

    @Test
    void text_withColor_closesEveryColorOnItsLine() {
        curves(4).color(true).text().lines().filter(line -> line.contains("\u001b["))
                .forEach(line -> assertThat(line).endsWith("\u001b[0m"));
    }

    @Test
    void text_hostileName_cannotMoveTheCursor() {
        Series s = Series.of("a\u001b[2Jb\r\nc", new double[] {0, 1}, new double[] {1, 2});
        assertThat(TextChart.of("x", "y").series(s).text()).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(TextTable.of("a").row("x\u001b[2J\ny").text()).isEqualTo("a\nx[2Jy");
    }

    @Test
    void sparkline_fallingLoss_falls() {
        double[] values = {100, 50, 20, 10, 5, 2, 1, Double.NaN};
        assertThat(TextChart.sparkline(values, 8, true)).isEqualTo("█▇▆▅▃▂▁ ");
        assertThat(TextChart.sparkline(values, 4, false)).hasSize(4);
        assertThat(TextChart.sparkline(new double[0], 4, true)).isEmpty();
        assertThat(TextChart.sparkline(new double[] {3, 3}, 4, true)).isEqualTo("▁▁");
    }

    @Test
    void table_wordsAndNumbers_areAligned() {
        TextTable table = TextTable.of("optimizer", "best rate", "loss").row("adam", "0.0031", "0.226 [0.224, 0.231]")
                .row("sgd", "0.08", "–");
        assertThat(table.text()).isEqualTo("""
                optimizer  best rate                  loss
                adam          0.0031  0.226 [0.224, 0.231]
                sgd             0.08                     –""");
        assertThat(table.text(false)).endsWith("-");
    }
}
