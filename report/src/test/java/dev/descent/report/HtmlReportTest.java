package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final double[] X = {0, 1, 2};

    /// A page with this text in every place that takes one, but for the charts.
    private static HtmlReport words(String text) {
        return HtmlReport.of(text).heading(text).paragraph(text).verdicts(List.of(text, text))
                .facts(Map.of(text, text)).table(TextTable.of(text, "loss").row(text, "0.2"), text).listing(text)
                .folded(text, text).json("result", Json.write(Map.of(text, text)));
    }

    private static HtmlReport page(String text) {
        LineChart chart = LineChart.of(text, text, text).series(Series.of(text, X, new double[] {3, 2, 1}))
                .series(Series.of("sgd", X, new double[] {3, 4, 5}).diverged(text)).target(2, text);
        RateChart rates = RateChart.of(text, text).series(Series.of(text, new double[] {0.1, 1}, new double[] {2, 3}),
                0.1, 0.2, text);
        ContourChart contour = ContourChart.of(text, text, text, Relief.of((a, b) -> a * a + b * b,
                new Window(-2, 2, -2, 2), 9, 9)).path(text, X, X).minimum(0, 0, text);
        return words(text).figure(contour, text).figures(chart, text, rates, text);
    }

    /// Everything that a browser could take for a tag, without the values of its attributes.
    private static List<String> tags(String html) {
        return Pattern.compile("<[A-Za-z/!?][^>]*>").matcher(html).results().map(MatchResult::group)
                .map(tag -> tag.replaceAll("=\"[^\"]*\"", "")).toList();
    }

    @Test
    void html_hostileTexts_addNoTagAndNoAttribute() {
        List<String> sequence = tags(words("harmless").html());
        Set<String> known = new TreeSet<>(tags(page("x").html()));
        known.addAll(tags(page("longer words that find no room beside a curve and are cut with an ellipsis").html()));
        assertThat(known).hasSizeLessThan(120);
        for (String hostile : Hostile.texts()) {
            assertThat(tags(words(hostile).html())).as(hostile).isEqualTo(sequence);
            // How many words a chart shows depends on their widths, but never what they are made of.
            assertThat(known).as(hostile).containsAll(tags(page(hostile).html()));
        }
    }

    @Test
    void html_dataBlock_isTheSameJsonAndCannotBeLeft() {
        for (String hostile : Hostile.texts()) {
            String json = Json.write(Map.of("name", hostile));
            String html = HtmlReport.of("x").json("result", json).html();
            String block = html.substring(html.indexOf("id=\"result\">") + 12, html.lastIndexOf("</script>"));
            assertThat(block).doesNotContain("<").doesNotContain(">");
            assertThat(Json.parse(block, "block")).isEqualTo(Json.parse(json, "json"));
        }
    }

    @Test
    void html_wholePage_runsNothingAndAsksForNothing() {
        String html = page("x").html();
        assertThat(html).contains("default-src 'none'").doesNotContain("http://localhost")
                .doesNotContain("javascript:");
        assertThat(Pattern.compile("<script(?! type=\"application/json\")").matcher(html).results()).isEmpty();
        assertThat(Pattern.compile("\\son[a-z]+=").matcher(html).results()).isEmpty();
        assertThat(Pattern.compile("(?:src|href)\\s*=|@import|url\\((?!data:|#)").matcher(html).results()).isEmpty();
        assertThat(Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)").matcher(html).results()).isEmpty();
    }

    @Test
    void html_samePageTwice_isTheSameText() {
        assertThat(page("x").html()).isEqualTo(page("x").html());
    }

    /// A study of 200 runs: ten optimizers in two line charts and a rate chart, 200 rows, long curves.
    @Test
    void html_largeStudy_staysUnderTwoMegabytes() {
        Random random = new Random(2);
        LineChart chart = LineChart.of("Loss", "update", "loss");
        TextTable table = TextTable.of("run", "optimizer", "loss");
        for (int i = 0; i < 10; i++) {
            chart = chart.series(Scenes.falling("rule" + i, 5000, 0.1, random));
        }
        for (int i = 0; i < 200; i++) {
            table = table.row("run-" + i, "rule" + i % 10, Numbers.shown(random.nextDouble()));
        }
        String html = HtmlReport.of("Study").figures(chart, "left", chart, "right")
                .figure(Scenes.rates(random), "rates")
                .table(table, "All runs").html();
        assertThat(html.length()).isLessThan(2_000_000);
    }

    @Test
    void write_aFolder_saysWhatToDo(@TempDir Path folder) throws Exception {
        page("x").write(folder.resolve("new/report.html"));
        assertThat(Files.readString(folder.resolve("new/report.html"))).startsWith("<!DOCTYPE html>");
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files).hasSize(1);
        }
        assertThatThrownBy(() -> page("x").write(folder)).isInstanceOf(DescentException.class)
                .hasMessageContaining("it is a folder");
    }
}
