package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands one after the other on small data, as people and as programs use them.
class EndToEndTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private Path table = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        table = Files.writeString(folder.resolve("flats.csv"), "rooms,city,price\n" + IntStream.range(0, 200)
                .mapToObj(i -> i % 9 + 1 + (i % 50 == 3 ? ",," : i % 2 == 0 ? ",Rome," : ",Oslo,")
                        + (30 * (i % 9 + 1) + (i % 2) * 40 + i * 37 % 11))
                .collect(Collectors.joining("\n")) + "\n");
    }

    @Test
    void trainPredictEvaluate_onATable_leaveFilesAndNumbers() throws IOException {
        Session.Result train = run("train", table.toString(), "--target", "price", "--epochs", "30", "--lr", "0.01");
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.out()).contains("rmse", "baseline", "adam-1");
        assertThat(train.err()).contains("regression");
        assertThat(folder.resolve("runs/adam-1")).isDirectoryContaining("glob:**/model.descent");

        Path out = folder.resolve("predicted.csv");
        Session.Result predict = run("predict", "last", table.toString(), "--append", "--out", out.toString());
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(predict.out()).isEmpty();
        assertThat(predict.err()).contains("writing " + out);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(201).first().isEqualTo("rooms,city,price,prediction");
        String[] cells = lines.get(3).split(",");
        assertThat(Double.parseDouble(cells[3])).isBetween(0.5 * Double.parseDouble(cells[2]),
                1.5 * Double.parseDouble(cells[2]));
        assertThat(run("predict", "last", table.toString(), "--out", out.toString()).err())
                .contains("replacing " + out);

        Session.Result evaluate = run("evaluate", "adam-1", table.toString(), "--json");
        assertThat(metric(evaluate.events().getLast(), "r2")).isGreaterThan(0.9);
    }

    @Test
    void trainJson_endsWithTheResultAndSaysNothingElse() {
        Session.Result result = run("train", table.toString(), "--target", "price", "--epochs", "3", "--json");
        List<Map<String, @Nullable Object>> events = result.events();
        assertThat(events.stream().filter(event -> "epoch".equals(event.get("event")))).hasSize(3);
        assertThat(events.getLast()).containsEntry("event", "done").containsEntry("task", "regression")
                .containsEntry("diverged", false).containsEntry("run", "adam-1").containsEntry("updates", 12.0)
                .containsKeys("metrics", "baseline", "epochs", "seconds", "model");
        assertThat(metric(events.getLast(), "rmse")).isPositive();
        assertThat(Path.of(Json.string(events.getLast().get("model"), "model"))).isRegularFile();
        assertThat(result.out()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void train_ofClasses_predictsNamesAndProbabilities() {
        Session.Result train = run("train", table.toString(), "--target", "city", "--epochs", "5", "--json", "--quiet");
        assertThat(train.err()).isEmpty();
        assertThat(train.events().getLast()).containsEntry("task", "classification");
        assertThat(metric(train.events().getLast(), "accuracy")).isBetween(0.0, 1.0);
        Session.Result predict = run("predict", "last", table.toString(), "--proba", "--quiet");
        assertThat(predict.out().lines().findFirst()).contains("prediction,probability Oslo,probability Rome");
        assertThat(predict.out().lines().skip(1)).hasSize(200)
                .allMatch(line -> line.matches("(Rome|Oslo),[0-9.E-]+,[0-9.E-]+"));
    }

    @Test
    void train_thatDiverges_isAResultWithExitCode4() {
        Session.Result result = run("train", table.toString(), "--target", "price", "--optimizer", "sgd", "--lr", "1e5",
                "--hidden", "none", "--json");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("error: diverged at update ", "2/λ_max");
        assertThat(result.events().getLast()).containsEntry("event", "done").containsEntry("diverged", true);
        assertThat(result.out()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void compare_onATable_ranksAndReports() {
        Path report = folder.resolve("page.html");
        Session.Result result = run("compare", table.toString(), "--target", "price", "--optimizer", "sgd,adam", "--lr",
                "0.001,0.01", "--seeds", "2", "--epochs", "3", "--no-timing", "--threads", "2", "--report",
                report.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("14 runs", "Ctrl-C keeps what is finished");
        assertThat(result.out()).contains("sgd", "adam", "2 seeds say nothing", "--seeds", "validation loss");
        assertThat(Session.hints(result.out()).stream().map(List::getFirst)).contains("train", "predict");
        assertThat(report).content().contains("<svg", "<html", "comparison").doesNotContain("https://",
                "src=\"http", "href=\"http", "url(http");
        assertThat(folder.resolve("runs/studies/compare-1/loss.svg")).content().contains("<svg");
        assertThat(folder.resolve("runs/studies/compare-1/study.json")).exists();
    }

    /// A study of two seeds, widened to three, is the study of three; what would make other runs of it is refused.
    @Test
    void compareContinue_withMoreSeeds_isTheWiderStudyAndRefusesAnotherRecipe() {
        List<String> narrow = List.of("compare", table.toString(), "--target", "price", "--optimizer", "sgd,adam",
                "--lr", "0.001,0.01", "--epochs", "3", "--no-timing", "--json");
        assertThat(run(with(narrow, "--seeds", "2")).code()).isZero();
        Session.Result straight = run(with(narrow, "--seeds", "3"));
        Session.Result wider = run("compare", "--continue", "compare-1", "--seeds", "3", "--no-timing", "--json");
        assertThat(wider.code()).as(wider.err()).isZero();
        assertThat(wider.err()).contains("study compare-1: ", " runs are there already");
        for (String what : List.of("ranking", "verdicts", "metrics", "seeds")) {
            assertThat(wider.events().getLast().get(what)).as(what).isEqualTo(straight.events().getLast().get(what));
        }
        assertThat(run("compare", "--continue", "compare-1", "--batch", "64", "--seed", "2")).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("batch: 32 then, 64 now", "seed: 1 then, 2 now");
        });
        assertThat(run("compare", "--continue", "compare-1", "--optimizer", "adam", "--seeds", "2").err())
                .contains("optimizer: sgd then, not now", "seeds: 3 then, only 2 now");
        assertThat(run("compare", "--continue", "compare-9").err()).contains("no study compare-9", "compare-1");
    }

    /// What a run or study needs is in its folder: a rule's file may change or go.
    @Test
    void compareContinue_ofAnOwnRule_needsItsFileNoMore() throws IOException {
        Path rule = Files.writeString(folder.resolve("heavy.rule"), "v <- 0.9*v + g\ntheta <- theta - eta*sign(v)\n");
        String rules = "sgd," + rule + ":lr=0.01";
        List<String> narrow = List.of("compare", table.toString(), "--target", "price", "--optimizer", rules, "--lr",
                "0.001,0.01", "--epochs", "2", "--no-timing", "--json");
        assertThat(run(with(narrow, "--seeds", "2")).code()).isZero();
        Session.Result straight = run(with(narrow, "--seeds", "3"));
        assertThat(run("train", table.toString(), "--target", "price", "--optimizer", rule.toString(), "--lr", "0.001",
                "--epochs", "2").code()).isZero();
        Files.delete(rule);
        Session.Result wider = run("compare", "--continue", "compare-1", "--seeds", "3", "--no-timing", "--json");
        assertThat(wider.code()).as(wider.err()).isZero();
        assertThat(wider.events().getLast().get("ranking")).isEqualTo(straight.events().getLast().get("ranking"));
        try (Stream<Path> kept = Files.walk(folder.resolve("runs"))) {
            assertThat(kept.filter(file -> file.endsWith("run.json") || file.endsWith("study.json")))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("heavy.rule"));
        }
    }

    private static String[] with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void compareTune_ofSeveralThings_showsThemAndItsLineTrainsTheWinner() throws IOException {
        Session.Result result = run("compare", table.toString(), "--target", "price", "--optimizer", "momentum,adam",
                "--tune", "lr,batch=8/16,momentum,hidden=4/8,4", "--trials", "4", "--epochs", "4", "--seeds", "1",
                "--no-timing", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        Map<String, @Nullable Object> done = result.events().getLast();
        List<String> again = new ArrayList<>(Session.hints(Json.string(done.get("train"), "train")).getFirst());
        assertThat(again).contains("--batch", "--hidden");
        again.add("--json");
        Session.Result train = Session.run(again.toArray(String[]::new));
        assertThat(Path.of(Json.string(train.events().getLast().get("model"), "model")))
                .hasSameBinaryContentAs(Path.of(Json.string(done.get("model"), "model")));
        assertThat(run("compare", table.toString(), "--target", "price", "--optimizer", "adam", "--tune", "momentum")
                .err()).contains("--tune momentum: none of adam has it");
    }

    /// The curves are what the ranking counts, so they end at the table's numbers.
    @Test
    void compare_curves_endAtTheTablesLosses() throws IOException {
        Path report = folder.resolve("page.html");
        Session.Result result = run("compare", table.toString(), "--target", "price", "--optimizer", "sgd,adam", "--lr",
                "0.001,0.03", "--seeds", "3", "--epochs", "6", "--no-timing", "--report", report.toString());
        assertThat(result.code()).as(result.err()).isZero();
        String page = Files.readString(report);
        String atBest = page.substring(page.indexOf("Each at its best rate</title>"));
        for (String name : List.of("sgd", "adam")) {
            Matcher cell = Pattern.compile("<td>" + name + "</td>.*?<td class=\"n\">([0-9.]+) \\[").matcher(page);
            Matcher end = Pattern.compile(name + " ends at ([0-9.]+) ").matcher(atBest);
            assertThat(cell.find() && end.find()).as(name).isTrue();
            assertThat(end.group(1)).as(name).isEqualTo(cell.group(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd,adam:beta2=0.99", "RULE", "v <- 0.9*v + g; theta <- theta - eta*v",
            "momentum:momentum=0.8"})
    void compareJson_trainLine_repeatsTheWinnersModel(String rules) throws IOException {
        Path rule = Files.writeString(folder.resolve("mine.rule"), "v <- 0.9*v + g\ntheta <- theta - eta*v\n");
        Session.Result compare = run("compare", table.toString(), "--target", "price", "--optimizer",
                rules.replace("RULE", rule.toString()), "--lr", "0.001,0.01", "--seeds", "1", "--epochs", "4",
                "--batch", "16",
                "--no-timing", "--json");
        Map<String, @Nullable Object> done = compare.events().getLast();
        assertThat(done).containsEntry("event", "done").containsKeys("ranking", "verdicts", "report");
        Map<String, @Nullable Object> first = Json.object(Json.array(done.get("ranking"), "ranking").getFirst(),
                "first");
        assertThat(first).containsKeys("optimizer", "lr", "median", "min", "max", "updatesToTarget", "diverged")
                .containsEntry("secondsToTarget", null);

        List<String> again = new ArrayList<>(Session.hints(Json.string(done.get("train"), "train")).getFirst());
        again.add("--json");
        Session.Result train = Session.run(again.toArray(String[]::new));
        Path model = Path.of(Json.string(train.events().getLast().get("model"), "model"));
        assertThat(model).isNotEqualTo(Path.of(Json.string(done.get("model"), "model")))
                .hasSameBinaryContentAs(Path.of(Json.string(done.get("model"), "model")));
    }

    @Test
    void walk_onAFormula_worksUpdatesOutAndDrawsThePath() {
        Path picture = folder.resolve("walk");
        Session.Result result = run("walk", "(1-x)^2 + 100*(y-x^2)^2", "--optimizer", "adam", "--lr", "0.02", "--start",
                "-1.2,1", "--updates", "200", "--out", picture.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("∇L(θ⁰) = (−215.6, −88)", "m̂", "stopped after 200 updates",
                "the nearest minimum is x = 1, y = 1, value 0");
        assertThat(folder.resolve("walk.svg")).content().contains("<svg");
        assertThat(folder.resolve("walk.png")).exists();
        Session.Result json = run("walk", "bowl:10", "--until-gradient", "1e-6", "--lr", "0.1", "--out",
                picture.toString(),
                "--json");
        assertThat(json.events().getLast()).containsEntry("stop", "gradient").containsEntry("lowerMinimum", null);
        assertThat(run("walk", "bowl", "--lr", "10", "--out", picture.toString()).out()).contains("diverged at update",
                "2/λ_max = 0.2");
    }

    @Test
    void trace_ofGradients_printsEveryDigit() throws IOException {
        Path gradients = Files.writeString(folder.resolve("g.csv"),
                "# made by hand\nstep,g0,note,g1\n1,0.5,a,-2\n2,0.25,b,4\n");
        Session.Result result = run("trace", "sgd", "--lr", "0.1", "--start", "1,-2", gradients.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("step,theta0,theta1\n1,0.95,-1.8\n2,0.9249999999999999,-2.2\n");
        assertThat(run("trace", "sgd", "--lr", "0.1", "--start", "1,-2", gradients.toString(), "--json").events())
                .hasSize(2).last()
                .satisfies(event -> assertThat(event).containsEntry("theta", List.of(0.9249999999999999, -2.2)));
    }

    @Test
    void inspect_ofATable_showsColumns() {
        Session.Result result = run("inspect", table.toString());
        assertThat(result.out()).contains("200 rows, 3 columns", "rooms", "city");
        assertThat(run("inspect", table.toString(), "--json").events()).hasSize(4).last()
                .satisfies(event -> assertThat(event).containsEntry("rows", 200.0));
    }

    @Test
    void explainCheck_ofARule_triesTheContract() {
        Session.Result kept = run("explain", "adam", "--check");
        assertThat(kept.code()).isZero();
        assertThat(kept.out()).contains("Check", "ok    from distance", "float and double differ");
        Session.Result broken = run("explain", "theta <- theta + eta*g", "--check", "--json");
        assertThat(broken.code()).isEqualTo(5);
        assertThat(broken.events().getLast()).containsEntry("event", "check").containsEntry("passed", false);
    }

    @Test
    void walk_withLbfgsBesideARule_reachesTheMinimum() {
        Session.Result result = run("walk", "rosenbrock", "--optimizer", "sgd,lbfgs", "--lr", "0.001", "--updates",
                "100", "--until-gradient", "1e-6", "--json", "--out", folder.resolve("beside").toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Json.write(result.events().getLast())).contains("\"optimizer\":\"lbfgs\"", "\"stop\":\"gradient\"");
    }

    @Test
    void walk_withTwoFormsOfARule_namesEachInThePicture() throws Exception {
        Path picture = folder.resolve("forms");
        assertThat(run("walk", "bowl", "--optimizer", "adopt,adopt/clipped,adam:beta2=0.9", "--lr", "0.1", "--out",
                picture.toString()).code()).isZero();
        assertThat(Files.readString(Path.of(picture + ".svg"))).contains("adopt starts at",
                "adopt/clipped starts at", "adam:beta2=0.9 starts at");
    }

    @Test
    void train_withSecondPointsNormsAndWrappers_predictsAndResumes() {
        for (String rule : List.of("schedule-free-sgd", "lamb", "lookahead(momentum):every=3", "prodigy")) {
            Session.Result train = run("train", table.toString(), "--target", "price", "--epochs", "20", "--optimizer",
                    rule);
            assertThat(train.code()).as("%s: %s", rule, train.err()).isZero();
            assertThat(run("evaluate", "last", table.toString()).code()).as(rule).isZero();
        }
        assertThat(run("optimizers").out()).contains("prodigy", "lookahead", "states", "when to use it");
    }

    @Test
    void explain_ofEveryRule_showsEquationAndPaper() {
        for (String rule : List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adam/torch")) {
            assertThat(run("explain", rule).out()).contains("θ ← θ", "Settings", "Paper",
                    "bytes moved per parameter", "bytes of state per parameter", "Variants");
        }
        assertThat(run("explain", "v <- 0.9*v + g; theta <- theta - eta*v").out()).contains("θ ← θ − η·v");
        assertThat(run("explain", "adam", "--json").events().getFirst()).containsKeys("equation", "settings", "states",
                "bytesMoved", "variants", "paper");
    }

    private Session.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs-dir", folder.resolve("runs").toString()));
        return Session.run(all.toArray(String[]::new));
    }

    private static double metric(Map<String, @Nullable Object> done, String name) {
        return Json.number(Json.object(done.get("metrics"), "metrics").get(name), name);
    }
}
