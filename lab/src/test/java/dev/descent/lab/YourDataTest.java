package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Bundled;
import dev.descent.data.Table;
import dev.descent.lab.pages.YourData;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.work.Curve;
import dev.descent.lab.work.Events;
import dev.descent.lab.work.RunWatch;
import dev.descent.lab.work.Workplace;
import dev.descent.train.DataSource;
import dev.descent.train.Descent;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import dev.descent.train.RunFolder;
import dev.descent.train.Runs;
import dev.descent.train.TrainedRun;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What Your data stands on: uploads, runs of others, buckets, events.
class YourDataTest {

    @TempDir
    Path home;

    @Test
    void upload_ofATable_isKeptUnderItsHashAndKnownAfterARestart() throws Exception {
        DataShelf shelf = DataShelf.of(List.of(), home);
        String id = String.valueOf(shelf.take(bytes("a,b\n1,2\n3,4\n"), "C:\\my data\\houses.csv").get("id"));
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(shelf.name(id)).isEqualTo("houses.csv");
        assertThat(Files.readString(home.resolve("data").resolve(id + ".csv"))).isEqualTo("a,b\n1,2\n3,4\n");
        DataShelf again = DataShelf.of(List.of(), home);
        assertThat(again.table(id).rows()).isEqualTo(2);
        assertThat(again.name(id)).isEqualTo("houses.csv");
        assertThat(again.tables().keySet()).contains("line", "rooms", id);
    }

