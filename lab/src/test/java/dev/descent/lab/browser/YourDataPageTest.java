package dev.descent.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Bundled;
import dev.descent.data.Table;
import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import dev.descent.lab.work.Worker;
import dev.descent.train.DataSource;
import dev.descent.train.Descent;
import dev.descent.train.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Your data as a person uses it.
class YourDataPageTest {

    @TempDir
    Path home;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private Lab lab;

    @BeforeEach
    void start() {
        Browsers.get();
        lab = lab(0);
    }

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
        }
        assertThat(failures).isEmpty();
    }

    private Lab lab(int port) {
        return Lab.start(new LabOptions(port, List.of(), home, "./descent", failures::add));
    }

    private String run(double lr) {
        return String.valueOf(Objects.requireNonNull(Descent.train((Table) Bundled.LINE.load(1))
                .target(Bundled.LINE.target()).optimizer("sgd:lr=" + lr).epochs(30)
                .source(DataSource.bundled(Bundled.LINE.word(), Map.of("seed", 1)))
                .keepIn(new Runs(home.resolve("runs"))).run().folder()).getFileName());
    }

    @Test
    void fileThatIsNoTable_isRefusedWithLineAndColumn_andAGoodOneShown() throws Exception {
        Path bad = Files.writeString(home.resolve("bad.csv"), "a,b,price\n1,2,3\n4,5\n");
        Path good = Files.writeString(home.resolve("<img src=x onerror=alert(1)>.csv"),
                "<script>alert(1)</script>,b,price\n1,2,3\n4,50,6\n7,8,9\n2,3,1\n");
        try (OpenPage open = OpenPage.of(lab, "/your-data")) {
            open.page.setInputFiles("#own-file", bad);
            open.page.waitForFunction("() => document.querySelector('#notices').innerText.includes('bad.csv, line 3')");
            open.complaints.removeIf(words -> words.contains("400"));
            open.page.setInputFiles("#own-file", good);
            open.page.waitForFunction("() => location.hash.includes('data=')");
            assertThat(open.answer()).contains("<img src=x onerror=alert(1)>.csv has", "4 rows");
            open.page
                    .waitForFunction(
                            "() => document.querySelector('.more').innerText.includes('<script>alert(1)</script>')");
            assertThat(open.find("#notices p").count()).isZero();
            open.assertQuiet();
        }
    }

    @Test
    void runStartedElsewhere_showsUpInBothTabs_andADivergedOneIsExplained() {
        try (OpenPage one = OpenPage.of(lab, "/your-data?guess=skip");
                OpenPage other = OpenPage.of(lab, "/your-data?guess=skip")) {
            String good = run(0.01);
            String bad = run(1e6);
            for (OpenPage open : List.of(one, other)) {
                open.page.waitForFunction("id => document.querySelector('.more').innerText.includes(id)", bad);
            }
            one.find("button:text-is('" + bad + "')").click();
            one.page.waitForFunction("() => document.querySelector('.sentence').innerText.includes('diverged')");
            assertThat(one.answer()).contains(bad + " diverged", "rate");
            other.find("button:text-is('" + good + "')").click();
            other.find(".live [data-shown] canvas").waitFor();
            assertThat(other.find(".live figcaption").innerText()).as("what it must beat")
                    .containsPattern("Dotted: 1\\.?[0-9]*, the loss of always giving the same answer");
            assertThat(other.answer()).contains("of the error is gone");
            assertThat(one.hash()).contains("run=" + bad);
            one.assertQuiet();
            other.assertQuiet();
        }
    }

    /// While it trains and afterwards: the picture, its sentence and its table end where the answer of the API ends.
    @Test
    void runThatTrains_isDrawnToTheLastPointThatTheLaboratoryKnows() throws Exception {
        try (OpenPage open = OpenPage.of(lab, "/your-data?guess=skip")) {
            assertThat(open.loaded("/lib/uplot")).as("before there is a run to draw").isFalse();
            Thread training = Thread.ofPlatform().start(() -> LiveFrames.train(home, 400));
            open.page.waitForFunction("() => document.querySelector('.rows .plain')");
            open.find(".rows .plain").first().click();
            open.page.waitForFunction("() => Number(document.querySelector('.live .canvas')?.dataset.shown) > 0");
            training.join();
            open.page.waitForFunction("() => document.querySelector('.live .canvas').dataset.shown === '8000'");
            double[] last = LiveFrames.last(open);
            assertThat(last[0]).isEqualTo(8000);
            assertThat(open.find(".live figcaption").innerText()).contains("8,000 measurements; the last is",
                    "at update 8,000");
            open.find(".live .table-button").click();
            assertThat(open.find(".live tr:last-child td").allInnerTexts()).first().isEqualTo("8,000");
            assertThat(Double.parseDouble(open.find(".live tr:last-child td").last().innerText())).isCloseTo(last[1],
                    within(1e-3 * last[1]));
            assertThat(LiveFrames.drawnAtTheEnd(open)).as("something is drawn at the last update").isTrue();
            open.find(".live .canvas").focus();
            open.page.keyboard().press("ArrowLeft");
            assertThat(open.find(".live .reading").innerText()).endsWith("at 7,960");
            open.page.keyboard().press("+");
            open.page.waitForFunction(
                    "() => document.querySelector('.live figcaption').innerText.includes('in this range')");
            open.page.keyboard().press("Escape");
            open.page.waitForFunction("() => document.querySelector('.live .canvas').dataset.shown === '8000'");
            assertThat(open.violations()).isEmpty();
            String svg = Files.readString(
                    open.page.waitForDownload(() -> open.find(".share button:text-is('SVG')").click()).path());
            assertThat(svg).startsWith("<svg").contains("training", "validation", "loss, log scale")
                    .doesNotContain("NaN").hasSizeLessThan(200_000);
            String csv = Files.readString(
                    open.page.waitForDownload(() -> open.find(".share button:text-is('CSV')").click()).path());
            assertThat(csv.lines().count()).isEqualTo(8_001);
            open.assertQuiet();
        }
    }

    @Test
    void comparison_thatIsKept_showsItsRankingAndTheRunOfTheBest() throws Exception {
        String run = run(0.01);
        Path study = Files.createDirectories(home.resolve("studies/compare-1"));
        Files.writeString(study.resolve("study.json"), """
                {"format":1,"id":"compare-1","kind":"compare","status":"finished","data":"line","winner":"%s",
                "verdicts":[{"text":"No difference shown between adam and sgd."}],
                "ranking":[{"optimizer":"adam","lr":0.0032,"median":0.2,"min":0.19,"max":0.21,"updatesToTarget":4543,
                "goodDecades":1.46,"diverged":1,"runs":16}]}""".formatted(run));
        try (OpenPage open = OpenPage.of(lab, "/your-data?guess=skip")) {
            open.find(".study td").first().waitFor();
            assertThat(open.find(".study td").allInnerTexts()).containsExactly("adam", "0.0032", "0.2 [0.19, 0.21]",
                    "4,543", "1.5", "1 of 16");
            assertThat(open.find(".study p").innerText()).contains("No difference shown");
            open.find(".study button:text-is('" + run + "')").click();
            open.find(".live [data-shown] canvas").waitFor();
            assertThat(open.violations()).isEmpty();
            open.assertQuiet();
        }
    }

    @Test
    void frozenLink_toARun_noticesAnotherVersionAndOtherData() {
        String run = run(0.01);
        String link;
        try (OpenPage open = OpenPage.of(lab, "/your-data?guess=skip&run=" + run)) {
            open.find(".live [data-shown] canvas").waitFor();
            open.find("button:text-is('Freeze')").click();
            open.find(".flash").waitFor();
            link = String.valueOf(open.page.evaluate("navigator.clipboard.readText()")).lines().skip(1).findFirst()
                    .orElseThrow();
            assertThat(link).contains("run=" + run, "made=development").hasSizeLessThan(500);
            open.assertQuiet();
        }
        try (OpenPage open = OpenPage.of(lab, link.substring(1))) {
            assertThat(open.find("#notices p").count()).as("nothing differs").isZero();
        }
        try (OpenPage open = OpenPage.of(lab,
                link.substring(1).replaceFirst("made=[^&]*", "made=0.0.9~abcdefabcdef"))) {
            assertThat(open.find("#notices").innerText()).contains("made with Descent 0.0.9", "abcdefabcdef",
                    "another run of the same name");
        }
        try (OpenPage open = OpenPage.of(lab, link.substring(1).replace(run, "nosuch-1"))) {
            assertThat(open.find("#notices").innerText()).contains("nosuch-1", "none of that name");
        }
    }

    @Test
    void freezing_withoutARun_saysWhatToChoose() {
        try (OpenPage open = OpenPage.of(lab, "/your-data")) {
            open.find("button:text-is('Freeze')").click();
            assertThat(open.find("#notices").innerText()).contains("choose one from the list");
        }
    }

    /// The command says what this script says: the page shows it.
    @Test
    void lossPlane_ofARun_isDrawnWithWhatItIsWorth() throws Exception {
        List<String> losses = new ArrayList<>();
        for (int k = 0; k < 15 * 15; k++) {
            losses.add(String.valueOf(1 + (k % 15 - 7) * (k % 15 - 7) + 2 * (k / 15 - 7) * (k / 15 - 7)));
        }
        String run = run(0.01);
        Path script = Files.writeString(home.resolve("plane.sh"), """
                echo '{"event":"done","run":"%s","firstShare":0.81,"secondShare":0.09,"rows":100,"window":[-4,1,-2,2],\
                "markers":[{"update":0,"x":-3,"y":1,"loss":9,"planeLoss":4,"off":true},\
                {"update":5,"x":-1,"y":0,"loss":2,"planeLoss":2.1,"off":false},\
                {"update":9,"x":0,"y":0,"loss":1,"planeLoss":1,"off":false}],\
                "grid":15,"losses":[%s],"answer":["The plane holds 81%% + 9%% of the movement."]}'
                """.formatted(run, String.join(",", losses)).replace("\\\n", ""));
        lab.close();
        lab = Lab.start(new LabOptions(0, List.of(), home, "./descent", failures::add,
                new Worker(List.of("/bin/sh", script.toString()), List.of(), home.resolve("runs"))));
        try (OpenPage open = OpenPage.of(lab, "/your-data?guess=skip&run=" + run)) {
            open.find("button:text-is('Loss plane')").click();
            open.find(".plane svg .hollow").waitFor();
            assertThat(open.find(".plane svg .hollow").count()).isEqualTo(1);
            assertThat(open.find(".plane .line").innerText()).isEqualTo("The plane holds 81% + 9% of the movement.");
            assertThat(open.find(".plane svg").textContent()).contains("first direction: 81% of the movement",
                    "second: 9%", run, "start");
            assertThat(open.violations()).isEmpty();
            open.find("button:text-is('" + run + "')").click();
            assertThat(open.find(".plane").isVisible()).isFalse();
            open.assertQuiet();
        }
    }

    @Test
    void laboratoryStoppedAndStartedAnew_underAnOpenPage_isSaid() {
        try (OpenPage open = OpenPage.of(lab, "/your-data")) {
            int port = lab.port();
            lab.close();
            open.page.waitForFunction("() => document.querySelector('#notices').innerText.includes('does not answer')");
            lab = lab(port);
            assertThat(lab.port()).isEqualTo(port);
            open.page.waitForFunction("() => document.querySelector('#notices').innerText.includes('started anew')");
            assertThat(open.find(".picture svg path").count()).isPositive();
        }
    }
}
