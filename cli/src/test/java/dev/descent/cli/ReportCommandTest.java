package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import dev.descent.study.StudyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    private static final int PAGE_LIMIT = 2_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void report_ofRunsAndAStudy_writesAPageAndPicturesThatNeedNothing() throws IOException {
        assertThat(run("train", "line", "--epochs", "3", "--hidden", "4", "--lr", "0.01", "--quiet").code()).isZero();
        assertThat(run("train", "line", "--epochs", "3", "--hidden", "none", "--lr", "0.1", "--quiet").code())
                .isZero();
        Path out = folder.resolve("both");
        Session.Result result = run("report", "adam-1", "adam-2", "--out", out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        String page = Files.readString(folder.resolve("both.html"));
        assertThat(page).contains("adam-1", "adam-2", "hidden", "rmse").doesNotContain("https://", "src=", "@import");
        // Outlines need no font where they are shown.
        assertThat(folder.resolve("both-loss.svg")).content().contains("<path").doesNotContain("<text", "font-family");
        assertThat(folder.resolve("both-loss.png")).isNotEmptyFile();
        assertThat(run("report", "adam-1", "--out", out.toString()).err()).contains("replacing");
        assertThat(run("report", "adam-7").err()).contains("no run or study \"adam-7\"");
    }

    @Test
    void report_ofAnUploadOfTheLaboratory_callsItByItsPersonsName() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path file = Files.writeString(data.resolve("0123456789abcdef0123456789abcdef.csv"),
                "x,price\n" + IntStream.range(0, 60).mapToObj(k -> k + ".5," + 3 * k + ".25\n")
                        .collect(Collectors.joining()));
        Files.writeString(data.resolve("0123456789abcdef0123456789abcdef.json"), "{\"name\":\"my houses.csv\"}");
        assertThat(run("train", file.toString(), "--target", "price", "--epochs", "2", "--quiet").code()).isZero();

        assertThat(run("report", "adam-1", "--out", folder.resolve("named").toString()).code()).isZero();

        assertThat(folder.resolve("named.html")).content().contains("adam-1 on my houses.csv");
        assertThat(run("runs").out()).contains("my houses.csv").doesNotContain("0123456789abcdef");
    }

    /// Two hundred runs of a thousand measurements each.
    @Test
    void report_ofALargeStudy_staysSmallEnoughToSend() throws IOException {
        StudyFolder study = StudyFolder.create(folder.resolve("runs"), "compare");
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int r = i;
            Map<String, @Nullable Object> run = new LinkedHashMap<>();
            run.put("optimizer", List.of("sgd", "momentum", "adam", "rmsprop").get(i % 4));
            run.put("lr", StrictMath.pow(10, -1 - i / 4 % 10));
            run.put("seed", 1 + i / 40);
            run.put("stop", i % 17 == 3 ? "diverged" : "budget");
            run.put("bestLoss", i % 17 == 3 ? Double.NaN : 0.1 + 0.01 * (i % 13));
            run.put("updates", 40_000);
            run.put("update", IntStream.rangeClosed(1, 1000).map(k -> 40 * k).boxed().toList());
            run.put("loss", IntStream.rangeClosed(1, 1000).mapToObj(k -> 0.1 + 0.01 * (r % 13) + 3.0 / k).toList());
            runs.add(run);
        }
        study.save(Map.of("format", 1, "kind", "compare", "data", "large.csv", "verdicts",
                List.of(Map.of("text", "adam is ahead <of> sgd.")), "runs", runs));
        Path out = folder.resolve("large");
        Session.Result result = run("report", "compare-1", "--out", out.toString(), "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.size(folder.resolve("large.html"))).isLessThan(PAGE_LIMIT);
        assertThat(Files.readString(folder.resolve("large.html"))).contains("adam is ahead &lt;of&gt; sgd.",
                "200 runs, 5 seeds");
        assertThat(Json.array(result.events().getLast().get("files"), "files")).hasSize(5);
        assertThat(folder.resolve("large-rates.svg")).content().contains("good").doesNotContain("<text");
    }

    private Session.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
        return Session.run(all.toArray(String[]::new));
    }
}