    @Test
    void upload_thatIsNoTable_saysWhereByThePersonsNameAndLeavesNothing() throws Exception {
        DataShelf shelf = DataShelf.of(List.of(), home);
        assertThatThrownBy(() -> shelf.take(bytes("a,b\n1,2\n3\n"), "../../houses.csv"))
                .isInstanceOf(DescentException.class).hasMessageStartingWith("houses.csv, line 3")
                .hasMessageNotContaining(home.toString());
        try (Stream<Path> left = Files.list(home.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void upload_withoutEnd_isCutOff() throws Exception {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '1';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };
        DataShelf shelf = DataShelf.of(List.of(), home);
        assertThatThrownBy(() -> shelf.take(endless, "endless.csv")).hasMessageContaining("64 MiB");
        try (Stream<Path> left = Files.list(home.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    /// The time limit is for a watch that never looks.
    @Test
    @Timeout(60)
    void runOfAnotherProgram_showsUpWithAllThatItMeasured() throws Exception {
        Events events = new Events();
        try (RunWatch watch = new RunWatch(home.resolve("runs"), home.resolve("studies"), events)) {
            Table table = (Table) Bundled.LINE.load(1);
            TrainedRun run = Descent.train(table).target(Bundled.LINE.target()).epochs(5)
                    .keepIn(new Runs(home.resolve("runs"))).run();
            RunFolder folder = RunFolder.open(Objects.requireNonNull(run.folder()));
            Set<String> told = new HashSet<>();
            while (!told.containsAll(List.of("run", "grown")) || watch.rows().stream()
                    .noneMatch(row -> Objects.equals(row.get("state"), "finished"))) {
                events.after(0, 100).forEach(event -> told.add(event.name()));
            }
            assertThat(watch.rows()).singleElement().satisfies(row -> assertThat(row).containsEntry("state", "finished")
                    .containsEntry("id", folder.id()).containsEntry("best", run.bestLoss()));
            assertThat(watch.curve(folder.id()).size()).isEqualTo((int) folder.measurements().stream()
                    .filter(entry -> !entry.epochEnd()).count());
        }
    }

    /// Without rows for the test a run is judged on those that validate: so is what it must beat.
    @Test
    void baseline_ofARun_isTheLossOfGivingTheSameAnswer() throws Exception {
        Table table = (Table) Bundled.LINE.load(1);
        TrainedRun run = Descent.train(table).target(Bundled.LINE.target()).epochs(2).holdOut(0)
                .source(DataSource.bundled("line", Map.of("seed", 1)))
                .keepIn(new Runs(home.resolve("runs"))).run();
        assertThat(run.measuredOn()).isEqualTo("validation");
        try (Workplace work = Workplace.of(new LabOptions(0, List.of(), home, "descent", _ -> {
        }))) {
            Page page = new YourData(DataShelf.of(List.of(), home), work);
            Answer curve = page.questions().stream().filter(question -> question.name().equals("curve")).findFirst()
                    .orElseThrow().answer().apply(new Ask("{\"run\":\"adam-1\",\"have\":0,\"stride\":1}"));
            assertThat((Double) Objects.requireNonNull(curve.facts().get("baseline")))
                    .isCloseTo(run.baseline().metrics().value("loss"), within(1e-12));
        }
    }

    private static List<MetricsLog.Entry> marks(int count) {
        List<MetricsLog.Entry> entries = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            double loss = k == 54_321 ? 777 : k == 12_345 ? 1e-3 : k % 1000 == 7 ? Double.NaN : 1 + 1.0 / k;
            entries.add(new MetricsLog.Entry(false, new EpochPoint(k / 100.0, k, loss, Double.NaN, 0.1, k * 1e-3)));
        }
        return entries;
    }

    @Test
    void curve_ofAHundredThousandMarks_isSentWholeAndThenOnlyWhatIsNew() {
        Curve curve = new Curve();
        List<MetricsLog.Entry> entries = marks(100_000);
        curve.add(entries.subList(0, 99_000));
        Answer first = curve.add(new Answer(), 0, 1e9, 0, 1);
        assertThat(first.doubles("x")).hasSize(99_000).isSorted().startsWith(1).endsWith(99_000);
        curve.add(entries.subList(99_000, 100_000));
        Answer more = curve.add(new Answer(), 0, 1e9, 99_000, 1);
        assertThat(more.facts()).containsEntry("begin", 99_000).containsEntry("stride", 1);
        assertThat(more.doubles("x")).hasSize(1_000).startsWith(99_001).endsWith(100_000);
        assertThat(curve.add(new Answer(), 0, 1e9, 100_000, 1).doubles("x")).isEmpty();
        Answer near = curve.add(new Answer(), 54_300, 54_340, 0, 1);
        assertThat(near.doubles("x")).hasSize(41).startsWith(54_300).endsWith(54_340);
        assertThat(near.floats("last")[21]).isEqualTo(777f);
        assertThat(curve.add(new Answer(), 200_000, 300_000, 0, 1).doubles("x")).isEmpty();
    }

    @Test
    void curve_ofMoreThanIsHeld_keepsEverySpikeAndItsBucketsAsItGrows() {
        Curve curve = new Curve();
        List<MetricsLog.Entry> entries = marks(300_001);
        curve.add(entries.subList(0, 1));
        curve.add(entries.subList(1, 299_999));
        Answer before = curve.add(new Answer(), 0, 1e9, 131_072, 1);
        assertThat(before.facts()).containsEntry("stride", 4).containsEntry("begin", 0);
        assertThat(before.doubles("x")).hasSize(75_000).isSorted().startsWith(4).endsWith(299_999);
        assertThat(before.floats("most")).contains(777f).doesNotContain(Float.NaN);
        assertThat(before.floats("least")).contains(1e-3f);
        curve.add(entries.subList(299_999, 300_001));
        Answer after = curve.add(new Answer(), 0, 1e9, 74_999, 4);
        assertThat(after.doubles("x")).as("the last was not whole").containsExactly(300_000, 300_001);
    }

    @Test
    void events_afterAGap_areToldAgainOrSaidToBeLost() throws Exception {
        Events events = new Events();
        for (int k = 1; k <= 2000; k++) {
            events.tell("run", Map.of("k", k));
        }
        assertThat(events.continues(1990)).isTrue();
        assertThat(events.after(1990, 0)).hasSize(10).first()
                .satisfies(event -> assertThat(event.json()).isEqualTo(Json.write(Map.of("k", 1991))));
        assertThat(events.continues(100)).isFalse();
        assertThat(events.continues(5000)).isFalse();
        assertThat(events.after(2000, 20)).isEmpty();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
